#!/bin/sh
# Writes tokens.tsv: each line of tokens.txt and the empty field, and what pandas 1.5.3 and
# R 4.2.2 make of it. Run in this folder.
export LC_ALL=C.UTF-8
python3 make.py >pandas.out && Rscript make.R >R.out && { cat tokens.txt; echo; } | paste - pandas.out R.out >tokens.tsv
rm -f pandas.out R.out
