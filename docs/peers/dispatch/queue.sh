#!/bin/sh
# What a chunk costs in the schedules dynamic and queue, and how long after its last worker a run ends,
# by this build and by that of the revision OLD, which take turns, ROUNDS times.
set -eu
cd "$(dirname "$0")/../../.."
: "${OLD:=35810bcc}" "${ROUNDS:=9}" "${GO:=go}"
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
mkdir "$dir/old"
git archive "$OLD" | tar -x -C "$dir/old"
cp harness/handover_bench_test.go "$dir/old/harness/"
$GO test -c -o "$dir/now.test" ./harness
(cd "$dir/old" && $GO test -c -o "$dir/before.test" ./harness)
cat >"$dir/rounds" <<'END'
round=0
while [ $round -lt "$ROUNDS" ]; do
	round=$((round + 1))
	for build in before now; do
		"$1/$build.test" -test.run '^$' -test.bench '^BenchmarkHandOver$' -test.benchtime 1x | sed -n "s/^BenchmarkHandOver/$round $build &/p"
	done
done
END
ROUNDS=$ROUNDS ${QUIET:-} sh "$dir/rounds" "$dir" >"$dir/times"
awk -v old="$OLD" -v rounds="$ROUNDS" -v cpus="$(getconf _NPROCESSORS_ONLN)" \
	-v model="$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1)" -f docs/peers/dispatch/queue.awk "$dir/times"
