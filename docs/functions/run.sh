#!/bin/sh
# Prints docs/functions.md: that the functions beside this file answer what the ttest workload
# does, and what it costs to have one called. Needs python3 with scipy, and R; takes a minute or two.
#
#	docs/functions/run.sh >functions.md && mv functions.md docs/functions.md
set -eu
cd "$(dirname "$0")/../.."
: "${GO:=go}" "${PYTHON:=/usr/bin/python3}"
if ! "$PYTHON" -c 'import scipy' 2>/dev/null || ! command -v Rscript >/dev/null; then
	echo "run.sh: needs python3 with scipy, and R (packages python3-scipy and r-base-core" \
		"of Debian and Ubuntu); PYTHON= names another python3" >&2
	exit 1
fi
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
$GO build -o "$dir/harness" ./cmd/harness
PATH=$dir:$PATH
here=docs/functions
"$PYTHON" $here/reviews.py >"$dir/reviews.csv"

python="--workload python --interpreter $PYTHON"
harness run --quiet $python --call $here/welch.py:welch --data golub --results "$dir/python.csv"
harness run --quiet --workload r --call $here/welch.R:welch --data golub --results "$dir/r.csv"
harness run --quiet $python --call $here/tone.py:tone --data "$dir/reviews.csv" --results "$dir/tone.csv"
harness run --quiet --data golub --results "$dir/ttest.csv"

cat <<'END_OF_TEXT'
# Functions as workers

Written by `docs/functions/run.sh`. A function of one row, in Python or in R, is timed as it is,
on N = 1, 2, 4 … workers; then it does the job on the N that the sweep found best:

    harness sweep --workload python --call score.py:score --data rows.csv
    harness run --workload python --call score.py:score --data rows.csv --results out.csv

`--workload r --call score.R:score` does the same in R. Nothing is to be installed: harness hands
the rows to the interpreter that is there, `python3` or `Rscript` in PATH, so that of an active
virtual environment; `--interpreter` names another. Programs in other languages answer rows as
[scripts](scripts.md).

## What the function gets

A function that takes one thing gets the row. Where all columns are numbers, that is a list of
`float`, or an array of numpy where the script imports it; in R a vector with names. Where the table
has columns of text too, it is a dict of the columns by name, in R a list. `--row numbers` or
`--row columns` chooses.

A function whose parameters are named like columns gets these columns, whatever others there are:
`def tone(text, stars)`. A function that takes two things gets the two groups, where the rows have
groups: `def welch(a, b)`. Parameters with a default keep it, unless a column has their name.

Two parameters are filled wherever they stand. `seed` is the number of the row, from 1, and `id` the
id of the row. **Random numbers** must be drawn from `seed`, or else every run draws others, and
harness, which holds the answer of every run against the first, refuses them:
`random.Random(seed)`, `numpy.random.default_rng(seed)`, `set.seed(seed)`.

A column of the table is text where one of the first 20 rows has something in it that is no number.
A missing number is NaN, a missing text empty. The first column is the id of the row;
`--ids none` says that there is none.

## What it returns

A number, several, or numbers by name: a dict, a named tuple, a series of pandas, a list or vector
with names in R. The names are the columns of the results. A row without an answer has `None` or
NaN, in R `NA` or `NULL`: it is NaN in the results, and counted. `--outputs t,p` takes only those
names, and leaves out what is no number. Every row has the same columns. A whole number that a
float64 would round is refused, and so is text.

## What else is to know

- **Loading.** The script is loaded once for each worker, before its first row, and stays for all of
  them: load a model where the file begins, outside the function. That time is spawn, and
  `--scope steady` leaves it out. What the script imports from its own folder is found. In Python
  `--call score.py:model.predict` calls a method.
- **Before the first run** the function gets the first three rows, for what its answer looks like,
  and all rows once, for the answer that every run is checked against; each worker gets the first
  row once more.
- **Printing** disturbs nothing; a warning has how much was printed, and the last line.
- **Threads.** Each worker has one thread for the libraries that would start more, such as
  OpenBLAS: OMP_NUM_THREADS and its like are 1 unless you set them. PYTHONHASHSEED is 0, so that
  sets have one order.
- **Errors.** An error of the function ends the job, exit code 4, with one line: the row, the
  error, the file and the line in it. The rows that are finished are kept, and `--resume` goes on
  from them.
- **Remote workers** load the script from the same path on their own hosts.

END_OF_TEXT
for script in welch.py welch.R bootstrap.py tone.py; do
	printf '<!-- %s -->\n```text\n' "$here/$script"
	cat "$here/$script"
	printf '```\n\n'
done
cat <<'END_OF_TEXT'
## The same answers

Largest difference from `--workload ttest` over the rows of golub, relative to its answer:

| function | t | df | p |
|---|---|---|---|
END_OF_TEXT
# differences FILE COLUMNS-OF-ANSWERS: relative to row,mean_a,mean_b,t,df,p
differences() {
	paste -d, "$dir/ttest.csv" "$2" | awk -F, -v script="$1" -v has="$3" '
		function rel(a, b) { return a == b ? 0 : (a > b ? a - b : b - a) / (a > 0 ? a : -a) }
		FNR == 1 { next }
		$1 != $7 { print "rows differ: " $1 " and " $7 >"/dev/stderr"; exit 1 }
		{ n = split(has, name, ","); for (i = 1; i <= n; i++) { d = rel($(name[i] == "t" ? 4 : name[i] == "df" ? 5 : 6), $(7 + i)); if (d > most[name[i]]) most[name[i]] = d } }
		END {
			if (most["t"] > 1e-10 || most["df"] > 1e-10 || most["p"] > 1e-10) { print script " answers something else" >"/dev/stderr"; exit 1 }
			printf "| %s | %.1e | %s | %.1e |\n", script, most["t"], has ~ /df/ ? sprintf("%.1e", most["df"]) : "–", most["p"]
		}'
}
differences welch.py "$dir/python.csv" t,p
differences welch.R "$dir/r.csv" t,df,p
printf '\nThe first answers to reviews:\n\n'
head -4 "$dir/tone.csv" | sed 's/^/    /'
cat <<'END_OF_TEXT'

## What a call costs

CPU time of the function `fifty` of `docs/functions`, in a loop of its own language, and in a run of
harness at N = 1, whose own is counted too (`docs/functions/cost.py`), while other work had most of the CPUs:

END_OF_TEXT
harness data generate "$dir/rows.csv" --rows 5000 --cols 100 >/dev/null
"$PYTHON" $here/cost.py "$dir/rows.csv" "$PYTHON"
