#!/bin/sh
# Measures how the cost of harness run and the program's own S grow with the rows and columns, and prints
# docs/growth.md. Two minutes on two CPUs that do nothing else, and 7 GB of /dev/shm; a call that was
# interrupted is continued by the next. Without docs/growth/runs.jsonl all is measured anew.
#
#	docs/growth.sh >growth.md && mv growth.md docs/growth.md     measures what is missing, and prints
#	docs/growth.sh page                                          prints from the kept runs
set -eu
cd "$(dirname "$0")/.."
runs=docs/growth/runs.jsonl
go build -o bin/growth ./docs/growth
if [ "${1:-}" != page ]; then
	make -s build
	${QUIET:-} bin/growth measure "${AT:-/dev/shm/growth}" $runs bin/harness
	rm -rf "${AT:-/dev/shm/growth}"
fi
bin/growth page $runs
