#!/bin/sh
# Measures every workload once on this machine, into docs/sweeps/workloads; then
# `make docs` prints docs/workloads.md anew from those files. About 6 minutes, on a
# machine that does nothing else.
set -e
cd "$(dirname "$0")/.."
mkdir -p docs/sweeps/workloads
go build -o bin/harness ./cmd/harness
for workload in ttest permtest trend invert spin stream; do
	bin/harness sweep --workload $workload --max-workers 4 --repeats 20 --control --quiet \
		-o docs/sweeps/workloads/$workload.jsonl >/dev/null
done
bin/harness sweep --workload wait --data synth:rows=2048,cols=2 --max-workers 64 --repeats 7 --quiet -o docs/sweeps/workloads/wait.jsonl >/dev/null
