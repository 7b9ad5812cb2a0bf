#!/bin/sh
# Time and memory to read an event log of Spark: harness, which makes a run of it, beside jq and Python's json, which take
# the launch time of each task and nothing else. They take turns, ROUNDS times, and the median of each is
# printed with the most memory that it used. What they read must be the same tasks.
#
#	BYTES=50000000 ROUNDS=5 docs/peers/log/bench.sh
set -eu
cd "$(dirname "$0")/../../.."
: "${BYTES:=50000000}" "${ROUNDS:=5}" "${GO:=go}" "${PYTHON:=/usr/bin/python3}"
for needs in jq /usr/bin/time zstd; do
	command -v $needs >/dev/null || { echo "bench.sh: needs $needs" >&2; exit 1; }
done
here=docs/peers/log
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
$GO build -o "$dir/log" ./$here
"$dir/log" make "$BYTES" results/tasklog/testdata/spark/dsAndDf_eventlog.zstd >"$dir/eventlog"
zstd -q -k -o "$dir/eventlog.zstd" "$dir/eventlog"

# timed FILE READER COMMAND… prints a line of the times.
timed() {
	file=$1 reader=$2
	shift 2
	read=$(/usr/bin/time -o "$dir/used" -f '%e|%M' "$@")
	echo "$file|$reader|$(cat "$dir/used")|$read"
}
round=0
while [ $round -lt "$ROUNDS" ]; do
	round=$((round + 1))
	echo "round $round of $ROUNDS" >&2
	for file in eventlog eventlog.zstd; do
		timed $file harness "$dir/log" read "$dir/$file"
	done
	timed eventlog "Python's json" $PYTHON $here/launches.py "$dir/eventlog"
	timed eventlog jq sh -c "jq -c 'select(.Event==\"SparkListenerTaskEnd\")|.[\"Task Info\"][\"Launch Time\"]-1600000000000' $dir/eventlog | awk '{ sum += \$1 } END { printf \"%d %.0f\\n\", NR, sum }'"
done >"$dir/times"

mb=$((($(wc -c <"$dir/eventlog") + 500000) / 1000000))
echo "# Reading an event log of Spark beside jq and Python"
echo
echo "An event log of $mb MB, $(zstd -l "$dir/eventlog.zstd" | awk 'NR == 2 { print $3, $4 }') packed, with $(awk -F'|' 'NR == 1 { split($5, a, " "); print a[1] }' "$dir/times") tasks, in the page cache. harness makes a run"
echo "of it, with stages, executors and parts of tasks; $(jq --version) and $($PYTHON -c 'import platform; print("Python", platform.python_version())') take the launch"
echo "time of each task and nothing else. Median of $ROUNDS interleaved rounds, and the most memory."
echo
echo "| file | reader | seconds | MB/s | memory, MB | harness is |"
echo "|---|---|---:|---:|---:|---:|"
sort -t'|' -k1,1 -k2,2 -k3,3n "$dir/times" | awk -F'|' -v mb="$mb" '
	{ k = $1 "|" $2; if (!(k in n)) order[++m] = k; t[k, ++n[k]] = $3; if ($4 > most[k]) most[k] = $4; if (tasks == "") tasks = $5; if ($5 != tasks) { print k ": other tasks: " $5 " and " tasks >"/dev/stderr"; exit 1 } }
	END {
		for (i = 1; i <= m; i++) s[order[i]] = t[order[i], int((n[order[i]] + 1) / 2)]
		for (i = 1; i <= m; i++) {
			k = order[i]; split(k, name, "|")
			printf "| %s | %s | %.2f | %.0f | %.0f | %s |\n", name[1], name[2], s[k], mb / s[k], most[k] / 1024, name[2] == "harness" ? "" : sprintf("%.1fx as fast", s[k] / s["eventlog|harness"])
		}
	}'
