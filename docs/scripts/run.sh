#!/bin/sh
# Prints docs/scripts.md: that the scripts beside this file answer what the ttest
# workload does, and what limits each when several run. Keeps the sweeps that it shows
# in docs/sweeps. Needs python3 with scipy, and R; takes three minutes or so.
#
#	docs/scripts/run.sh >scripts.md && mv scripts.md docs/scripts.md
set -eu
cd "$(dirname "$0")/../.."
. docs/measure.sh
# One thread for each process: a library that starts more takes the others' CPUs.
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1
needs_scipy_and_r
here=docs/scripts
sweep pipe-python --workload pipe --data golub --results "$dir/python.csv" -- "$PYTHON" $here/welch.py
sweep pipe-r --workload pipe --data golub --results "$dir/r.csv" -- Rscript $here/welch.R
sweep pipe-whole --workload pipe --per-chunk --data golub --results "$dir/whole.csv" -- Rscript $here/whole.R
harness run --quiet --workload pipe --frame f8 --outputs t,p --data golub --results "$dir/python-f8.csv" -- "$PYTHON" $here/welch_f8.py
harness run --quiet --workload pipe --frame f8 --outputs t,df,p --data golub --results "$dir/r-f8.csv" -- Rscript $here/welch_f8.R
sweep pipe-ask --workload pipe --data synth:rows=400,cols=4 --max-workers 16 -- "$PYTHON" $here/ask.py

cat <<'END'
# Scripts as workers

Written by `docs/scripts/run.sh`. `--workload pipe` hands rows to a program of
yours, in any language, and times it on N = 1, 2, 4 … of its processes;
`harness run` then does the job once, on the N that the last sweep recommends:

    harness sweep --workload pipe --data rows.csv.gz --groups g.csv -- python3 score.py
    harness run --workload pipe --data rows.csv.gz --groups g.csv --results out.csv -- python3 score.py

If the run ends early, or the disk of `out.csv` is full, the rows that are finished are in
`out.partial.csv` or elsewhere, and the command that is printed goes on from there with
`--resume`.

With `--engine remote` the workers are processes, and each row also goes to
`out.csv.journal` when its answer comes, so that a kill of harness, which can no
longer write anything, loses none that came. The file can be read by its user alone,
and is removed when `out.csv` is complete. While it is there, the same command is
refused and prints the one that goes on from there:

    harness run --resume out.csv.journal --engine remote --workload pipe --data rows.csv.gz --groups g.csv --results out.csv -- python3 score.py

The rows of other data, settings or programs are not taken, and a part of the file that is
damaged is computed again. Where the disk has no room for the journal, there is a warning and
the run goes on without it. A power cut may lose what the disk had not been given. To begin
anew, remove the journal.

The program reads a header, `id` and the names of the samples, and then a line for
each row: its id and its values, the samples of group a first. It answers each
row with a line of numbers, in order, and ends when its input does. It never learns
how many processes there are.

- **Columns.** A first line of names names them. A column `id` or `row` is no
  result: it is checked against the row. `--outputs t,p` takes only those, and so
  leaves out columns of text, which are no results; where the program prints no
  names, `--outputs` gives them. NaN, NA and an empty field are missing numbers.
- **Flushing.** A process stays for all the chunks of its worker, so it must not
  keep its answers back. Python and R scripts that loop over lines are right as they
  are (Python is asked by PYTHONUNBUFFERED=1); elsewhere flush each line (`$|=1`,
  `fflush(stdout)`, `mawk -W interactive`). `--per-chunk` is for programs that read
  all their input first: a process for each chunk, whose start-up is then part of
  the work. A program that needs it is found out before the sweep.
- **Before the first run.** It is started on three rows, to learn what it answers, and
  on all of them once, for the answer that every run is checked against. If that takes
  long, a line of progress shows it.
- **Start-up.** A process gets the first row once more before its chunks, and is
  ready when it has answered: that time is spawn, not work, and `--scope steady`
  leaves it out. `--no-probe` drops this; start-up is then in the first chunk.
  With `harness run` the process that was started on three rows goes on as one of the
  workers, so that nothing is started for the trial alone; with `--no-probe` it does not.
- **Header.** `--header none` leaves the first line out, with csv and f8, for programs that read rows alone.
- **Texts.** With `--texts` the columns of text of a table are handed over too: after the id in a
  line of text, under `"texts"` by name in ndjson, as columns of text in Arrow. A column is text
  where one of the first 20 rows has something in it that is no number.
- **Groups.** `HARNESS_GROUPS` holds the names of the groups, and
  `HARNESS_GROUP_SIZES` their numbers of samples, such as `27,11`.
- **Frames.** `--frame ndjson`: a line `{"id":"r1","values":[1.5,null]}` for each
  row, answered by a number, an array, or an object of numbers by name; no header.
  `--frame arrow`: one Arrow IPC stream each way, a record batch for each chunk,
  with a column of float64 for each sample; the answers are a stream too, and come
  in batches of any size.
  `--frame f8 --outputs t,p`: numbers as they lie in memory, for C, Fortran, Julia, Python
  or R without a library. After the header line of csv come the values of each row as
  float64, 8 bytes each, little-endian, NaN where one is missing, and nothing between
  rows. Each row is answered with a float64 for each of `--outputs`, since bytes do not
  show how many there are; NaN is no answer. It must be flushed, as a line must. Ids and
  texts are not handed over. welch_f8.py and welch_f8.R below read it.
- **Random numbers.** Every run's answers are held against those of one process, bit
  for bit. A program that draws should seed by the row's id.
- **Failures.** A crash, a wrong number of lines, text for a number, or a silence
  longer than `--timeout`: the rows, the first line and the last of standard error, exit
  code 4. While no answer has come, a line of progress tells how long it has been waited for.
  Its process group is ended, and the runs before it can be reported.
- **Threads.** N processes of a library with threads of its own ask for more CPUs
  than there are: set OMP_NUM_THREADS=1, or sweep to see what that costs.

END
for script in welch.py welch.R welch_f8.py welch_f8.R ask.py; do
	echo "\`docs/scripts/$script\`:"
	echo
	sed 's/^/    /' "$here/$script"
	echo
done

cat <<'END'
## The same answers

Largest difference from `--workload ttest` over the rows of golub, relative to its
answer:

| script | t | df | p |
|---|---|---|---|
END
differences welch.py "$dir/python.csv" t,p
differences welch.R "$dir/r.csv" t,df,p
differences "whole.R --per-chunk" "$dir/whole.csv" t,df,p
differences "welch_f8.py --frame f8" "$dir/python-f8.csv" t,p
differences "welch_f8.R --frame f8" "$dir/r-f8.csv" t,df,p

cat <<'END'

## How far they scale

END
"$PYTHON" $here/table.py docs/sweeps "welch.py=pipe-python" "welch.R=pipe-r" "whole.R --per-chunk=pipe-whole" "ask.py=pipe-ask"
cat <<'END'

A row of 100 values costs the harness this much to write, and to hand to a program
that only answers (`go test -bench Row ./workloads/pipe`), per row:

END
$GO test -run '^$' -bench Row -benchtime 300ms -count 5 ./workloads/pipe | "$PYTHON" $here/table.py bench
for name in pipe-python pipe-ask; do
	report $name --scope steady
done
