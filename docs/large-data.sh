#!/bin/sh
# Runs jobs whose rows, or answers, are larger than the memory that they may use: harness run on data of 800
# MB in a memory cgroup of 256 MiB without swap, beside the same without a limit, into docs/large-data/table.txt;
# then `make docs` prints docs/large-data.md anew. It needs root, for the cgroup, 9 GB in AT, which must lie on
# a disk, and three minutes.
#
#   docs/large-data.sh [LIMIT in MiB]
set -e
cd "$(dirname "$0")/.."
LIMIT=${1:-256}
NEW=${NEW:-bin/harness}
[ -x "$NEW" ] || go build -o bin/harness ./cmd/harness
at=${AT:-/var/tmp/harness-large-data}
mkdir -p "$at" docs/large-data
[ -e "$at/rows.npy" ] || "$NEW" data generate "$at/rows.npy" --rows 1000000 --cols 100 --quiet
[ -e "$at/tall.npy" ] || "$NEW" data generate "$at/tall.npy" --rows 10000000 --cols 10 --quiet
[ -e "$at/cohort.bed" ] || "$NEW" data convert genotypes:variants=400000,samples=8000 "$at/cohort.bed" --quiet
[ -e "$at/rows.parquet" ] || "$NEW" data convert "$at/rows.npy" "$at/rows.parquet" --quiet
[ -e "$at/ids.parquet" ] || "$NEW" data generate "$at/ids.parquet" --rows 1000000 --cols 100 --quiet
[ -e "$at/onegroup.parquet" ] || go run ./docs/large-data "$at/rows.npy" "$at/onegroup.parquet"
(echo sample,group; for g in a b; do for i in $(seq 50); do echo "$g$i,$g"; done; done) >"$at/groupsids.csv"
for n in 100 10; do
	(echo sample,group; for i in $(seq $n); do echo "c$i,$([ "$i" -le $((n / 2)) ] && echo a || echo b)"; done) >"$at/groups$n.csv"
done

cgroups=/sys/fs/cgroup
[ -e $cgroups/cgroup.controllers ] || cgroups=$cgroups/memory # version 1

# in_group MiB COMMAND runs a command in a memory cgroup of its own, without swap; 0 = no limit. It leaves the
# peak of the memory that the group was charged for in $at/peak, in bytes.
in_group() {
	group=$cgroups/harness-large-$$
	mkdir "$group"
	if [ "$1" -gt 0 ]; then
		if [ -e "$group/memory.max" ]; then
			echo "$1M" >"$group/memory.max"
			echo 0 >"$group/memory.swap.max"
		else
			echo "$1M" >"$group/memory.limit_in_bytes"
			echo "$1M" >"$group/memory.memsw.limit_in_bytes"
		fi
	fi
	shift
	code=0
	sh -c 'echo $$ >"$0/cgroup.procs" && exec "$@"' "$group" "$@" || code=$?
	cat "$group/memory.peak" 2>/dev/null >"$at/peak" || cat "$group/memory.max_usage_in_bytes" >"$at/peak"
	rmdir "$group"
	return $code
}

# job FILE GROUPS RESULTS [FLAGS] makes two lines of the table: seconds, peak of the cgroup, MB that were read
# from the disk and written to it, waits for a page. The file is not in memory when a run begins.
job() {
	file=$1 groups=$2 results=$3
	shift 3
	for limit in 0 "$LIMIT"; do
		rm -f "$at/$limit$results"
		dd if="$at/$file" iflag=nocache count=0 status=none
		sync
		in_group "$limit" /usr/bin/time -o "$at/used" -f '%e %I %O %F' \
			"$NEW" run --data "$at/$file" ${groups:+--groups "$at/$groups"} "$@" --workers 2 --quiet --results "$at/$limit$results"
		awk -v what="$(echo "$file $*" | sed "s|$at/||g")" -v results="$results" -v limit="$limit" -v peak="$(cat "$at/peak")" '
			{ printf "%-28s %-9s %7s %8.2f s %6d MiB %7d %8d %7d\n", limit ? "" : what, limit ? "" : results, limit ? limit " MiB" : "none", $1, peak / 1048576, $2 * 512 / 1e6, $3 * 512 / 1e6, $4 }' "$at/used"
	done
	cmp "$at/0$results" "$at/$LIMIT$results"
	rm -f "$at/0$results" "$at/$LIMIT$results"
}

# what a run has left that was ended after 6 of 10 million rows
"$NEW" run --data "$at/tall.npy" --groups "$at/groups10.csv" --quiet --force --results "$at/tall.csv"
head -6000001 "$at/tall.csv" >"$at/half.csv"
rm -f "$at/tall.csv"

{
	printf '%-28s %-9s %7s %10s %10s %7s %8s %7s\n' 'data' 'results' 'limit' 'time' 'peak' 'read' 'written' 'faults'
	job rows.npy groups100.csv .csv
	job rows.npy groups100.csv .csv.gz
	job rows.npy groups100.csv .npy
	job rows.npy groups100.csv .csv --adjust bh
	job cohort.bed '' .csv --workload trend
	job tall.npy groups10.csv .csv
	job tall.npy groups10.csv .npy
	job tall.npy groups10.csv .csv --resume "$at/half.csv"
	job rows.parquet groups100.csv .csv
	job ids.parquet groupsids.csv .csv
	job onegroup.parquet groups100.csv .csv
} >"$at/table.txt"
cp "$at/table.txt" docs/large-data/table.txt
cat docs/large-data/table.txt
