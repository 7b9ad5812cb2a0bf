# Welch's t-test of every row: group a against group b. Reads rows as lines, after a
# header, and answers each with a line.
import os
import sys

from scipy.stats import ttest_ind

a = int(os.environ["HARNESS_GROUP_SIZES"].split(",")[0])
print("t,p")
next(sys.stdin)
for line in sys.stdin:
    x = [float(v) for v in line.split(",")[1:]]
    test = ttest_ind(x[:a], x[a:], equal_var=False)
    print(float(test.statistic), float(test.pvalue), sep=",")
