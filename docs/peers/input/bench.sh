#!/bin/sh
# Time to have a matrix in memory as float64, by this project and by pandas,
# from one and the same file, which the system has read before. The readers take turns,
# ROUNDS times, and the median of each is printed. What is read must have the same sum.
#
#	ROWS=210000 COLS=100 ROUNDS=5 docs/peers/input/bench.sh
#
# Parquet is compared where npm is there to fetch readers in Rust and JavaScript.
set -eu
cd "$(dirname "$0")/../../.."
: "${ROWS:=210000}" "${COLS:=100}" "${ROUNDS:=5}" "${GO:=go}"
if ! /usr/bin/python3 -c 'import pandas' 2>/dev/null; then
	echo "bench.sh: needs python3 with pandas (package python3-pandas of Debian and Ubuntu)" >&2
	exit 1
fi
here=docs/peers/input
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
$GO build -o "$dir/input" ./$here
"$dir/input" write "$dir/rows.csv" "$dir/rows.csv.gz" "$dir/rows.gct" "$dir/rows.parquet" "$ROWS" "$COLS"
node=""
if command -v npm >/dev/null && npm install --prefix "$dir" parquet-wasm@0.8 apache-arrow@21 hyparquet hyparquet-compressors >/dev/null 2>&1; then
	node=yes
	cp $here/parquet.mjs "$dir"
fi

# time1 NAME COMMAND… prints NAME, seconds, sum
time1() {
	name=$1
	shift
	echo "$name $("$@")"
}
round=0
while [ $round -lt "$ROUNDS" ]; do
	round=$((round + 1))
	echo "round $round of $ROUNDS" >&2
	for file in rows.csv rows.csv.gz rows.gct rows.parquet; do
		time1 "$file harness" "$dir/input" read "$dir/$file"
		case $file in
		*.parquet)
			if [ -n "$node" ]; then
				time1 "$file parquet-wasm" node "$dir/parquet.mjs" rust "$dir/$file"
				time1 "$file hyparquet" node "$dir/parquet.mjs" javascript "$dir/$file"
			fi
			;;
		*)
			time1 "$file pandas,exact" /usr/bin/python3 $here/peers.py pandas-exact "$dir/$file"
			time1 "$file pandas" /usr/bin/python3 $here/peers.py pandas "$dir/$file"
			;;
		esac
	done
done >"$dir/times"

cat <<END
## $ROWS rows × $COLS samples

Seconds until all values are in memory as float64, and megabytes of the file per
second: median of $ROUNDS interleaved rounds, the file in the page cache. harness uses
$(nproc) CPUs. "pandas, exact" is float_precision='round_trip', which like harness reads
every number to the nearest float64; pandas alone does not. Files of NumPy's
have a page of their own, npy.md.
$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1), $($GO env GOVERSION), $(/usr/bin/python3 -c 'import pandas, numpy; print("pandas", pandas.__version__, "NumPy", numpy.__version__)').

| file | MB | reader | seconds | MB/s | harness is |
|---|---:|---|---:|---:|---:|
END
sort -k1,1 -k2,2 -k3,3n "$dir/times" | awk -v dir="$dir" '
	{ key = $1 " " $2; n[key]++; t[key, n[key]] = $3; if (!(key in seen)) { seen[key]; order[++keys] = key }
	  if (!($1 in sum)) sum[$1] = $4
	  d = $4 - sum[$1]; if (d < 0) d = -d
	  if (d > 1e-6 * (sum[$1] < 0 ? -sum[$1] : sum[$1])) { print $1 ": " $2 " reads other values: " $4 ", not " sum[$1] >"/dev/stderr"; bad = 1 } }
	END {
		for (k = 1; k <= keys; k++) {
			split(order[k], p, " "); m = int((n[order[k]] + 1) / 2)
			med[order[k]] = t[order[k], m]
		}
		for (k = 1; k <= keys; k++) {
			split(order[k], p, " "); s = med[order[k]]; ours = med[p[1] " harness"]
			cmd = "wc -c <" dir "/" p[1]; cmd | getline size; close(cmd)
			name = p[2]; sub(",", ", ", name)
			printf "| %s | %.0f | %s | %.3f | %.0f | %s |\n", p[1], size / 1e6, name, s, size / 1e6 / s,
				p[2] == "harness" ? "" : sprintf("%.1fx as fast", s / ours)
		}
		exit bad
	}'
