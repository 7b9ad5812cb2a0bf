# Times mt.maxT of multtest, Welch's t, raw and adjusted p: FILE NA NB PERMUTATIONS.
args <- commandArgs(TRUE)
suppressMessages(library(multtest))
na <- as.integer(args[2])
nb <- as.integer(args[3])
x <- t(matrix(readBin(args[1], "double", n = file.size(args[1]) / 8), nrow = na + nb))
B <- as.integer(args[4])
sink("/dev/null")
took <- system.time(r <- mt.maxT(x, rep(0:1, c(na, nb)), test = "t", B = B))[["elapsed"]]
sink()
cat(sprintf("multtest %d %d %.6f %.9g\n", nrow(x), B, took, sum(r$rawp)))
