# Calls a function of a script for every row that harness hands over: the worker of --workload r. It
# reads rows on descriptor 3 and writes answers on descriptor 4, in the frame that binary.go
# describes. It needs base R alone.
local({
  CANNOT_LOAD <- 1L; NO_FUNCTION <- 2L; OTHER_PARAMETERS <- 3L; RAISED <- 4L; NO_ANSWER <- 5L
  COLUMNS <- 1L; ANSWERS <- 2L; FAULT <- 3L; RUN_BY <- 4L # kinds of messages
  EVERY <- 0.2 # seconds after which answers are handed over, though their chunk has more rows

  # R compiles a large function when it is called for the second time, which takes as long as some hundred rows. So it
  # compiles nothing of this but what is done for each row, and all else as its level for the user's functions says.
  level <- .Internal(enableJIT(0L))

  Sys.unsetenv("HARNESS_ADAPTER")
  options(keep.source = TRUE)
  said <- commandArgs(trailingOnly = TRUE)
  path <- said[1]; name <- said[2]; form <- said[3]
  wanted <- if (nzchar(said[4])) strsplit(said[4], "\n", fixed = TRUE)[[1]]
  rows <- file("/dev/fd/3", "rb", raw = TRUE)
  sink <- file("/dev/fd/4", "wb", raw = TRUE)

  # What is read.
  whole <- function(n = 1L) readBin(rows, "integer", n, 4L, endian = "little")
  texts <- function(n) {
    sizes <- whole(n)
    raw <- readBin(rows, "raw", sum(as.numeric(sizes)))
    words <- readChar(raw, sizes, useBytes = TRUE)
    Encoding(words) <- "UTF-8"
    words
  }

  # What is written.
  put <- function(...) for (part in list(...)) {
    if (is.character(part)) {
      raw <- lapply(enc2utf8(part), charToRaw)
      put(lengths(raw), unlist(raw))
    } else if (length(part) > 0) {
      writeBin(part, sink, endian = "little")
    }
  }
  # A fault ends all: a code, and a text of one line.
  fault <- function(code, ...) {
    put(FAULT, code, if (code %in% c(RAISED, NO_ANSWER)) at else -1L, substr(paste0(...), 1, 16000))
    close(sink)
    quit("no", 1L, FALSE)
  }
  few <- function(names) paste0(paste(head(names, 8), collapse = ", "), if (length(names) > 8) ", …")
  shape <- function(names, width) {
    if (!is.null(names)) paste("the columns", few(names))
    else if (width == 1) "1 number" else paste(width, "numbers")
  }
  # An error, and where in the script it was raised, given the calls that were under way.
  words <- function(e, calls) {
    text <- gsub("[\r\n]+", " ", conditionMessage(e))
    at <- Filter(Negate(is.null), lapply(calls, function(call) {
      ref <- attr(call, "srcref")
      if (!is.null(ref) && identical(basename(attr(ref, "srcfile")$filename), basename(path))) ref[1]
    }))
    by <- conditionCall(e)
    if (is.call(by) && is.symbol(by[[1]]) && by[[1]] != quote(call)) text <- paste0(text, " in ", deparse(by[[1]]), "()")
    if (length(at) > 0) paste0(text, " (", basename(path), ", line ", at[[length(at)]], ")") else text
  }

  at <- 0L # answers of the chunk so far
  handed <- 0L # those that were handed over

  # The script, which is loaded before the first rows come.
  failed <- NULL
  calls <- list()
  .Internal(enableJIT(level))
  tryCatch(
    withCallingHandlers(source(path, globalenv(), chdir = TRUE), error = function(e) calls <<- sys.calls()),
    error = function(e) failed <<- e)
  level <- .Internal(enableJIT(0L))
  if (!is.null(failed)) {
    text <- words(failed, calls)
    missing <- grepl("there is no package", text, fixed = TRUE)
    fault(CANNOT_LOAD, text, if (missing) ": install it, or name another interpreter with --interpreter" else ": mend the script")
  }
  call <- get0(name, globalenv(), mode = "function")
  if (is.null(call)) {
    own <- Filter(function(n) is.function(get(n, globalenv())), ls(globalenv()))
    fault(NO_FUNCTION, paste(own, collapse = "\n"))
  }

  # The answers.
  learn <- function(names, n) {
    if (n == 0) fault(NO_ANSWER, "nothing: return a number, several, or a list of numbers by name")
    width <<- n; known <<- names
    put(RUN_BY, paste("R", getRversion()))
    put(COLUMNS, as.integer(n), as.integer(!is.null(names)))
    if (!is.null(names)) put(names)
  }
  # A value of an answer as a number. column is its name, NULL where it has none.
  number <- function(value, column) {
    if (is.double(value) && length(value) == 1 && !is.object(value)) return(value[[1]])
    if (is.null(value) || length(value) == 1 && is.atomic(value) && is.na(value)) return(NaN)
    if (length(value) != 1 || !(is.numeric(value) || is.logical(value)) || is.factor(value) || inherits(value, "integer64")) {
      text <- tryCatch(paste(format(value), collapse = " "), error = function(e) "…")
      fault(NO_ANSWER, if (!is.null(column)) paste0(column, " = "), '"', substr(text, 1, 60), '" of class ', class(value)[1],
        if (length(value) == 1) ", which is no number: " else paste0(", which is ", length(value), " values: "),
        if (is.null(column)) "return a number, several, or a list of numbers by name" else "name the columns that are numbers with --outputs")
    }
    as.numeric(value)
  }
  # Picks the columns of an answer that has these names. The next one usually has them too, and where all of them
  # are picked, in their order, it is taken as it is.
  seen <- NULL
  picked <- NULL
  as_seen <- FALSE
  pick <- function(own) {
    kept <- which(!own %in% c("id", "row"))
    chosen <- if (width > 0) known else wanted
    places <- kept[match(chosen, own[kept])]
    if (!is.null(chosen) && !anyNA(places) && (!is.null(wanted) || length(kept) == length(chosen))) kept <- places
    seen <<- own
    picked <<- kept
    as_seen <<- identical(kept, seq_along(own))
  }
  columns_of <- function(answer) {
    if (is.null(answer)) return(if (width > 0) rep(NaN, width) else NULL)
    if (length(answer) == 1 && is.null(names(answer)) && is.atomic(answer) && is.na(answer) && width != 1) {
      return(if (width > 0) rep(NaN, width) else NULL)
    }
    own <- names(answer)
    answer <- if (is.atomic(answer)) as.list(answer) else unclass(answer)
    if (!is.list(answer)) answer <- list(answer)
    if (!is.null(own)) {
      if (!identical(own, seen)) pick(own)
      answer <- answer[picked]
      own <- own[picked]
    }
    values <- numeric(length(answer))
    for (k in seq_along(answer)) values[[k]] <- number(answer[[k]], own[k])
    if (width == 0) learn(own, length(values))
    if (!identical(own, known) || length(values) != width) {
      fault(NO_ANSWER, shape(own, length(values)), ", and before ", shape(known, width), ": return the same columns for every row, or NA")
    }
    values
  }
  # Which answers are like the one before: as many numbers that are plain, of the same names. All are looked at
  # together, in a third of the time of one after the other.
  alike <- function(got) {
    own <- if (!is.null(known)) seen
    if (width == 0 || !is.null(known) && !as_seen) return(logical(length(got)))
    like <- lengths(got) == width & !vapply(got, is.object, NA)
    names <- lapply(got, names)
    if (!identical(unique(names), list(own))) like <- like & vapply(names, identical, NA, own)
    listed <- vapply(got, is.list, NA)
    like <- like & (listed | vapply(got, is.double, NA))
    each <- unlist(got[like & listed], FALSE, FALSE)
    plain <- lengths(each) == 1 & vapply(each, is.double, NA) & !vapply(each, is.object, NA)
    like[like & listed] <- colSums(matrix(plain, width)) == width
    like
  }
  # The numbers of all answers that are not handed over yet, given those of the chunk; NULL where no row has told of
  # the columns yet.
  compiled <- FALSE
  numbers_of <- function(got) {
    from <- handed
    handed <<- at
    got <- got[seq(from + 1L, length.out = at - from)]
    looked <- list() # what was looked at one by one
    look <- function(i) {
      at <<- from + i - 1L
      looked[i] <<- list(columns_of(got[[i]]))
    }
    told <- 0L # rows until the columns and their order are known
    while (told < length(got) && (width == 0 || !is.null(known) && is.null(seen))) look(told <- told + 1L)
    like <- alike(got) & seq_along(got) > told
    apart <- which(!like)
    if (length(apart) > 8 && !compiled) {
      for (own in c("number", "columns_of")) assign(own, compiler::cmpfun(get(own)), inherits = TRUE)
      compiled <<- TRUE
    }
    for (i in apart[apart > told]) look(i)
    at <<- handed
    if (width == 0) return(NULL)
    answers <- matrix(NaN, width, length(got))
    answers[, like] <- unlist(got[like], use.names = FALSE)
    for (i in apart) if (!is.null(looked[[i]])) answers[, i] <- looked[[i]]
    answers
  }
  # Hands over the answers of the chunk that are not handed over yet. There are none where no row had an answer yet.
  hand_over <- function(got) {
    level <<- .Internal(enableJIT(0L))
    n <- at - handed
    if (n > 0) {
      answers <- numbers_of(got)
      if (width == 0) learn(NULL, 1L)
      writeBin(c(ANSWERS, n), sink, endian = "little")
      writeBin(if (is.null(answers)) rep(NaN, n * width) else as.vector(answers), sink, endian = "little")
      flush(sink)
    }
    due <<- now() + EVERY
    .Internal(enableJIT(level))
  }
  now <- function() .Internal(Sys.time()) # in seconds; Sys.time() itself takes 1 µs, for its class
  due <- 0 # when answers are handed over next

  # Answers a chunk of n rows.
  work <- function(n) {
    got <- vector("list", n)
    on.exit(answered <<- got)
    for (i in seq_len(n)) {
      got[i] <- list(answer(i))
      at <<- i
      if (.Internal(Sys.time()) > due) hand_over(got)
    }
    hand_over(got)
  }
  work <- compiler::cmpfun(work)
  call <- compiler::cmpfun(call)

  # What the function gets.
  start <- whole(6)
  cols <- start[1]; groups <- start[3:4]; width <- start[5]
  columns_all <- texts(cols + start[2])
  columns <- head(columns_all, cols); wordy <- tail(columns_all, start[2])
  known <- if (start[6] == 1) texts(width) # the names of the columns of an answer
  parameters <- formals(args(call))
  needed <- names(Filter(function(p) is.symbol(p) && !nzchar(as.character(p)), parameters))
  # The columns that parameters are. One whose name is none in R may be spelt as R spells it.
  spelt <- make.names(columns_all)
  places <- match(names(parameters), columns_all)
  places <- ifelse(is.na(places), match(names(parameters), replace(spelt, spelt %in% spelt[duplicated(spelt)], NA)), places)
  names(places) <- names(parameters)
  places <- places[!is.na(places)]
  given <- setdiff(intersect(c("id", "seed"), names(parameters)), names(places))
  needed <- setdiff(needed, c(given, "..."))
  by_name <- if (length(needed) > 0 && all(needed %in% names(places))) places
  in_groups <- is.null(by_name) && length(needed) == 2 && sum(groups) > 0
  listed <- form == "columns" || form == "auto" && length(wordy) > 0
  if (is.null(by_name) && !in_groups && (length(needed) > 1 || !is.null(args(call)) && length(setdiff(names(parameters), given)) == 0)) {
    fault(OTHER_PARAMETERS, "it takes (", paste(names(parameters), collapse = ", "), "): let it take one parameter, the row; ",
      "or two, the groups, where the rows have groups; or columns by their names, here ", few(spelt))
  }
  gets_id <- "id" %in% given; gets_seed <- "seed" %in% given
  a <- seq_len(groups[1]); b <- groups[1] + seq_len(groups[2])
  columns_a <- columns[a]; columns_b <- columns[b]
  arguments <- function(i) {
    row <- numbers[, i]
    names(row) <- columns # faster than names of the matrix
    got <- if (!is.null(by_name)) structure(c(as.list(row), lapply(words_of, `[[`, i))[by_name], names = names(by_name))
      else if (in_groups) list(row[a], row[b])
      else if (listed) list(c(as.list(row), lapply(words_of, `[[`, i)))
      else list(row)
    if (gets_id) got$id <- ids[i]
    if (gets_seed) got$seed <- as.integer(first + i - 1)
    got
  }
  # What most functions get: one vector, or two.
  in_two <- in_groups && length(given) == 0
  in_one <- is.null(by_name) && !in_groups && !listed && length(given) == 0
  answer <- if (in_two) {
    function(i) {
      x <- numbers[a, i]; names(x) <- columns_a
      y <- numbers[b, i]; names(y) <- columns_b
      call(x, y)
    }
  } else if (in_one) {
    function(i) {
      x <- numbers[, i]; names(x) <- columns
      call(x)
    }
  } else {
    function(i) do.call(call, arguments(i))
  }

  while (length(first <- readBin(rows, "double", 1, endian = "little")) > 0) {
    n <- whole()
    ids <- if (gets_id) texts(n) else readBin(rows, "raw", sum(as.numeric(whole(n))))
    numbers <- readBin(rows, "double", n * cols, endian = "little")
    dim(numbers) <- c(cols, n)
    words_of <- lapply(wordy, function(column) texts(n))
    names(words_of) <- wordy
    at <- 0L; handed <- 0L
    due <- now() + EVERY
    .Internal(enableJIT(level))
    tryCatch(
      withCallingHandlers(work(n), error = function(e) calls <<- sys.calls()),
      error = function(e) {
        if (at > handed) numbers_of(answered) # an answer before the error may be none
        fault(RAISED, words(e, calls), ": mend it, or let it return NA for a row without an answer")
      })
    level <- .Internal(enableJIT(0L))
  }
  quit("no", 0L, FALSE)
})
