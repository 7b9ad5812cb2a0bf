# The t-test with a pooled variance of every row of IN to OUT, by data.table and genefilter: IN OUT N.
args <- commandArgs(TRUE)
suppressMessages(library(data.table))
setDTthreads(as.integer(args[3]))
x <- as.matrix(fread(args[1]), rownames = 1)
half <- ncol(x) %/% 2
test <- genefilter::rowttests(x, factor(rep(c("a", "b"), c(half, ncol(x) - half))))
fwrite(data.table(row = rownames(x), t = test$statistic, p = test$p.value), args[2])
