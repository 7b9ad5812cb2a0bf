#!/bin/sh
# Measures one job at two sizes on this machine, into docs/sweeps/plan; then `make docs` prints
# the plan from the sample to the whole job in docs/plan.md anew. About a minute, on a machine
# that does nothing else. The job asks a service 5 ms away for every row.
set -e
cd "$(dirname "$0")/.."
mkdir -p docs/sweeps/plan
go build -o bin/harness ./cmd/harness
for rows in 100 400; do
	bin/harness sweep --workload pipe --data synth:rows=$rows,cols=4 --max-workers 16 --repeats 10 --quiet \
		-o docs/sweeps/plan/ask-$rows.jsonl -- python3 docs/scripts/ask.py >/dev/null
done
