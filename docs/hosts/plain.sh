#!/bin/bash
# plain.sh HARNESS [WORKERS]: a sweep by two shells of this machine: one has the coordinator, the other
# starts one process with WORKERS (default 4) workers. It needs nothing else.
set -eu
harness=$(realpath "$1") workers=${2:-4}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
( until [ -e join.json ]; do sleep 0.1; done; "$harness" worker --join join.json --slots "$workers" ) &
"$harness" sweep --engine remote --listen 127.0.0.1:0 --join-file join.json --max-workers "$workers" --workload wait --plant 0.05 --repeats 5
wait $!
