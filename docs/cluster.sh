#!/bin/sh
# The cluster of the article on this machine: rows of golub, sent a few at a time to worker
# processes, each of which takes as long for a row as R's t.test does on one of three machines.
# Kept in docs/sweeps/cluster; then `make docs` writes the tables of docs/cluster.md anew.
# About 10 minutes, on a machine that does nothing else.
#
#	docs/cluster.sh              all
#	docs/cluster.sh 1 2 wait     these rows a chunk only, and the planted S
set -eu
cd "$(dirname "$0")/.."
kept=docs/sweeps/cluster
mkdir -p $kept bin
: "${PACES:=75us 150us 235us}" "${GO:=go}"
$GO build -o bin/harness ./cmd/harness
# sweep FILE harness-flags…
sweep() {
	file=$1
	shift
	echo "$file" >&2
	bin/harness sweep --engine remote --max-workers 64 --repeats 4 --no-timeline --no-doctor --quiet "$@" -o "$kept/$file" >/dev/null
}
for chunk in ${*:-1 2 5 10 50 wait}; do
	if [ "$chunk" = wait ]; then
		sweep wait-plant-05.jsonl --workload wait --plant 0.05
		continue
	fi
	# so many copies of the 3051 rows that each of 64 workers has 20 chunks or more
	tile=$(((64 * 20 * chunk + 3050) / 3051))
	for pace in $PACES; do
		sweep "rows-$chunk-$pace.jsonl" --data golub --tile $tile --chunk "$chunk" --pace "$pace"
	done
done
