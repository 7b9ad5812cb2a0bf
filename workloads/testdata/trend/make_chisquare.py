#!/usr/bin/env python3
"""Writes chisquare.csv: x and P(X > x) for chi-square X with one degree of freedom."""
import math
import random

from mpmath import mp, mpf, erfc, sqrt

mp.dps = 40
random.seed(11)
xs = [1e-12, 1e-6, 0.001, 0.5, 1, 2, 3.841458820694124, 10, 29.71, 100, 500, 1000, 1370]
xs += [math.exp(random.uniform(math.log(1e-4), math.log(1371))) for _ in range(300)]
with open("chisquare.csv", "w") as f:
    for x in sorted(xs):
        f.write(f"{x!r},{mp.nstr(erfc(sqrt(mpf(x) / 2)), 20)}\n")
