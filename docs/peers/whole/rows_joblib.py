"""FILE:NAME for every row of IN to OUT, by N workers of joblib: FILE:NAME N IN OUT."""
import sys

import pandas as pd
from joblib import Parallel, delayed

from called import load

name, n, source, out = sys.argv[1:]
f = load(name)
table = pd.read_csv(source, index_col=0)
answers = Parallel(n_jobs=int(n))(delayed(f)(row) for row in table.to_numpy())
if not isinstance(answers[0], dict):
    answers = {"out": answers}
pd.DataFrame(answers, index=table.index).to_csv(out)
