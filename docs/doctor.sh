#!/bin/sh
# Prints docs/doctor.md from a real session on this machine: some 20 seconds, on a
# machine that does nothing else.
set -eu
cd "$(dirname "$0")/.."
. docs/measure.sh
cd "$dir"

# show prints a command and what it prints.
show() {
	echo '```text'
	echo "\$ $1"
	sh -c "$1" 2>errors.txt || { cat errors.txt >&2; exit 1; }
	echo '```'
	echo
}

cat <<'END'
# Is this machine good enough to measure on?

Written by `docs/doctor.sh`, from a session on the machine that it names.

`harness doctor` measures the effect of the machine itself on S, and prints what to type
about it. The exit code is 0 whatever it finds.

END
show 'harness doctor'
cat <<'END'
`--seconds 60` looks longer for what else is on the CPUs, `--data FILE` at the disk
that a file is on, and `--quick` for less than a second, and at neither memory nor
disk. `--format md` is a table for a wiki, `--format json` everything, with the
numbers behind the words: in the keys of `probe` in
[the schema of the result file](result-file.schema.json).

## What is measured, and from where on it matters

| check | measured | look | bad | because |
|---|---|---|---|---|
| clock | 200,000 readings | 200 ns | 1 µs | there are two readings for each chunk, of 100 µs at least: 0.4 % and 2 % of it |
| sleep | 200 waits of 1 ms: how much longer they take | 100 µs, or 1 in 100 above 1 ms | 1 ms | the last row of a paced run ends so much later: of a run of 50 ms, 0.2 % and 2 % |
| wake-up | a parked thread is called 200 times | 50 µs | 500 µs | it is added to each run, as spawn: 0.001 and 0.01 to S of a run of 50 ms |
| N CPUs | 10 ms of arithmetic on each of 1, 2, 4 … threads, 20 times, interleaved | adds 0.01 to S | 0.05, proven | jobs that share nothing have been found to have S from 0.01 to 0.05; by Karp and Flatt, r times the work of one CPU on N looks like S = (N/r − 1)/(N − 1) |
| SMT | the same on two CPUs of one core, and on those of two | CPUs share cores | | N above the cores gets less than a core each |
| quota, core kinds, NUMA | what the system reports | there is one | | N that the sweep takes for whole, equal CPUs are not |
| governor, turbo | what the system reports | not `performance`; on | | the clock at N = 1 is not that at N |
| counters | whether the processor's can be read | | | they change no S: slower execution is split by them into instructions, memory and clock, or stays one cause ([counters](counters.md)) |
| interference | for 5 s a thread per CPU does nothing but read the clock; what is 10 µs or more between two readings is lost | 0.2 % lost | 2 % | a share L that is lost at N, and not at 1, adds L/(1 − L)·N/(N − 1) to S; from 2 % on runs are flagged as well |
| other processes | CPU time of the machine less that of harness | 1 % | 5 % | a system at rest uses less than 1 % |
| steal | time that the hypervisor took | 0.2 % | 2 % | as interference |
| throttling | time that a quota stopped the process | | any | all workers stand still |
| memory read, triad | arrays of 4 times the last-level cache each (1 GiB at most, and a twelfth of the free memory), at 1, 2, 4 … threads, the middle of 7 passes, bytes counted as in STREAM | adds 0.05 to S | | it is the ceiling of work that moves memory: what exceeds it is in inflation |
| disk read | a file of 256 MiB, written, then read around the system's cache where that can be done | read from memory | | load is in S in the scope end-to-end alone |
| balance | memory, disk, and capacity over instructions per second | below 1 | | Amdahl's rules of thumb: for each instruction per second a bit of input and output per second, and a byte of memory |

The intervals behind the speed-ups hold the median with 95 % (order statistics).
CPUs are bad only where the whole interval is beyond the threshold. The machine is not
fit at all while the interval of S to expect is as wide as all that S can be, ±0.5.

Instructions per second are those of the arithmetic, a loop whose instructions are
counted in the compiler's listing (12 a step on amd64, 6 on arm64; a test counts
them again), on one CPU, times what all CPUs are together. So the balance needs no
performance counters, which virtual machines rarely have.

The precision that is promised at the end is that of the runs of arithmetic: how much
they differ at each N is put on a perfect line and fitted as a sweep is, and the
width of the interval scaled to 10 blocks. Runs that are longer than 10 ms are often
quieter.

## In every sweep

Before its first run a sweep looks for some 25 ms, at two CPUs and for interference,
and, if rows are paced, at the overshoot of sleeps. The numbers are in the header of
the result file. A bad one that affects this sweep is a warning in its report, unless the
runs show it themselves. `--no-doctor` leaves it out; simulated
sweeps have none.

END
show 'harness sweep --data golub --tile 20 --repeats 5 --quiet -o a.jsonl >report.txt; head -n 1 a.jsonl | grep -o "\"probe\":.*[}]" | fold -w 78'
