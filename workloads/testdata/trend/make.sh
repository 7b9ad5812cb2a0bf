#!/bin/sh
# Makes two sets of genotypes and PLINK 1.9's results for them (package plink1.9 of
# Debian and Ubuntu), with the alleles as the .bim file has them. Of --model the lines
# TREND are kept.
set -eu
cd "$(dirname "$0")"
plink1.9 --dummy 200 500 0.02 0.05 --seed 3 --make-bed --out dummy
python3 chromosomes.py
for set in dummy chromosomes; do
	plink1.9 --bfile $set --keep-allele-order --allow-no-sex --threads 1 --assoc --out $set
	plink1.9 --bfile $set --keep-allele-order --allow-no-sex --threads 1 --model --cell 0 --out $set
	gzip -9nf $set.assoc
	grep -E '^ CHR| TREND ' $set.model | gzip -9n >$set.model.gz
	rm -f $set.model $set.log $set.nosex $set.hh
done
