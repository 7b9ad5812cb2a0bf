"""What is called beside welch: both take a row in two groups and load what welch loads."""
import os
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../functions"))
from welch import welch as test

ended = None


def first(a, b):
    """Returns two numbers of the row at once, so that a row costs what its system needs for it."""
    return {"t": float(a[0]), "p": float(b[0])}


def welch(a, b):
    """Leaves in a file of its process when the last row of this was done."""
    global ended
    answer = test(a, b)
    if ended is None:
        ended = os.open(os.path.join(os.environ["ENDS"], str(os.getpid())), os.O_CREAT | os.O_WRONLY)
    os.pwrite(ended, b"%.6f" % time.time(), 0)
    return answer
