# Welch's t-test of every row: group a against group b. Reads rows as numbers (--frame f8),
# after a header, and answers each with numbers.
import os
import struct
import sys

import numpy
from scipy.stats import ttest_ind

a, b = map(int, os.environ["HARNESS_GROUP_SIZES"].split(","))
rows, answers = sys.stdin.buffer, sys.stdout.buffer
rows.readline()
while row := rows.read(8 * (a + b)):
    x = numpy.frombuffer(row, "<f8")
    test = ttest_ind(x[:a], x[a:], equal_var=False)
    answers.write(struct.pack("<2d", test.statistic, test.pvalue))
    answers.flush()
