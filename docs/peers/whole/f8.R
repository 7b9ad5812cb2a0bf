# Answers each row of numbers with the numbers of what a function returns: for pipe --frame f8.
args <- commandArgs(TRUE) # FILE FUNCTION
source(args[1])
f <- get(args[2])
halves <- length(formals(f)) == 2
rows <- file("stdin", "rb")
answers <- file("/dev/fd/1", "wb", raw = TRUE)
cols <- length(strsplit(readLines(rows, n = 1), ",", fixed = TRUE)[[1]]) - 1
half <- cols %/% 2
while (length(x <- readBin(rows, "double", cols, endian = "little")) > 0) {
  answer <- if (halves) f(x[1:half], x[(half + 1):cols]) else f(x)
  writeBin(as.double(unlist(answer)), answers, endian = "little")
  flush(answers)
}
