#!/usr/bin/env python3
"""Writes chromosomes.bed, .bim and .fam: few samples of all sexes and phenotypes, some
of them children of others, with variants on every kind of chromosome and variants
that cannot be tested."""
import random

random.seed(5)
N = 61
TWO, MISSING, ONE, NONE = 0, 1, 2, 3
sex = [random.choice([1, 1, 2, 2, 0]) for _ in range(N)]
phenotype = [random.choice([1, 2, 1, 2, 1, 2, -9]) for _ in range(N)]


def genotype(f):
    if random.random() < 0.05:
        return MISSING
    return (NONE, ONE, TWO)[(random.random() < f) + (random.random() < f)]


SPECIAL = {
    "all_two": lambda i, f: TWO,
    "all_none": lambda i, f: NONE,
    "all_one": lambda i, f: ONE,
    "all_missing": lambda i, f: MISSING,
    "cases_missing": lambda i, f: MISSING if phenotype[i] == 2 else genotype(f),
    "controls_two": lambda i, f: TWO if phenotype[i] == 1 else genotype(f),
    "cases_none": lambda i, f: NONE if phenotype[i] == 2 else genotype(f),
}

variants = []
for chromosome in ["0", "1", "chr7", "22", "X", "24", "25", "MT"]:
    for k in range(3):
        variants.append((chromosome, f"{chromosome}_{k}", lambda i, f: genotype(f)))
    if chromosome in ("1", "X", "24", "MT"):
        variants += [(chromosome, f"{chromosome}_{name}", rule) for name, rule in SPECIAL.items()]

with open("chromosomes.fam", "w") as fam:
    for i in range(N):
        parents = "s1 s2" if i % 9 == 5 else "0 0"
        fam.write(f"family s{i} {parents} {sex[i]} {phenotype[i]}\n")
with open("chromosomes.bim", "w") as bim, open("chromosomes.bed", "wb") as bed:
    bed.write(b"\x6c\x1b\x01")
    for position, (chromosome, name, rule) in enumerate(variants, 1):
        bim.write(f"{chromosome} {name} 0 {position} A B\n")
        f = 0.05 + 0.5 * random.random()
        codes = [rule(i, f) for i in range(N)]
        for i in range(0, N, 4):
            bed.write(bytes([sum(c << 2 * k for k, c in enumerate(codes[i : i + 4]))]))
