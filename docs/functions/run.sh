#!/bin/sh
# Prints docs/functions.md: that the functions beside this file answer what the ttest workload does, how
# far each scales, and what it costs to have one called. Keeps the sweeps that it shows in docs/sweeps.
# Needs python3 with scipy, and R; takes five minutes or so, in which nothing else should run.
#
#	docs/functions/run.sh >functions.md && mv functions.md docs/functions.md
set -eu
cd "$(dirname "$0")/../.."
. docs/measure.sh
needs_scipy_and_r
here=docs/functions
"$PYTHON" $here/reviews.py >"$dir/reviews.csv"
python="--workload python --interpreter $PYTHON"
sweep call-welch $python --call $here/welch.py:welch --data golub --results "$dir/python.csv"
sweep call-welch-r --workload r --call $here/welch.R:welch --data golub --results "$dir/r.csv"
sweep call-bootstrap $python --call $here/bootstrap.py:interval --data synth:rows=400,cols=40
top=$PWD
ln -s "$top/docs" "$dir/docs"
(cd "$dir" && sweep call-tone $python --call $here/tone.py:tone --data reviews.csv --results tone.csv)

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
`def tone(text, stars)`. A column whose name the language does not allow there is spelt as the language
would: `gene name` is `gene_name` in Python (each character that may not be in a name is `_`), and
`gene.name` or `` `gene name` `` in R. In a row it keeps its name, `row["gene name"]`. A function that takes two things gets the two groups, where the rows have
groups: `def welch(a, b)`. Parameters with a default keep it, unless a column has their name.

Two parameters are filled wherever they stand. `seed` is the number of the row, from 1, and `id` the
id of the row. **Random numbers** must be drawn from `seed`, or else every run draws others, and
harness, which holds the answer of every run of a sweep against the first, refuses them. `harness run`
has the first row answered once more by each process, and warns where the answers differ. Drawn from `seed` are those of
`random.Random(seed)`, `numpy.random.default_rng(seed)`, `set.seed(seed)`.

A column of the table is text where one of the first 20 rows has something in it that is no number.
A missing number is NaN, a missing text empty. The first column is the id of the row;
`--ids none` says that there is none.

## What it returns

A number, several, or numbers by name: a dict, a named tuple, a series of pandas, a list or vector
with names in R. The names are the columns of the results. A row without an answer has `None` or
NaN, in R `NA` or `NULL`: it is NaN in the results, and counted. `--outputs t,p` takes only those
names, and leaves out what is no number; a name with a comma is typed in quotes, as in CSV. A name may be
any text of one line. Every row has the same columns. A whole number that a
float64 would round is refused, and so is text.

## What else is to know

- **Loading.** The script is loaded once for each worker, before its first row, and stays for all of
  them: load a model where the file begins, outside the function. That time is spawn, and
  `--scope steady` leaves it out. What the script imports from its own folder is found. In Python
  `--call score.py:model.predict` calls a method of an object, and `score.py:model` one that can be called.
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
- **Another script is other work.** The result file has the script's SHA-256 and the interpreter with its
  version. Where the script was changed, `--resume` is refused, `harness compare` names it, and
  `harness run` takes no N from the older sweep; a change while a sweep or run goes on ends that. What the
  script imports is not looked at.
- **Remote workers** load the script from the same path on their own hosts. One whose script has another
  SHA-256 gets no row: a line names its host and the path to which the script must be copied.

END_OF_TEXT
for script in welch.py welch.R bootstrap.py tone.py; do
	printf '<!-- %s -->\n```text\n' "$here/$script"
	cat "$here/$script"
	printf '```\n\n'
done
cat <<'END_OF_TEXT'
## The same answers

Largest difference from `--workload ttest` over the rows of golub, relative to its answer. Both compute
the test by other steps in another order, so the last digits differ; 1e-10 is tolerated:

| function | t | df | p |
|---|---|---|---|
END_OF_TEXT
differences welch.py "$dir/python.csv" t,p
differences welch.R "$dir/r.csv" t,df,p
printf '\nThe first answers to reviews:\n\n'
head -4 "$dir/tone.csv" | sed 's/^/    /'
cat <<'END_OF_TEXT'

## How far they scale

END_OF_TEXT
"$PYTHON" docs/scripts/table.py docs/sweeps "welch.py=call-welch" "welch.R=call-welch-r" "bootstrap.py=call-bootstrap" "tone.py=call-tone"
for name in call-welch call-bootstrap call-tone; do
	report $name --scope steady
done
cat <<'END_OF_TEXT'

## What a call costs

CPU time of the function `fifty` of `docs/functions`, in a loop of its own language, and in a run of
harness at N = 1, whose own is counted too (`docs/functions/cost.py`). The two were measured by turns, 11
times, perhaps beside other work, and each number is a median:

END_OF_TEXT
harness data generate "$dir/rows.csv" --rows 5000 --cols 100 >/dev/null
${QUIET:-} "$PYTHON" $here/cost.py "$dir/rows.csv" "$PYTHON"
