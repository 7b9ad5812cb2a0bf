"""A permutation test of Welch's t of every row of IN to OUT by scipy: IN OUT PERMUTATIONS NA."""
import sys

import numpy as np
import pandas as pd
from scipy.stats import permutation_test


def welch(a, b, axis):
    va, vb = a.var(axis=axis, ddof=1) / a.shape[axis], b.var(axis=axis, ddof=1) / b.shape[axis]
    return np.abs(a.mean(axis=axis) - b.mean(axis=axis)) / np.sqrt(va + vb)


source, out, permutations, na = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
table = pd.read_csv(source, index_col=0)
x = table.to_numpy()
test = permutation_test((x[:, :na], x[:, na:]), welch, axis=1, vectorized=True, alternative="greater",
                        n_resamples=permutations, batch=20, random_state=1)
pd.DataFrame({"t": test.statistic, "p": test.pvalue}, index=table.index).to_csv(out)
