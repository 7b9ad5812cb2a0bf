# Welch's t-test of every row: group a against group b. Reads rows as lines, after a
# header, and answers each with a line.
sizes <- as.integer(strsplit(Sys.getenv("HARNESS_GROUP_SIZES"), ",")[[1]])
rows <- file("stdin", "r")
invisible(readLines(rows, n = 1))
cat("t,df,p\n")
while (length(line <- readLines(rows, n = 1)) > 0) {
  x <- as.numeric(strsplit(line, ",", fixed = TRUE)[[1]][-1])
  test <- t.test(head(x, sizes[1]), tail(x, sizes[2]))
  cat(sprintf("%.17g,%.17g,%.17g\n", test$statistic, test$parameter, test$p.value))
}
