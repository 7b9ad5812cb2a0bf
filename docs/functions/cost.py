# The table of what a row costs beside the function itself: the CPU time of a plain loop in the
# language of the function, and that of a run of harness at N = 1, its own included, by turns, the
# medians of eleven. Arguments: a table of numbers, and the interpreter of Python.
import json
import os
import statistics
import subprocess
import sys
import tempfile

data, python = sys.argv[1:3]
here = "docs/functions"
LOOP = """
import csv, sys, time
sys.path.insert(0, %r)
from fifty import fifty
rows = [[float(v) for v in r[1:]] for r in list(csv.reader(open(%r)))[1:]]
start = time.process_time()
for row in rows: fifty(row)
print((time.process_time() - start) / len(rows))
""" % (here, data)
LOOP_R = """
source("%s/fifty.R"); table <- as.matrix(read.csv("%s", row.names = 1))
rows <- lapply(seq_len(nrow(table)), function(i) as.numeric(table[i, ]))
for (row in rows[1:3]) fifty(row)
cat(sum(system.time(for (row in rows) fifty(row))[1:2]) / length(rows))
""" % (here, data)


def loop(*argv):
    return float(subprocess.run(argv, check=True, capture_output=True, text=True).stdout)


def harness(*call):
    with tempfile.TemporaryDirectory() as folder:
        file = os.path.join(folder, "one.jsonl")
        subprocess.run(["harness", "sweep", "--data", data, "--workers", "1", "--repeats", "1", "--warmup", "0", "--no-doctor",
                        "--force", "--quiet", "-o", file, *call], check=True, capture_output=True)
        lines = [json.loads(line) for line in open(file)]
    rows = next(line["data"]["rows"] for line in lines if "data" in line)
    used = next(line for line in lines if line.get("kind") == "run")
    return (used["worker"][0]["cpu_ns"] + used["usage"]["user_ns"] + used["usage"]["system_ns"]) / rows / 1e9


KINDS = [
    ("Python", lambda: loop(python, "-c", LOOP), lambda: harness("--workload", "python", "--interpreter", python, "--call", here + "/fifty.py:fifty")),
    ("R", lambda: loop("Rscript", "-e", LOOP_R), lambda: harness("--workload", "r", "--call", here + "/fifty.R:fifty")),
]
times = [([], []) for _ in KINDS]
for _ in range(11):
    for (_, plain, called), (p, h) in zip(KINDS, times):
        p.append(1e6 * plain())
        h.append(1e6 * called())
print("| a row of 100 numbers | in a loop, µs | by harness, µs | ratio |\n|---|---|---|---|")
for (name, _, _), (p, h) in zip(KINDS, times):
    p, h = statistics.median(p), statistics.median(h)
    print(f"| {name} | {p:.1f} | {h:.1f} | {h / p:.2f} |")
