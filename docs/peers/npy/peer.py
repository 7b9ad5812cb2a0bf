"""Reads one file as NumPy does: prints the seconds until all values are there as float64 in C order,
and their sum. peer.py FILE"""
import sys
import time

import numpy as np

start = time.perf_counter()
a = np.load(sys.argv[1])
if a.dtype != np.dtype("<f8"):
    a = a.astype("<f8", order="C")
elif not a.flags.c_contiguous:
    a = np.ascontiguousarray(a)
seconds = time.perf_counter() - start
print(f"{seconds:.4f} {a.sum():.9e}")
