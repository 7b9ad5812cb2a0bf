twice <- 2
