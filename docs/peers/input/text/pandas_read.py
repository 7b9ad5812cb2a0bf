"""Reads a table in tabs with pandas: pandas_read.py FILE SKIP COMMENT PRECISION.

SKIP is the number of lines above the header, COMMENT what a line that is left out
begins with, PRECISION round_trip or the default, high."""
import hashlib
import sys
import time

import pandas as pd

path, skip, comment, precision = sys.argv[1:]
start = time.perf_counter()
table = pd.read_csv(path, sep="," if path.endswith(".csv") else "\t", index_col=0, skiprows=int(skip), comment=comment or None,
                    float_precision=None if precision == "default" else precision)
took = time.perf_counter() - start
if "Description" in table:
    table = table.drop(columns="Description")
values = table.to_numpy().astype("<f8", order="C")
print(f"pandas {pd.__version__}, {precision}\t{took:.3f}\t{hashlib.sha256(values.tobytes()).hexdigest()}")
