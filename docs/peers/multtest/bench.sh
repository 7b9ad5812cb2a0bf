#!/bin/sh
# Permutations per second of a permutation t-test, by this project and by its peers,
# on one and the same matrix, one thread each. The peers take turns, ROUNDS times,
# and the median of each is printed.
#
#	ROWS=3051 NA=27 NB=11 PERMUTATIONS=10000 ROUNDS=5 docs/peers/multtest/bench.sh
set -eu
cd "$(dirname "$0")/../../.."
: "${ROWS:=3051}" "${NA:=27}" "${NB:=11}" "${PERMUTATIONS:=10000}" "${ROUNDS:=5}" "${GO:=go}"
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 MKL_NUM_THREADS=1 GOMAXPROCS=1
few=100 # rows and permutations that scipy has, of 10 times the cost
[ "$ROWS" -ge $few ] || few=$ROWS

if ! /usr/bin/python3 -c 'import scipy' 2>/dev/null || ! Rscript -e 'library(multtest)' >/dev/null 2>&1; then
	echo "bench.sh: needs python3 with scipy, and R with multtest (packages python3-scipy" \
		"and r-bioc-multtest of Debian and Ubuntu)" >&2
	exit 1
fi

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
here=docs/peers/multtest
matrix="$dir/matrix.f64"
$GO build -o "$dir/ours" ./$here
"$dir/ours" write "$matrix" "$ROWS" "$NA" "$NB"

round=0
while [ $round -lt "$ROUNDS" ]; do
	round=$((round + 1))
	echo "round $round of $ROUNDS" >&2
	"$dir/ours" maxt "$matrix" "$NA" "$NB" "$PERMUTATIONS"
	"$dir/ours" own "$matrix" "$NA" "$NB" "$PERMUTATIONS"
	Rscript --vanilla $here/peer.R "$matrix" "$NA" "$NB" "$PERMUTATIONS" 2>/dev/null
	/usr/bin/python3 $here/scipy_permutation.py "$matrix" "$NA" "$NB" 1000 $few
done >"$dir/times"

cat <<END
## $ROWS rows × ($NA + $NB) samples, $PERMUTATIONS permutations

Permutations of a row per second, Welch's t, one thread each, median of $ROUNDS interleaved
rounds; reading the matrix is not timed. scipy has the first $few rows only, 1000 times,
and its mean p is theirs: the others must agree.
$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1), $($GO env GOVERSION), $(/usr/bin/python3 -c 'import scipy; print("scipy", scipy.__version__)'), $(Rscript -e 'cat("multtest", as.character(packageVersion("multtest")), R.version.string)').

END
sort -k1,1 -k4,4n "$dir/times" | awk '
	BEGIN {
		split("maxt own multtest scipy", order)
		title["maxt"] = "harness, the same for all rows, p and maxT"
		title["own"] = "harness, each row its own, p"
		title["multtest"] = "multtest mt.maxT, p and maxT"
		title["scipy"] = "scipy.stats.permutation_test, p"
	}
	{ seconds[$1, ++n[$1]] = $4; done[$1] = $2 * $3; p[$1] = $5 / $2 }
	function median(name,   k) {
		k = n[name]
		return (seconds[name, int((k + 1) / 2)] + seconds[name, int(k / 2) + 1]) / 2
	}
	END {
		base = done["multtest"] / median("multtest")
		print "| | million/s | times multtest | mean p |"
		print "|---|---:|---:|---:|"
		for (i = 1; i in order; i++) {
			rate = done[order[i]] / median(order[i])
			printf "| %s | %.2f | %.2f | %.5f |\n", title[order[i]], rate / 1e6, rate / base, p[order[i]]
		}
	}'
