#!/usr/bin/env bash
# Time to make a .bed file of the genotypes of a VCF or BCF file, by this project and by PLINK, and to
# decode them all by bcftools, on one and the same generated file. They take turns, ROUNDS times, and
# the median of each is printed, with whether the .bed file is that of harness byte for byte.
#
#	VARIANTS=50000 SAMPLES=500 ROUNDS=5 docs/peers/input/genotypes.sh
set -euo pipefail
cd "$(dirname "$0")/../../.."
: "${VARIANTS:=50000}" "${SAMPLES:=500}" "${ROUNDS:=5}" "${GO:=go}"
for program in plink1.9 plink2 bcftools; do
	if ! command -v $program >/dev/null; then
		echo "genotypes.sh: needs $program (package $program of Debian and Ubuntu)" >&2
		exit 1
	fi
done
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
$GO build -o "$dir/harness" ./cmd/harness
cd "$dir"
./harness data convert --quiet "genotypes:variants=$VARIANTS,samples=$SAMPLES,missing=0.01" made.bed
{
	plink2 --bfile made --export vcf --out x
	bcftools view -Oz -o x.vcf.gz x.vcf
	bcftools view -Ob -o x.bcf x.vcf
} >log 2>&1

# take FILE NAME COMMAND… prints file, name, the seconds of the clock and of the CPUs, and the .bed file.
take() {
	file=$1 name=$2
	shift 2
	rm -f out.*
	seconds=$( { TIMEFORMAT='%R %U %S'; time "$@" >/dev/null 2>>log; } 2>&1)
	bed=-
	[ ! -e out.bed ] || bed=$(cksum <out.bed | tr ' ' '.')
	echo "$file|$name|${seconds// /|}|$bed"
}
for round in $(seq "$ROUNDS"); do
	echo "round $round of $ROUNDS" >&2
	for file in x.vcf x.vcf.gz x.bcf; do
		option=--vcf
		[ $file != x.bcf ] || option=--bcf
		take $file harness ./harness data convert --quiet $file out.bed
		take $file plink2 plink2 $option $file --make-bed --out out
		take $file plink1.9 plink1.9 $option $file --make-bed --keep-allele-order --allow-extra-chr --out out
		take $file "bcftools query, to text" bcftools query -f '[%GT ]\n' $file
	done
done >times

echo "## Genotypes: $VARIANTS variants × $SAMPLES samples"
echo
echo "Seconds until the .bed file is written, and those of the CPUs: median of $ROUNDS interleaved rounds,"
echo "$(nproc) CPUs for every program. bcftools writes no .bed file: it decodes all genotypes."
echo "$(plink2 --version | cut -d' ' -f1,2), $(plink1.9 --version | cut -d' ' -f1,2), $(bcftools --version | head -1)."
echo
echo "| file | MB | program | seconds | CPU seconds | harness is | .bed |"
echo "|---|---:|---|---:|---:|---:|---|"
for file in x.vcf x.vcf.gz x.bcf; do
	grep "^$file|" times | awk -F'|' -v bytes="$(wc -c <$file)" '
		function median(list, n,  i, j, t) {
			for (i = 2; i <= n; i++) for (j = i; j > 1 && list[j] < list[j-1]; j--) { t = list[j]; list[j] = list[j-1]; list[j-1] = t }
			return list[int((n + 1) / 2)]
		}
		!($2 in n) { order[++m] = $2 }
		{ n[$2]++; wall[$2, n[$2]] = $3 + 0; cpu[$2, n[$2]] = $4 + $5; bed[$2] = $6 }
		END {
			for (i = 1; i <= m; i++) {
				p = order[i]
				for (r = 1; r <= n[p]; r++) { w[r] = wall[p, r]; c[r] = cpu[p, r] }
				s = median(w, n[p]); if (i == 1) ours = s
				same = i == 1 || bed[p] == "-" ? "" : bed[p] == bed[order[1]] ? "the same bytes" : "other bytes"
				printf "| %s | %.0f | %s | %.3f | %.3f | %s | %s |\n", $1, bytes / 1e6, p, s, median(c, n[p]), i == 1 ? "" : sprintf("%.1fx as fast", s / ours), same
			}
		}'
done
