"""Welch's t of every row of IN to OUT, by NumPy alone, which has no distribution of t: IN OUT."""
import sys

import numpy as np

with open(sys.argv[1]) as text:
    cols = text.readline().count(",")
    x = np.loadtxt(text, delimiter=",", usecols=range(1, cols + 1))
half = cols // 2
a, b = x[:, :half], x[:, half:]
va, vb = a.var(axis=1, ddof=1) / half, b.var(axis=1, ddof=1) / (cols - half)
t = (a.mean(axis=1) - b.mean(axis=1)) / np.sqrt(va + vb)
np.savetxt(sys.argv[2], t, header="t", comments="", fmt="%.17g")
