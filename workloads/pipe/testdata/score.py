# Functions that the tests of the adapter call.
import collections
import os
import sys

from beside import TWICE

Result = collections.namedtuple("Result", "t df")


def total(row):
    return sum(row)


def several(row, seed):
    return [row[0], seed, None]


def named(row, id, power=2):
    return {"power": row[0] ** power, "length": len(id), "id": id}


def tuples(row):
    return Result(TWICE * row[0], 3)


def groups(x, y):
    return len(x), len(y), sum(x) - sum(y)


def by_name(b, note, a=0):
    return {"value": a + b, "length": len(note)}


def columns(row):
    return row["a"] + len(row["note"])


def sometimes(row):
    return None if row[0] < 1 else (row[0], 2)


def prints(row):
    print("printed", row[0])
    os.system("echo too")
    sys.stdin.read()
    return True


class Model:
    def predict(self, row):
        return row[0]


model = Model()


def raises(row):
    if row[0] > 1:
        raise ValueError("no answer\nat all")
    return 1.0


def leaves(row):
    sys.exit("enough")


def ends(row):
    os._exit(3)


def text(row):
    return "good"


def changes(row):
    return [1] * (1 + int(row[0]))


def rounded(row):
    return 2**53 + 1


def three(x, y, z):
    return 1


def spelt(gene_name, class_, _2nd, ü=0):
    return {"gene name": gene_name, 'say "hi", he': class_ + _2nd, "ü": len(ü)}


def as_named(row):
    return row["gene name"] + row["class"]


class Array:
    """A number as numpy has it, in an array without dimensions."""

    shape = ()

    def item(self):
        return 2.5


def array_of_one(row):
    return {"x": Array()}


def named_text(row):
    return {"t": 1.0, "verdict": "good"}
