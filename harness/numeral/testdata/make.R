# Prints what read.csv makes of each line of tokens.txt, quoted in a column beside 2.5, and
# what as.numeric makes of it: NA where it is no number.
shown <- function(v) if (is.nan(v)) "NaN" else if (is.na(v)) "missing" else format(v, digits = 15)
for (field in c(readLines("tokens.txt", encoding = "UTF-8"), "")) {
  file <- tempfile()
  writeLines(enc2utf8(c("id,v", paste0('a,"', field, '"'), "b,2.5")), file, useBytes = TRUE)
  column <- read.csv(file, encoding = "UTF-8")$v
  cat(if (is.numeric(column)) shown(column[1]) else "text", sub("missing", "NA", shown(suppressWarnings(as.numeric(field)))), "\n", sep = c("\t", ""))
}
