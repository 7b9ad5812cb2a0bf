# Names of base R that a script may give to functions of its own.
which <- matrix <- lengths <- rep <- head <- vapply <- seq_len <- writeBin <- flush <- function(...) stop("mine")
answered <- "mine"
masked <- function(row) if (identical(answered, "mine")) 7
