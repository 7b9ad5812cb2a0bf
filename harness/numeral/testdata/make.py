"""Prints what pandas makes of each line of tokens.txt, quoted in a column beside 2.5."""
import io

import pandas as pd

for field in open("tokens.txt", encoding="utf-8").read().split("\n"):
    text = f'id,v\na,"{field}"\nb,2.5\n'
    column = pd.read_csv(io.StringIO(text), float_precision="round_trip")["v"]
    if column.dtype == object:
        print("text")
    else:
        print("missing" if column[0] != column[0] else repr(float(column[0])))
