# Welch's t-test of a row whose samples are in two groups.
from scipy.stats import ttest_ind


def welch(a, b):
    test = ttest_ind(a, b, equal_var=False)
    return {"t": test.statistic, "p": test.pvalue}
