#!/bin/sh
# Measures the serial fraction of harness run itself, from file to file, before and after its results
# were made by the workers, into docs/sweeps/own; then `make docs` prints docs/own-serial-fraction.md
# anew. OLD is a harness as it was before, built from the commit that docs/own-serial-fraction.md
# names. Nine minutes on two CPUs that do nothing else, and 3.5 GB of /dev/shm: there a file is synced
# in no time, for waiting for a disk is another matter (docs/result-file.md, store).
#
#   OLD=/tmp/harness-before docs/own-serial-fraction.sh [sweeps text gz summary]
set -e
cd "$(dirname "$0")/.."
OLD=${OLD:?name a harness as it was before}
NEW=${NEW:-bin/harness}
[ -x "$NEW" ] || go build -o bin/harness ./cmd/harness
to=docs/sweeps/own
mkdir -p $to
at=${AT:-/dev/shm/own-serial-fraction}
mkdir -p "$at"
[ -e "$at/rows.npy" ] || "$NEW" data generate "$at/rows.npy" --rows 3000000 --cols 100 --quiet
(echo sample,group; for i in $(seq 100); do echo "c$i,$([ "$i" -le 50 ] && echo a || echo b)"; done) >"$at/g.csv"
cp "$OLD" "$at/before"
cp "$NEW" "$at/after"
work="--data $at/rows.npy --groups $at/g.csv --force --quiet"

# Each as a whole program at N = 1 and 2: S from file to file, by the harness of today.
sweeps() {
	rm -f $to/*.jsonl
	for which in before after; do
		[ $which = before ] && repeats=7 || repeats=60
		"$NEW" sweep --workload command --workers 1,2 --repeats $repeats --quiet -o $to/$which.jsonl -- \
			"$at/$which" run $work --workers '{workers}' --results "$at/r.csv" >/dev/null
	done
	"$NEW" sweep --workload command --workers 1,2 --repeats 15 --quiet -o $to/after-gz.jsonl -- \
		"$at/after" run $work --workers '{workers}' --results "$at/r.csv.gz" >/dev/null
}

# By turns at N = 2: seconds of the whole process, bytes of its file.
pairs() {
	format=$1
	echo format,pair,before_s,after_s,before_bytes,after_bytes >"$to/pairs.$format.csv"
	for pair in 1 2 3 4 5 6 7; do
		line=$format,$pair
		for which in before after; do
			start=$(date +%s%N)
			"$at/$which" run $work --workers 2 --results "$at/$which.$format" >/dev/null
			line=$line,$(echo "$(date +%s%N) $start" | awk '{printf "%.3f", ($1-$2)/1e9}')
		done
		echo "$line,$(wc -c <"$at/before.$format"),$(wc -c <"$at/after.$format")" >>"$to/pairs.$format.csv"
	done
}

# What the pairs say: medians of seven.
summary() {
	printf '%-8s %10s %9s %9s %8s\n' results before after faster size
	for format in csv csv.gz; do
		for column in '$3' '$4' '$3/$4' '$6/$5'; do
			awk -F, "NR > 1 { print $column }" "$to/pairs.$format.csv" | sort -g | sed -n 4p
		done | paste -s -d ' ' | awk -v of=".$format" '{printf "%-8s %8.2f s %7.2f s %8.2fx %8.3f\n", of, $1, $2, $3, $4}'
	done
}

for step in ${*:-sweeps text gz summary}; do
	case $step in
	sweeps) sweeps ;;
	text)
		pairs csv
		cmp "$at/before.csv" "$at/after.csv"
		;;
	gz)
		pairs csv.gz
		gzip -dc "$at/before.csv.gz" >"$at/before.csv"
		gzip -dc "$at/after.csv.gz" | cmp - "$at/before.csv"
		;;
	summary) summary >$to/pairs.txt ;;
	esac
done
rm -f "$at"/r.csv* "$at"/before* "$at"/after*
