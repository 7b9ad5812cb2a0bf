# What is called beside welch: both take a row in two groups.
test <- local({
  source(file.path(Sys.getenv("PEERS"), "../../functions/welch.R"), local = TRUE)
  welch
})

# Returns two numbers of the row at once, so that a row costs what its system needs for it.
first <- function(a, b) list(t = a[[1]], df = 0, p = b[[1]])

# Leaves in a file of its process when the last row of this was done.
welch <- function(a, b) {
  answer <- test(a, b)
  writeLines(sprintf("%.6f", as.numeric(Sys.time())), file.path(Sys.getenv("ENDS"), Sys.getpid()))
  answer
}
