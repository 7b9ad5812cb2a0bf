# Times one R peer: genefilter, limma or apply; FILE COLS.
args <- commandArgs(TRUE)
peer <- args[1]
cols <- as.integer(args[3])
v <- readBin(args[2], "double", n = file.size(args[2]) / 8)
x <- t(matrix(v, nrow = cols))
rm(v)
group <- factor(rep(c("a", "b"), c(cols %/% 2, cols - cols %/% 2)))
if (peer == "apply") x <- x[seq_len(min(nrow(x), 4000)), ]

pass <- list(
  # pooled variance: rowttests has no Welch
  genefilter = function(x) genefilter::rowttests(x, group)$statistic,
  # moderated t: limma's own test
  limma = function(x) limma::eBayes(limma::lmFit(x, model.matrix(~group)))$t[, 2],
  apply = function(x) apply(x, 1, function(r) {
    test <- t.test(r[group == "a"], r[group == "b"])
    c(test$statistic, test$p.value)
  })[1, ]
)[[peer]]

invisible(pass(x[1:200, ]))
invisible(gc())
took <- system.time(t <- pass(x))[["elapsed"]]
cat(sprintf("%s %d %.6f %.9g\n", peer, nrow(x), took, sum(abs(t))))
