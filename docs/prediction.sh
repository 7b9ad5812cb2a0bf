#!/bin/sh
# Measures the sweeps that docs/prediction.md is judged by, into docs/sweeps/predict: two minutes, or
# less where one is named. Their workers wait, so other work on the machine harms them little.
# HARNESS is the program, and QUIET a command before it that keeps other work away.
set -e
cd "$(dirname "$0")/.."
mkdir -p docs/sweeps/predict
only=$1
measure() {
	name=$1
	shift
	if [ -z "$only" ] || [ "$only" = "$name" ]; then
		rm -f "docs/sweeps/predict/$name.jsonl"
		$QUIET "${HARNESS:-bin/harness}" sweep --quiet --force --max-time 50s -o "docs/sweeps/predict/$name.jsonl" "$@" >/dev/null
	fi
}
measure queue --data golub --pace 250us --schedule queue --max-workers 64 --repeats 5
measure wait --workload wait --data synth:rows=1600,cols=2 --max-workers 64 --repeats 5
measure few-chunks --data golub --pace 250us --chunk 40 --max-workers 64 --repeats 5
measure remote --engine remote --data golub --pace 2ms --chunk 24 --max-workers 64 --repeats 3
measure command --workload command --workers 1,2,4,8,16,32,64 --repeats 3 --warmup 0 \
	-- sh -c 'seq 64 | xargs -P {workers} -I@ sleep 0.1'
