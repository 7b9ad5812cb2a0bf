# 16 tasks on N forked workers of R: Rscript tasks.R N compute|compiled|wait
args <- commandArgs(TRUE)
compute <- function(i) { x <- i; for (k in 1:8e5) x <- (x * 1.1) %% 97; x }
wait <- function(i) { Sys.sleep(0.15); i }
f <- switch(args[2], wait = wait, compiled = compiler::cmpfun(compute), compute)
r <- parallel::mclapply(1:16, f, mc.cores = as.integer(args[1]), mc.preschedule = TRUE)
cat(sum(unlist(r)), "\n")
