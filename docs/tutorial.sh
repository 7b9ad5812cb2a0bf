#!/bin/sh
# Measures the sweep of docs/tutorial.md, into docs/sweeps/tutorial.jsonl: two minutes, and nothing else should
# run. HARNESS is the program, and QUIET a command before it that keeps other work away.
set -e
cd "$(dirname "$0")"
rm -f sweeps/tutorial.jsonl
harness=${HARNESS:-../bin/harness}
$QUIET "$harness" sweep --quiet --force --workload python --call tutorial/score.py:score \
	--data golub --max-workers 16 --max-time 90s -o sweeps/tutorial.jsonl >/dev/null
