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

# The second answer is wrong, and the third is none.
both <- function(row, seed) if (seed == 3) stop("too late") else rep(1, seed)

level <- function(row) compiler::enableJIT(-1)

kinds <- function(row, seed) list(c(a = 1, b = 2), list(a = 1, b = 2), c(b = 2L, a = 1L), NA, NULL, list(a = TRUE, b = c(x = 2)),
  c(a = 1L, b = NA), data.frame(a = 1, b = 2), list(b = 2, a = NA))[[(seed - 1) %% 9 + 1]]

# Whether what an answer holds besides its numbers is let go of once the answer is handed over, after 0.2 s.
freed <- 0
lets_go <- function(row, seed) {
  if (seed == 1) {
    gc()
    freed <<- 0
    begun <- Sys.time()
    while (Sys.time() < begun + 0.25) NULL
  }
  besides <- new.env()
  reg.finalizer(besides, function(e) freed <<- freed + 1)
  if (seed == 3) gc()
  list(value = min(freed, 1), besides = besides)
}
