#!/usr/bin/env python3
"""Writes docs/engines.md from the result files in docs/sweeps/engines, by what
`harness report --format json` says of them. Run at the top of the repository, with
harness in PATH; the blocks are then filled by the tests of the docs."""
import json
import os
import shlex
import subprocess

KEPT = "docs/sweeps/engines"
ORDER = ["xz", "sort", "pigz", "parallel", "go-build", "go-build-1", "openmp", "mpi", "mclapply", "mclapply-compiled", "dask",
         "parallel-wait", "mclapply-wait", "dask-wait"]
SHOWN = [("openmp", "A program with a known serial part: 5 % of its rows are worked on before the threads start, so S is 0.05 plus what the machine and OpenMP add."),
         ("mpi", "A program with none: what is left of S is mpirun starting up and winding down, during which its processes use less than N CPUs, and what CPU time they add."),
         ("go-build", "The go command and its compilers have threads beyond -p: more than one CPU is used at N = 1, so the CPU time does not show what N workers did. With GOMAXPROCS=1 (go-build-1) it does."),
         ("mclapply", "In a forked child the closure is not compiled to byte code, as it is in R itself after its first calls: the tasks take twice the CPU time, and two workers gain nothing. Compiled beforehand (mclapply-compiled) they scale."),
         ("dask-wait", "Tasks that wait, so that N may exceed the CPUs.")]


def number(x):
    return f"{x:.4f}".replace("-0.0000", "0.0000")


def interval(i):
    if i["lo"] is None or i["hi"] is None:
        return f"cannot tell ({number(i['value'])})"
    ends = [number(max(i[k], 0)) for k in ("lo", "hi")]
    if i["lo"] <= 0:
        return f"< {ends[1]}"
    return f"{number(i['value'])} ({'–'.join(ends)})"


def command(header):
    """The command line below the flags that every sweep here has."""
    argv = header["command"][1:]
    at = argv.index("-o")
    return " ".join(quote(a) for a in argv[at + 2:])


def quote(a):
    return a if all(c.isalnum() or c in "-_.,/{}=+%:" for c in a) else shlex.quote(a)


def row(name):
    path = f"{KEPT}/{name}.jsonl"
    with open(path) as f:
        header = json.loads(f.readline())
    a = json.loads(subprocess.run(["harness", "report", "--format", "json", path], check=True, capture_output=True, text=True).stdout)
    causes = {c["name"]: c["serial_fraction"] for c in a["causes"]}
    fitted = [p for p in a["points"] if p["fitted"]] or a["points"]
    last = fitted[-1]
    s = a["serial_fraction"]
    return (header, a, [name, ", ".join(str(p["workers"]) for p in fitted), str(a["runs"]),
            interval(s) if s else "cannot tell"]
            + [number(causes[c]) if c in causes else "" for c in ("inflation", "idle", "unattributed")]
            + [f"{last['speedup']['value']:.2f}", f"{a['points'][0]['process']['cpus']:.2f}", f"{a['points'][0]['seconds']['value']:.2f}"])


def main():
    rows = [row(n) for n in ORDER if os.path.exists(f"{KEPT}/{n}.jsonl")]
    header, a, _ = rows[0]
    m = header["machine"]
    print(f"""# Programs that others wrote

What `harness sweep --workload command` finds for them: each program is started anew
for every run, with N in place of `{{workers}}`, and timed whole. Made by
[engines/run.sh](engines/run.sh) on {m['cpu_model']}, {m['logical_cpus']} CPUs, {m['os']} {m['kernel']}:
N up to the CPUs, and beyond them for programs that wait. The runs are in
[sweeps/engines](sweeps/engines).

| program | N fitted | runs | S (95 %) | inflation | idle | unattributed | speed-up at the last N | CPUs at N = 1 | T(1), s |
|---|---|---|---|---|---|---|---|---|---|""")
    for _, _, cells in rows:
        print("| " + " | ".join(cells) + " |")
    print("""
Of a program that is timed whole only its wall time T and its CPU time are seen, by
wait4(2). They split T without a gap, at every N:

    T = CPU/N + (T − CPU/N)

- **inflation** is the first term: it charges S with CPU time that is there at N and was
  not at 1, `user` in the program's own code and `system` in the kernel on its behalf. The
  machine may have made the same work slower (memory bandwidth, clock, hyper-threads), or
  the program does more work (threads that spin, smaller blocks): CPU times do not show
  which, so this cause has no owner.
- **idle** is the second: CPUs of the N that the program did not use. Serial phases,
  waiting for input or for each other, imbalance, and other programs on these CPUs are in
  it, and so is the start of the program where that is serial.
- **unattributed** is all of S where the program has more CPU time than N workers can use:
  it has threads beyond N, and then the split would mean nothing.

What wait4 does not see is not there: daemons, containers, other machines, and children
that the program does not wait for. The report warns where CPU times look like that.
What a program leaves behind in its process group when it ends is ended too, with a
warning: it would disturb the runs after it. Peak memory is that of the largest process,
not of all together. The time of starting a process is in every time, is measured
beforehand with true(1) and printed, and is not subtracted.

The commands, after `harness sweep --workload command`:
""")
    for header, _, cells in rows:
        print(f"- {cells[0]}: `{command(header)}`")
    for name, text in SHOWN:
        if os.path.exists(f"{KEPT}/{name}.jsonl"):
            print(f"\n## {name}\n\n{text}\n\n<!-- $ harness report {KEPT}/{name}.jsonl -->\n```text\n```")


main()
