"""Times scipy.stats.ttest_ind, Welch, over the whole matrix: FILE COLS."""
import sys
import time

import numpy as np
from scipy import stats

file, cols = sys.argv[1], int(sys.argv[2])
x = np.fromfile(file).reshape(-1, cols)
a, b = x[:, : cols // 2], x[:, cols // 2 :]
stats.ttest_ind(a[:1000], b[:1000], axis=1, equal_var=False)
start = time.perf_counter()
t, p = stats.ttest_ind(a, b, axis=1, equal_var=False)
took = time.perf_counter() - start
print(f"scipy {len(x)} {took:.6f} {abs(t).sum():.9g}")
