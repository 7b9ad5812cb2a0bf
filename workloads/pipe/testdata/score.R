# Functions that the tests of the adapter call.
source("beside.R")

several <- function(row, seed) c(twice * row[[1]], seed, NA)
by_name <- function(b, note, a = 0) list(value = a + b, length = nchar(note), text = note)
prints <- function(row) {
  cat("printed\n")
  system("echo too")
  if (row[1] < 1) NULL else TRUE
}
raises <- function(row) {
  if (row[1] > 1)
    stop("no answer\nat all")
  1
}

spelt <- function(gene.name, `class`, X2nd) list(`gene name` = gene.name, `say "hi", he` = class + X2nd)

`the last` <- function(a, b) list(estimate = c(1, 2))

empty <- function(row) numeric(0)

varies <- function(row, seed) list(list(a = 1, b = 2L), list(b = 4, a = TRUE), c(a = 5, b = 6))[[seed]]
