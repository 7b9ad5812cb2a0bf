#!/bin/sh
# Whole processes of harness beside what people would use, from file to file: measures what
# docs/peers/whole/runs.jsonl lacks, and prints docs/peers/whole-processes.md. Fifteen minutes in which nothing else
# should run, and 3 GB of /dev/shm; without that file all is measured anew. Contests may be named: ttest trend
# permtest rows-python rows-r; with ANEW=1 their runs are made anew. QUIET is a command before the measurement that
# keeps other work away. rows-python and rows-r take ten minutes together.
#
#	docs/peers/whole/bench.sh [CONTEST …] >whole.md
#	ANEW=1 docs/peers/whole/bench.sh rows-python rows-r >whole.md
set -eu
cd "$(dirname "$0")/../../.."
: "${GO:=go}" "${AT:=/dev/shm/whole-processes}"
runs=docs/peers/whole/runs.jsonl
missing() {
	! /usr/bin/python3 -c 'import scipy, pandas, joblib' 2>/dev/null ||
		! Rscript -e 'library(data.table); library(genefilter); library(multtest)' >/dev/null 2>&1 ||
		! command -v plink1.9 >/dev/null || ! command -v parallel >/dev/null
}
packages="python3-scipy python3-pandas python3-joblib r-cran-data.table r-bioc-genefilter r-bioc-multtest plink1.9 parallel"
if missing && command -v apt-get >/dev/null; then
	as_root=""
	[ "$(id -u)" = 0 ] || as_root=sudo
	$as_root apt-get install -y --no-install-recommends $packages >&2
fi
if missing; then
	echo "bench.sh: needs packages of Debian and Ubuntu: $packages" >&2
	exit 1
fi
$GO build -o bin/whole ./docs/peers/whole
make GO="$GO" build >&2
if [ -n "${ANEW:-}" ]; then
	for contest; do sed -i "/\"contest\":\"$contest\"/d" $runs; done
fi
${QUIET:-} bin/whole measure "$AT" $runs bin/harness "$@"
rm -rf "$AT"
bin/whole page $runs
