#!/bin/sh
# MB per second of reading a matrix of text, by this project and by its peers, on one
# and the same generated file of each format: CSV, GCT and a GEO series matrix. They
# take turns, ROUNDS times, and the median of each is printed, with whether the
# values are those of harness bit for bit (the peers' default parsers are not exact).
#
#	ROWS=20000 COLS=100 ROUNDS=3 docs/peers/input/text.sh
set -eu
cd "$(dirname "$0")/../../.."
: "${ROWS:=20000}" "${COLS:=100}" "${ROUNDS:=3}" "${GO:=go}" "${PYTHON:=/usr/bin/python3}"
if ! $PYTHON -c 'import pandas' 2>/dev/null || ! command -v Rscript >/dev/null; then
	echo "text.sh: needs python3 with pandas, and R (packages python3-pandas and r-base-core of Debian and Ubuntu)" >&2
	exit 1
fi
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
here=docs/peers/input/text
$GO build -o "$dir/harness" ./cmd/harness
$GO build -o "$dir/text" ./$here
"$dir/harness" data generate --quiet "$dir/x.csv" --rows "$ROWS" --cols "$COLS"
"$dir/harness" data convert --quiet "$dir/x.csv" "$dir/x.gct"
{
	printf '!Series_title\t"generated"\n!series_matrix_table_begin\n'
	tr ',' '\t' <"$dir/x.csv" | awk -F'\t' '{ $1 = "\"" $1 "\"" } NR == 1 { for (i = 2; i <= NF; i++) $i = "\"" $i "\"" } 1' OFS='\t'
	echo '!series_matrix_table_end'
} >"$dir/x.txt"

round=0
while [ $round -lt "$ROUNDS" ]; do
	round=$((round + 1))
	echo "round $round of $ROUNDS" >&2
	for format in csv gct txt; do
		skip=0 comment=''
		case $format in
		gct) skip=2 ;;
		txt) skip=0 comment='!' ;;
		esac
		{
			"$dir/text" "$dir/x.$format"
			$PYTHON $here/pandas_read.py "$dir/x.$format" $skip "$comment" round_trip
			$PYTHON $here/pandas_read.py "$dir/x.$format" $skip "$comment" default
			Rscript --vanilla $here/read.R "$dir/x.$format" $skip "$comment" "$COLS"
		} | sed "s/^/$format\t/" >>"$dir/times"
	done
done

echo "$ROWS rows x $COLS samples, median of $ROUNDS rounds"
echo
echo "| format | MB | reader | s | MB/s | values |"
echo "|---|---:|---|---:|---:|---|"
for format in csv gct txt; do
	bytes=$(wc -c <"$dir/x.$format")
	grep "^$format	" "$dir/times" | sort -t'	' -k2,2 -k3,3n | awk -F'\t' -v bytes="$bytes" -v format="$format" '
		$2 ~ /^harness/ { ours = $4 }
		!($2 in n) { order[++m] = $2 }
		{ t[$2, ++n[$2]] = $3; sum[$2] = $4 }
		END {
			for (i = 1; i <= m; i++) {
				name = order[i]
				s = t[name, int((n[name] + 1) / 2)]
				same = sum[name] == ours ? "the same bits" : "other bits"
				if (name ~ /^harness/) same = "exact"
				printf "| %s | %.1f | %s | %.3f | %.0f | %s |\n", format, bytes / 1e6, name, s, bytes / 1e6 / s, same
			}
		}'
done
