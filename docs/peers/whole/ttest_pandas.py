"""Welch's t-test of every row of IN to OUT, by pandas and scipy: IN OUT."""
import sys

import pandas as pd
from scipy.stats import ttest_ind

table = pd.read_csv(sys.argv[1], index_col=0)
x, half = table.to_numpy(), table.shape[1] // 2
test = ttest_ind(x[:, :half], x[:, half:], axis=1, equal_var=False)
pd.DataFrame({"t": test.statistic, "p": test.pvalue}, index=table.index).to_csv(sys.argv[2])
