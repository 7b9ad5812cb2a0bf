# Welch's t-test of every row: group a against group b. Reads rows as numbers (--frame f8), after
# a header, and answers each with numbers.
sizes <- as.integer(strsplit(Sys.getenv("HARNESS_GROUP_SIZES"), ",")[[1]])
rows <- file("stdin", "rb")
answers <- file("/dev/fd/1", "wb", raw = TRUE)
invisible(readLines(rows, n = 1))
while (length(x <- readBin(rows, "double", sum(sizes), endian = "little")) > 0) {
  test <- t.test(head(x, sizes[1]), tail(x, sizes[2]))
  writeBin(c(test$statistic, test$parameter, test$p.value), answers, endian = "little")
  flush(answers)
}
