#!/bin/sh
# Prints docs/counters.md from a sweep and a benchmark on this machine, some 20 seconds, and from
# docs/counters/planted.jsonl, which a test of results/analysis writes.
set -eu
cd "$(dirname "$0")/.."
. docs/measure.sh
${QUIET:-} harness sweep --quiet --force --workload ttest --data golub --tile 100 --workers 1,2 --repeats 12 -o "$dir/here.jsonl" >/dev/null
mv "$dir/here.jsonl" docs/counters/here.jsonl
$GO test ./harness/counters -run '^$' -bench . >"$dir/bench.txt"

# cost prints what a benchmark takes, in µs.
cost() { awk -v name="Benchmark$1" '$1 ~ "^" name { printf "%.1f", $3 / 1000 }' "$dir/bench.txt"; }

# report prints the report of a file, with the command above it.
report() { printf '\n<!-- $ harness report docs/counters/%s -->\n```text\n' "$1"; harness report "docs/counters/$1"; printf '```\n'; }

cat <<'END'
# Why execution slows

Written by `docs/counters.sh`.

A cause of S that no program shows by itself is inflation by *execution*: a worker has a CPU, and its rows
take longer than they did for one worker alone. The counters of the processor tell why. What the workers
of a run execute takes, added up over them,

    X = I · C/I · X/C

with their instructions I and cycles C: how many instructions, how many cycles each, how long a cycle.
From N = 1 to N each factor f has of the difference

    L · ln(f(N)/f(1)),   L = (X(N) − X(1)) / ln(X(N)/X(1))

These add up exactly, need no order, and are finite where a factor falls or X stays the same: L is the
logarithmic mean, which lies between X(N) and X(1) (B. W. Ang, Energy Policy 33, 2005).

| part of inflation | what it is | whose |
|---|---|---|
| more instructions | the same rows take more instructions: locks, retries, work done twice | program |
| more cycles each | an instruction takes more cycles: memory, caches, a core that two workers share | machine |
| lower clock | a cycle takes longer: turbo is for few cores, or the CPU is hot | machine |
| rest of execution | what the three leave. A thread counts beside its kernels its claims and what it helps the collector | machine |

More instructions are in the program's own S, the other parts in what the machine adds.

The line `counters` of a report says it in a sentence, `--format json` for each N (`counted`), and the
result file for each worker of each run (`hardware` and `software` in [the file](result-file.md)).

## A sweep with planted counters

No machine at hand shows its counters: all are virtual machines. So these readings are made up, by
`TestPlantedCounters` of results/analysis, which checks that the report finds what was planted: at
N = 16 a clock of 2.9 GHz instead of 3.5, a fifth more cycles an instruction, and 0.8 % more
instructions.
END
report planted.jsonl
cat <<'END'

## A sweep in a virtual machine

Page faults, moves to another CPU, and switches to another thread are counted by the kernel, so virtual
machines have them too. Where the kernel keeps the moves from a user, the rest is told still. Execution
stays one cause. This sweep was made here, beside other work.
END
report here.jsonl
cat <<END

## What it takes

Linux, and leave to count in the kernel too: without the kernel's share, the time that a thread spends
there would look like a slower clock. \`harness doctor\` says whether the counters can be read, and
otherwise what to type:

| what is in the way | what helps |
|---|---|
| \`kernel.perf_event_paranoid\` is above 1 | \`sudo sysctl kernel.perf_event_paranoid=1\`, or the capability \`CAP_PERFMON\` |
| the filter of a container | \`docker run --cap-add PERFMON …\` |
| a virtual machine that is shown none | the host passes them on (QEMU: \`-cpu host,pmu=on\`), or another machine |
| another program has the counters | end other profilers; \`sudo sysctl kernel.nmi_watchdog=0\` frees one |

Without them no part is guessed, and the report is as it was. That is so too in the cases below; on a machine
that has the counters the line \`counters\` of the report then says which it is.


- where one worker of one run was not counted: where few files may be open (a worker takes up to 5), or
  where the counters were shared with other programs and counted for less than 90 % of the time on a CPU.
  Between 90 and 100 % the counts are scaled by the rest; the file has both times;
- of paced rows, which wait: waiting is no execution;
- of the schedule \`queue\`: its workers sleep and wake where they claim, and how long they were on a CPU in
  their kernels alone nobody measures;
- of remote workers: their kernels have no thread of their own, and to open the counters of a thread takes
  longer than many a chunk;
- of programs (\`pipe\`, \`command\`, functions of Python and R), whose work is in other processes. Their counters
  would have to be opened in each of them, between its start and its first instruction, and no machine at hand
  could show that it is done right. Of a program that is timed whole (\`command\`) the system tells page
  faults and switches of all its processes (wait4), which are in file and report;
- on processors with two kinds of cores, whose counters count on one kind alone.

## What it costs

| | µs |
|---|---|
| a reading, two for each worker of a run | $(cost Read) |
| to open and close the counters of a worker | $(cost Open) |

Both are outside of what is timed: a worker opens them before the gate and reads them there, and again when
the clock of the run has stopped. Where a Worker is made for each thread (a workload of the library with
NewWorker) they are read once more when it is made, in *spawn*. These figures are of software counters alone;
with those of the processor a reading is of one group more.

## What was not run

Nothing here ran on a processor that shows its counters. How they are opened, grouped, read, shared and
refused is tested with a kernel that the tests play (harness/counters), and the split with planted factors
(results/analysis). Whether another kernel or processor has a whim of its own is not known.
END
