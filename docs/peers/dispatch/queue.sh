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
round=0
while [ $round -lt "$ROUNDS" ]; do
	round=$((round + 1))
	for build in before now; do
		"$dir/$build.test" -test.run '^$' -test.bench '^BenchmarkHandOver$' -test.benchtime 1x | sed -n "s/^BenchmarkHandOver/$build &/p"
	done
done >"$dir/times"
cat <<END
## By the length of a chunk

Worker-nanoseconds for each chunk of one row beyond its kernel: all that is lost (the time of N workers
less K kernels: what else takes their CPUs is in it), and of it what the account has as dispatch. The
kernel is arithmetic; the row has so many columns, which the coordinator of \`queue\` copies. *End* is
the time from the end of the last worker to that of the run. The longer the kernel is, the more of what is
lost is that it ran slower than at its fastest, or that other work had its CPU: *dispatch* is what the
schedule takes of the workers. Medians of $ROUNDS rounds, in which
revision $OLD (before) and this one (now) take turns, on
$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1), $(getconf _NPROCESSORS_ONLN) CPUs.

| schedule | N | kernel | columns | lost, before | now | dispatch, before | now | end, before | now |
|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|
END
awk '
	{
		name = $2; sub(/^BenchmarkHandOver\//, "", name); sub(/-[0-9]+$/, "", name)
		if (!(name in seen)) { seen[name] = 1; names[++rows] = name }
		count[$1, name]++
		for (i = 3; i < NF; i++) if ($(i + 1) ~ /^(lost|claim|end)-ns$/) value[$1, name, $(i + 1), count[$1, name]] = $i
	}
	function median(build, name, what,   i, j, n, v, t) {
		n = count[build, name]
		for (i = 1; i <= n; i++) v[i] = value[build, name, what, i] + 0
		for (i = 2; i <= n; i++) for (j = i; j > 1 && v[j - 1] > v[j]; j--) { t = v[j]; v[j] = v[j - 1]; v[j - 1] = t }
		return sprintf("%.0f", (v[int((n + 1) / 2)] + v[int(n / 2) + 1]) / 2)
	}
	END {
		for (r = 1; r <= rows; r++) {
			split(names[r], part, "/")
			for (i = 1; i <= 4; i++) sub(/^[a-z]*=/, "", part[i])
			line = "| " part[1] " | " part[2] " | " part[3] " | " part[4]
			split("lost-ns claim-ns end-ns", whats, " ")
			for (i = 1; i <= 3; i++) line = line " | " median("before", names[r], whats[i]) " | " median("now", names[r], whats[i])
			print line " |"
		}
	}' "$dir/times"
