"""Reads one file as pandas does: prints the seconds until all values are
there as float64 in C order, and their sum. peers.py reader FILE"""
import sys
import time

import numpy as np
import pandas as pd

reader, path = sys.argv[1:]
start = time.perf_counter()
options = {"pandas": {}, "pandas-exact": {"float_precision": "round_trip"}}[reader]
if ".gct" in path:
    options.update(sep="\t", skiprows=2)
a = pd.read_csv(path, index_col=0, **options).select_dtypes("number").to_numpy()
seconds = time.perf_counter() - start
print(f"{seconds:.4f} {np.nansum(a):.9e}")
