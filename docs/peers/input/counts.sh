#!/bin/sh
# Time to have the counts of a MatrixMarket file in memory as float64, zeros too, by this project and
# by scipy, from one and the same file, plain and packed. They take turns, ROUNDS times, and the
# median of each is printed. What is read must have the same sum.
#
#	ROWS=20000 COLS=2000 ROUNDS=5 docs/peers/input/counts.sh
set -eu
cd "$(dirname "$0")/../../.."
: "${ROWS:=20000}" "${COLS:=2000}" "${ROUNDS:=5}" "${GO:=go}" "${PYTHON:=/usr/bin/python3}"
if ! $PYTHON -c 'import scipy.io' 2>/dev/null; then
	echo "counts.sh: needs python3 with scipy (package python3-scipy of Debian and Ubuntu)" >&2
	exit 1
fi
here=docs/peers/input
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
$GO build -o "$dir/input" ./$here
$PYTHON $here/counts.py write "$dir/x.mtx" "$ROWS" "$COLS"
gzip -k "$dir/x.mtx"

round=0
while [ $round -lt "$ROUNDS" ]; do
	round=$((round + 1))
	echo "round $round of $ROUNDS" >&2
	for file in x.mtx x.mtx.gz; do
		echo "$file|harness|$("$dir/input" read "$dir/$file" | tr ' ' '|')"
		echo "$file|scipy|$($PYTHON $here/counts.py read "$dir/$file" | tr ' ' '|')"
	done
done >"$dir/times"

echo "## Counts: $ROWS rows × $COLS samples, 5 % of them other than 0"
echo
echo "Seconds until all values are in memory as float64, zeros too: median of $ROUNDS interleaved rounds,"
echo "the file in the page cache. harness uses $(nproc) CPUs, $($PYTHON -c 'import scipy; print("scipy", scipy.__version__)') one."
echo
echo "| file | MB | reader | seconds | MB/s | harness is |"
echo "|---|---:|---|---:|---:|---:|"
for file in x.mtx x.mtx.gz; do
	grep "^$file|" "$dir/times" | sort -t'|' -k2,2 -k3,3n | awk -F'|' -v bytes="$(wc -c <"$dir/$file")" '
		!($2 in n) { order[++m] = $2 }
		{ t[$2, ++n[$2]] = $3; sum[$2] = $4 }
		END {
			for (i = 1; i <= m; i++) { name = order[i]; s[i] = t[name, int((n[name] + 1) / 2)] }
			for (i = 1; i <= m; i++)
				printf "| %s | %.0f | %s | %.3f | %.0f | %s |\n", $1, bytes / 1e6, order[i], s[i], bytes / 1e6 / s[i], i == 1 ? "" : sprintf("%.1fx as fast", s[i] / s[1])
			if (sum["scipy"] != sum["harness"]) { print $1 ": scipy reads other values" >"/dev/stderr"; exit 1 }
		}'
done
