# Calls a function of a script for every row that harness hands over: the worker of --workload r. It
# reads rows on descriptor 3 and writes answers on descriptor 4, in the frame that binary.go
# describes. It needs base R alone, and finds that before what the script defines: its parent is no global environment.
local({
  CANNOT_LOAD <- 1L; NO_FUNCTION <- 2L; OTHER_PARAMETERS <- 3L; RAISED <- 4L; NO_ANSWER <- 5L
  COLUMNS <- 1L; ANSWERS <- 2L; FAULT <- 3L; RUN_BY <- 4L # kinds of messages
  EVERY <- 0.2 # seconds after which answers are handed over, though their chunk has more rows
  MANY <- 8000 # rows after which it pays to compile how the function is called: 7 ms for 0.9 µs a row

  # R compiles a large function when it is called for the second time, which takes as long as some hundred rows. So
  # it compiles of this only what is said here; the level at which it compiles is the user's while functions of theirs run.
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
  # What is said of all of some answers is asked of all together, which takes a third of the time of one after the other.
  each <- function(got, ask) vapply(got, ask, NA)
  # Which are numbers that need no look. An NA that is no double is to become NaN, and needs one.
  plain <- function(got) {
    double <- each(got, is.double)
    if (all(double)) return(double)
    other <- !double & (each(got, is.numeric) | each(got, is.logical))
    other[other] <- !each(got[other], anyNA)
    double | other
  }
  # Which answers are like the one before: as many numbers, by the same names.
  alike <- function(got) {
    like <- !each(got, is.object)
    if (!is.null(known) && !as_seen) return(like & FALSE)
    like[like] <- lengths(got[like]) == width
    own <- if (!is.null(known)) seen
    values <- unlist(got[like], FALSE)
    if (!identical(names(values), if (!is.null(own)) rep(own, sum(like)))) {
      like[like] <- vapply(lapply(got[like], names), identical, NA, own)
      values <- unlist(got[like], FALSE)
    }
    if (is.list(values)) {
      fit <- lengths(values) == 1 & !each(values, is.object)
      fit[fit] <- plain(values[fit])
      like[like] <- all(fit) | colSums(matrix(fit, width)) == width
    } else {
      like[like] <- plain(got[like])
    }
    like
  }
  # Which answers are none, given those of which there are columns.
  none <- function(got) {
    null <- each(got, is.null)
    if (width == 1) return(null)
    bare <- lengths(got) == 1 & each(got, is.atomic) & !each(got, is.object)
    bare[bare] <- each(got[bare], anyNA) & each(lapply(got[bare], names), is.null)
    null | bare
  }
  # The numbers of all answers that are not handed over yet, given those of the chunk; NULL where no row has told of
  # the columns yet.
  compiled <- FALSE
  numbers_of <- function(got) {
    from <- handed
    handed <<- at
    got <- got[seq(from + 1L, length.out = at - from)]
    answers <- if (width > 0) matrix(NaN, width, length(got))
    told <- 0L # rows until the columns and their order are known
    while (told < length(got) && (width == 0 || !is.null(known) && is.null(seen))) {
      at <<- from + told
      told <- told + 1L
      values <- columns_of(got[[told]])
      if (is.null(answers) && width > 0) answers <- matrix(NaN, width, length(got))
      if (!is.null(values)) answers[, told] <- values
    }
    rest <- seq_along(got)[seq_along(got) > told]
    like <- if (length(rest) > 0) alike(got[rest]) else logical()
    if (any(like)) answers[, rest[like]] <- unlist(got[rest[like]], use.names = FALSE)
    apart <- rest[!like]
    if (length(apart) > 0) apart <- apart[!none(got[apart])]
    if (length(apart) > 8 && !compiled) {
      for (own in c("number", "columns_of")) assign(own, compiler::cmpfun(get(own)), inherits = TRUE)
      compiled <<- TRUE
    }
    for (i in apart) {
      at <<- from + i - 1L
      answers[, i] <- columns_of(got[[i]])
    }
    at <<- handed
    answers
  }
  # Hands over the answers of the chunk that are not handed over yet. There are none where no row had an answer yet.
  write_answers <- function(got) {
    n <- at - handed
    if (n == 0) return()
    answers <- numbers_of(got)
    if (width == 0) learn(NULL, 1L)
    writeBin(c(ANSWERS, n), sink, endian = "little")
    writeBin(if (is.null(answers)) rep(NaN, n * width) else as.vector(answers), sink, endian = "little")
    flush(sink)
  }
  hand_over <- function(got) {
    level <<- .Internal(enableJIT(0L))
    write_answers(got)
    .Internal(enableJIT(level))
    due <<- now() + EVERY
  }
  now <- function() .Internal(Sys.time()) # in seconds; Sys.time() itself takes 1 µs, for its class
  due <- 0 # when answers are handed over next

  # Answers a chunk of n rows. What was handed over is let go of, for an answer may hold more than its numbers.
  answered <- NULL # of the chunk, where they are not handed over
  work <- function(n) {
    got <- vector("list", n)
    on.exit(answered <<- got)
    for (i in seq_len(n)) {
      got[i] <- list(answer(i))
      at <<- i
      if (.Internal(Sys.time()) > due) {
        hand_over(got)
        got <- vector("list", n)
      }
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

  done <- 0 # rows
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
    if (done < MANY && (done <- done + n) >= MANY) answer <- compiler::cmpfun(answer)
  }
  quit("no", 0L, FALSE)
}, new.env(parent = asNamespace("utils")))
