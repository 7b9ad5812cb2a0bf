"""Counts as a MatrixMarket file: counts.py write FILE ROWS COLS makes 5 % of them other than 0;
counts.py read FILE prints the seconds until scipy has all values as float64, and their sum."""
import sys
import time

import numpy as np

if sys.argv[1] == "write":
    path, rows, cols = sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    rng = np.random.default_rng(1)
    cells = np.flatnonzero(rng.random(rows * cols) < 0.05)
    counts = rng.geometric(0.4, cells.size)
    with open(path, "w") as f:
        f.write(f"%%MatrixMarket matrix coordinate integer general\n{rows} {cols} {cells.size}\n")
        np.savetxt(f, np.column_stack([cells % rows + 1, cells // rows + 1, counts]), fmt="%d")
else:
    import scipy.io

    start = time.perf_counter()
    a = scipy.io.mmread(sys.argv[2]).astype("<f8").toarray()
    seconds = time.perf_counter() - start
    print(f"{seconds:.4f} {a.sum():.9e}")
