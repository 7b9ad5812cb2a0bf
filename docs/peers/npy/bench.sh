#!/bin/sh
# Seconds until all values of an .npy file are in memory as float64, by harness on one CPU and on all,
# and by NumPy, which uses one. The system has read the file before. The readers take turns, ROUNDS
# times. Every time is kept in docs/peers/npy/times, from which the page docs/peers/npy.md is made.
#
#	ROWS=210000 COLS=100 ROUNDS=9 docs/peers/npy/bench.sh
set -eu
cd "$(dirname "$0")/../../.."
: "${ROWS:=210000}" "${COLS:=100}" "${ROUNDS:=9}" "${GO:=go}"
python=/usr/bin/python3
if ! $python -c 'import numpy' 2>/dev/null; then
	echo "bench.sh: needs python3 with NumPy (package python3-numpy of Debian and Ubuntu)" >&2
	exit 1
fi
here=docs/peers/npy
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
$GO build -o "$dir/npy" ./$here
$python $here/files.py "$dir" "$ROWS" "$COLS"
{
	echo "# $ROWS rows × $COLS columns, $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1), $(nproc) CPUs, $($GO env GOVERSION), NumPy $($python -c 'import numpy; print(numpy.__version__)')"
	round=0
	while [ $round -lt "$ROUNDS" ]; do
		round=$((round + 1))
		echo "round $round of $ROUNDS" >&2
		for path in "$dir"/*.npy; do
			file=$(basename "$path" .npy)
			bytes=$(wc -c <"$path")
			echo "$file $bytes NumPy $($python $here/peer.py "$path")"
			echo "$file $bytes one $(GOMAXPROCS=1 "$dir/npy" "$path")"
			echo "$file $bytes all $("$dir/npy" "$path")"
		done
	done
} >"$dir/times"
mv "$dir/times" $here/times
$GO test ./$here -update
