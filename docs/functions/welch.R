# Welch's t-test of a row whose samples are in two groups.
welch <- function(a, b) {
  test <- t.test(a, b)
  list(t = test$statistic, df = test$parameter, p = test$p.value)
}
