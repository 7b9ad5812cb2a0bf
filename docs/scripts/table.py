# The tables of docs/scripts.md: of sweeps (FOLDER NAME=SWEEP …) and of benchmarks
# (bench, from standard input).
import collections
import json
import re
import statistics
import subprocess
import sys


def report(scope, path):
    out = subprocess.run(["harness", "report", "--format", "json", "--scope", scope, path], check=True, capture_output=True)
    return json.loads(out.stdout)


def serial(a):
    s = a["serial_fraction"]
    return "–" if s is None else f"{s['value']:.3f} ({max(0, s['lo']):.3f}–{s['hi']:.3f})"


def of(a, name):
    return next((c["serial_fraction"] for c in a["causes"] if c["name"] == name), 0.0)


def sweeps(folder, names):
    print("| script | N | ms/row at N = 1 | start, ms | speed-up at the largest N | S (95 %) | of that spawn | S, steady | inflation | imbalance |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    for name in names:
        label, file = name.rsplit("=", 1)
        path = f"{folder}/{file}.jsonl"
        whole, steady = report("pipeline", path), report("steady", path)
        one, last = steady["points"][0], whole["points"][-1]
        rows = whole["data"]["rows"]
        start = whole["points"][0]["seconds"]["value"] - one["seconds"]["value"]
        print(f"| {label} | 1..{last['workers']} | {1000 * one['seconds']['value'] / rows:.3f} | {1000 * start:.0f} "
              f"| {last['speedup']['value']:.2f} | {serial(whole)} | {of(whole, 'spawn'):.3f} | {serial(steady)} "
              f"| {of(steady, 'inflation'):.3f} | {of(steady, 'imbalance'):.3f} |")


def bench():
    times = collections.defaultdict(list)
    for line in sys.stdin:
        if found := re.match(r"BenchmarkRow/(\S+?)(?:-\d+)?\s.*\s([\d.]+) ns/row", line):
            times[found[1].replace("_", " ")].append(float(found[2]))
    print("| what | µs |\n|---|---|")
    for name, t in times.items():
        print(f"| {name} | {statistics.median(t) / 1000:.1f} |")


if sys.argv[1] == "bench":
    bench()
else:
    sweeps(sys.argv[1], sys.argv[2:])
