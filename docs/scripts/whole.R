# Welch's t-test of every row, by a script that reads all its input before it answers:
# for --per-chunk.
sizes <- as.integer(strsplit(Sys.getenv("HARNESS_GROUP_SIZES"), ",")[[1]])
x <- as.matrix(read.csv(file("stdin"), row.names = 1))
answer <- function(row) {
  test <- t.test(head(row, sizes[1]), tail(row, sizes[2]))
  c(t = test$statistic[[1]], df = test$parameter[[1]], p = test$p.value)
}
write.csv(format(t(apply(x, 1, answer)), digits = 17), stdout(), quote = FALSE, row.names = FALSE)
