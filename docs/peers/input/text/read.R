# Reads a table in tabs with R: read.R FILE SKIP COMMENT COLUMNS. The classes of the
# columns are given, which read.delim is several times faster with.
args <- commandArgs(TRUE)
text <- if (grepl("gct$", args[1])) 2 else 1
start <- proc.time()[["elapsed"]]
table <- read.table(args[1], sep = if (grepl("csv$", args[1])) "," else "\t", header = TRUE, quote = "\"", skip = as.integer(args[2]),
                    comment.char = args[3], colClasses = c(rep("character", text), rep("numeric", as.integer(args[4]))))
took <- proc.time()[["elapsed"]] - start
file <- tempfile()
writeBin(as.vector(t(as.matrix(table[, -seq_len(text)]))), file, endian = "little")
sum <- sub(" .*", "", system2("sha256sum", file, stdout = TRUE))
cat(sprintf("R %s.%s, read.table\t%.3f\t%s\n", R.version$major, R.version$minor, took, sum))
