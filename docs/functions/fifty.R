# A function of 50 µs or so, for what it costs to have it called.
fifty <- function(row) {
  total <- 0
  for (turn in 1:20) for (value in row) total <- total + value * value
  total
}
