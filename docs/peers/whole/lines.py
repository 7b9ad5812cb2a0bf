"""Answers each line of numbers with a line of what FILE:NAME returns: for GNU parallel and pipe."""
import sys

from called import load

f = load(sys.argv[1])
next(sys.stdin)
for line in sys.stdin:
    answer = f([float(v) for v in line.split(",")[1:]])
    print(*(map(float, answer.values()) if isinstance(answer, dict) else [answer]), sep=",")
