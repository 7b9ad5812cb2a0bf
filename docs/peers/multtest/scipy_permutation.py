"""Times scipy.stats.permutation_test, Welch's t: FILE NA NB PERMUTATIONS ROWS."""
import sys
import time

import numpy as np
from scipy import stats

file, (na, nb, permutations, rows) = sys.argv[1], map(int, sys.argv[2:])
x = np.fromfile(file).reshape(-1, na + nb)[:rows]


def welch(a, b, axis):
    va, vb = a.var(axis=axis, ddof=1) / a.shape[axis], b.var(axis=axis, ddof=1) / b.shape[axis]
    return np.abs(a.mean(axis=axis) - b.mean(axis=axis)) / np.sqrt(va + vb)


start = time.perf_counter()
test = stats.permutation_test(
    (x[:, :na], x[:, na:]), welch, axis=1, vectorized=True, alternative="greater",
    n_resamples=permutations, batch=20, random_state=1)
took = time.perf_counter() - start
print(f"scipy {len(x)} {permutations} {took:.6f} {test.pvalue.sum():.9g}")
