#!/bin/sh
# Rows per second of a two-sample t-test with its p-value, by this project's kernel
# and by its peers, on one and the same matrix, one thread each. The peers take
# turns, ROUNDS times, and the median of each is printed, so that what disturbs the
# machine disturbs all alike.
#
#	ROWS=200000 COLS=100 ROUNDS=5 docs/peers/bench.sh
set -eu
cd "$(dirname "$0")/../.."
: "${ROWS:=200000}" "${COLS:=100}" "${ROUNDS:=5}" "${GO:=go}"
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 MKL_NUM_THREADS=1 GOMAXPROCS=1

missing() {
	! /usr/bin/python3 -c 'import scipy' 2>/dev/null ||
		! Rscript -e 'library(genefilter); library(limma)' >/dev/null 2>&1
}
if missing && command -v apt-get >/dev/null; then
	as_root=""
	[ "$(id -u)" = 0 ] || as_root=sudo
	$as_root apt-get install -y --no-install-recommends \
		python3-scipy r-bioc-genefilter r-bioc-limma >&2
fi
if missing; then
	echo "bench.sh: needs python3 with scipy, and R with genefilter and limma (packages" \
		"python3-scipy, r-bioc-genefilter and r-bioc-limma of Debian and Ubuntu)" >&2
	exit 1
fi

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
here=docs/peers/ttest
matrix="$dir/matrix.f64"
$GO build -o "$dir/ttest" ./$here
"$dir/ttest" write "$matrix" "$ROWS" "$COLS"

round=0
while [ $round -lt "$ROUNDS" ]; do
	round=$((round + 1))
	echo "round $round of $ROUNDS" >&2
	"$dir/ttest" ours "$matrix" "$COLS"
	/usr/bin/python3 $here/scipy_ttest.py "$matrix" "$COLS"
	Rscript --vanilla $here/peers.R genefilter "$matrix" "$COLS" 2>/dev/null
	"$dir/ttest" gonum "$matrix" "$COLS"
	Rscript --vanilla $here/peers.R limma "$matrix" "$COLS" 2>/dev/null
	Rscript --vanilla $here/peers.R apply "$matrix" "$COLS" 2>/dev/null
done >"$dir/times"

cat <<END
## $ROWS rows × $COLS samples

Rows per second of a two-sample t-test with its p-value, one thread each, median of
$ROUNDS interleaved rounds; reading the matrix is not timed. R's t.test in apply has
the first 4000 rows only, and limma's t is moderated: the other means must agree.
$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1), $($GO env GOVERSION), $(/usr/bin/python3 -c 'import scipy; print("scipy", scipy.__version__)'), $(Rscript -e 'cat("genefilter", as.character(packageVersion("genefilter")), "limma", as.character(packageVersion("limma")), R.version.string)').

END
sort -k1,1 -k3,3n "$dir/times" | awk '
	BEGIN {
		split("ours genefilter scipy gonum limma apply", order)
		title["ours"] = "harness, Welch, one worker"
		title["scipy"] = "scipy.stats.ttest_ind, Welch"
		title["genefilter"] = "genefilter::rowttests, pooled"
		title["gonum"] = "plain gonum, Welch"
		title["limma"] = "limma lmFit + eBayes, moderated"
		title["apply"] = "R t.test in apply, Welch"
	}
	{ seconds[$1, ++n[$1]] = $3; rows[$1] = $2; sum[$1] = $4 }
	function median(name,   k) {
		k = n[name]
		return (seconds[name, int((k + 1) / 2)] + seconds[name, int(k / 2) + 1]) / 2
	}
	END {
		base = rows["scipy"] / median("scipy")
		print "| | rows/s | times scipy | mean \\|t\\| |"
		print "|---|---:|---:|---:|"
		for (i = 1; i in order; i++) {
			rate = rows[order[i]] / median(order[i])
			printf "| %s | %.0f | %.2f | %.6f |\n", title[order[i]], rate, rate / base, sum[order[i]] / rows[order[i]]
		}
	}'
