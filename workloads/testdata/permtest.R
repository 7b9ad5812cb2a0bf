# Makes permtest-*.csv beside it with mt.maxT of Bioconductor's multtest:
#
#	cd workloads/testdata && Rscript permtest.R
#
# multtest counts the observed arrangement among its B, so that B = 10000 is 9999
# random ones and p = (b + 1) / 10000.
suppressMessages(library(multtest))
options(digits = 17)

maxt <- function(x, label, test, B) {
	r <- mt.maxT(x, label, test = test, B = B)
	r[order(r$index), ]
}

golub <- read.csv(gzfile("golub.csv.gz"), row.names = 1, check.names = FALSE)
groups <- read.csv("golub.groups.csv")
label <- as.integer(groups$group[match(names(golub), groups$sample)] != "ALL")
r <- maxt(as.matrix(golub), label, "t", 10000)
out <- gzfile("permtest-golub.csv.gz")
write.csv(data.frame(row = rownames(golub), p = r$rawp, q = r$adjp), out, row.names = FALSE, quote = FALSE)

# 5 + 6 samples can be arranged in 462 ways, and B = 0 takes them all. Half of the
# rows hold small whole numbers, so that many arrangements tie; some values are
# missing, but never so many that an arrangement has no t.
set.seed(20)
rows <- 60
x <- matrix(rnorm(rows * 11), rows)
x[1:30, ] <- round(2 * x[1:30, ])
x[1:8, 1:5] <- x[1:8, 1:5] + 3
x[31:36, 6:11] <- x[31:36, 6:11] + 1.5
for (i in seq(3, rows, 5)) x[i, sample(11, 1 + i %% 2)] <- NA
small <- data.frame(row = seq_len(rows), x)
names(small) <- c("row", sprintf("a%d", 1:5), sprintf("b%d", 1:6))
write.csv(small, "permtest-small.csv", row.names = FALSE, quote = FALSE, na = "NA")
for (test in c("t", "t.equalvar")) {
	r <- maxt(x, rep(0:1, c(5, 6)), test, 0)
	write.csv(data.frame(row = seq_len(rows), t = -r$teststat, p = r$rawp, q = r$adjp),
		sprintf("permtest-small.%s.csv", if (test == "t") "welch" else "equal"), row.names = FALSE, quote = FALSE)
}
