"""Saves an .npy matrix as float32, and in Fortran order. derive.py FILE DIR"""
import sys

import numpy as np

a = np.load(sys.argv[1])
np.save(sys.argv[2] + "/single.npy", a.astype("<f4"))
np.save(sys.argv[2] + "/fortran.npy", np.asfortranarray(a))
