#!/bin/sh
# The workload trend and PLINK 1.9 on one file of genotypes, one CPU: every
# digit that PLINK prints compared, and both timed in turns.
#
#	VARIANTS=100000 SAMPLES=1000 ROUNDS=9 docs/peers/plink/bench.sh
set -eu
cd "$(dirname "$0")/../../.."
: "${VARIANTS:=100000}" "${SAMPLES:=1000}" "${ROUNDS:=9}" "${GO:=go}"

if ! command -v plink1.9 >/dev/null && command -v apt-get >/dev/null; then
	as_root=""
	[ "$(id -u)" = 0 ] || as_root=sudo
	$as_root apt-get install -y --no-install-recommends plink1.9 >&2
fi
if ! command -v plink1.9 >/dev/null; then
	echo "bench.sh: needs plink1.9 (package plink1.9 of Debian and Ubuntu)" >&2
	exit 1
fi

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
$GO build -trimpath -o "$dir/harness" ./cmd/harness
$GO build -o "$dir/bench" ./docs/peers/plink
# One CPU for all: PLINK has a second thread even with --threads 1.
pin=""
! command -v taskset >/dev/null || pin="taskset -c $(taskset -cp $$ | sed 's/.*[ ,-]//')"
$pin "$dir/bench" "$dir" "$VARIANTS" "$SAMPLES" "$ROUNDS"
