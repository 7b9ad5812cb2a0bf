"""Saves one matrix as NumPy saves it: in several types of numbers, byte orders and memory orders.
files.py DIR ROWS COLS"""
import sys

import numpy as np

folder, rows, cols = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
a = np.random.default_rng(1).standard_normal((rows, cols)) * 1000
for name in "<f8", ">f8", "<f4", ">f4", "<i8", "<i4", "<i2":
    np.save(f"{folder}/C{name}.npy", np.ascontiguousarray(a.astype(name)))
for name in "<f8", ">f8", "<f4":
    np.save(f"{folder}/F{name}.npy", np.asfortranarray(a.astype(name)))
