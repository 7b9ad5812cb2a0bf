# A function for every row of IN to OUT, by N workers of mclapply: FILE FUNCTION N IN OUT.
args <- commandArgs(TRUE)
n <- as.integer(args[3])
suppressMessages(library(data.table))
setDTthreads(n)
source(args[1])
f <- get(args[2])
x <- as.matrix(fread(args[4]), rownames = 1)
half <- ncol(x) %/% 2
of <- if (length(formals(f)) == 2) function(i) f(x[i, 1:half], x[i, (half + 1):ncol(x)]) else function(i) f(x[i, ])
answers <- parallel::mclapply(seq_len(nrow(x)), function(i) unlist(of(i)), mc.cores = n)
fwrite(cbind(row = rownames(x), as.data.table(do.call(rbind, answers))), args[5])
