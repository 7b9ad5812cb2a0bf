# A permutation test of Welch's t of every row of IN to OUT by multtest: IN OUT PERMUTATIONS NA.
args <- commandArgs(TRUE)
suppressMessages({
  library(data.table)
  library(multtest)
})
x <- as.matrix(fread(args[1]), rownames = 1)
na <- as.integer(args[4])
sink("/dev/null")
test <- mt.maxT(x, rep(0:1, c(na, ncol(x) - na)), test = "t", B = as.integer(args[3]))
sink()
test <- test[order(test$index), ]
fwrite(data.table(row = rownames(x), t = abs(test$teststat), p = test$rawp), args[2])
