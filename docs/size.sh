#!/bin/sh
# Measures the t-test at several numbers of rows, generated and of golub, and with rows that
# grow with N, on this machine, into docs/sweeps/size and docs/weak; then `make docs` prints the
# reports in docs/size.md anew. About two minutes, on a machine that does nothing else.
set -e
cd "$(dirname "$0")/.."
mkdir -p docs/sweeps/size docs/weak
go build -o bin/harness ./cmd/harness
bin/harness sweep --rows 1e5,1e6,4e6 --repeats 40 --quiet -o docs/sweeps/size/ttest.jsonl >/dev/null
bin/harness sweep --data golub --rows 305100,1525500,6102000 --repeats 40 --quiet -o docs/sweeps/size/golub.jsonl >/dev/null
bin/harness sweep --rows 1e5 --weak --max-workers 4 --repeats 40 --quiet -o docs/weak/ttest.jsonl >/dev/null
