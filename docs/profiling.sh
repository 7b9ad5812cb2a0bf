#!/bin/sh
# Prints docs/profiling.md from a real session on this machine: some 20 seconds, on a
# machine that does nothing else.
set -eu
cd "$(dirname "$0")/.."
. docs/measure.sh
mkdir "$dir/docs" && cp docs/regions.awk "$dir/docs"

# show prints a command and what it prints, the part of it that the filter keeps.
show() {
	(cd "$dir" && sh -c "$1" >session.txt 2>&1) || { cat "$dir/session.txt" >&2; exit 1; }
	echo '```text'
	echo "\$ $1"
	cat "$dir/session.txt" | sh -c "${2:-cat}" | grep -v '^Build ID\|^Active filters\|^ *tagfocus=' |
		sed "s#$dir/##; s/ *\$//"
	echo '```'
	echo
}

cat <<'END'
# What the serial part is made of

Written by `docs/profiling.sh`, from a session on the machine that it names.

A sweep measures how large the causes of S are. A profile shows which lines of code they
are. `--cpuprofile FILE` and `--trace FILE` make runs of their own, after the timed
ones: a second of them at each N for the profile, one at each N for the trace. In
these runs every goroutine is labelled with its phase, which costs time (some 100 ns for
each chunk, more in a trace), so none of them is in the result file or in the fit.
The timed runs carry no marks and lose nothing.

END
show 'harness sweep --data golub --tile 400 --adjust bh --repeats 20 --cpuprofile cpu.out --trace trace.out' \
	"sed -n '/^machine .*CPUs/,/^job/p; /^cause  /,/^sum/p; /^The CPU/p; /^The trace/p'"
cat <<'END'
Each sample of the profile has two labels: `phase`, and `workers`, which is N.

| phase | who | what |
|---|---|---|
| split | coordinator | the workload's serial first step, while all workers wait |
| hand-out | coordinator | copying rows and handing them over, in the schedule `queue` |
| wait | coordinator | nothing, until the last worker is done |
| merge | coordinator | gathering the results in row order, the serial last step |
| spawn | worker | from its release to its first claim: making its state, if it has one |
| claim | worker | taking the next chunk, or waiting for it |
| kernel | worker | the rows themselves, decoding included |

END
show 'go tool pprof -tags cpu.out'
cat <<'END'
At N = 1 the phases add up to the whole run, so there the share of split and merge
is what Amdahl's law calls S, as far as it is the program's. (`^` and `$`, because
pprof takes a bare number for a size.)

END
show 'go tool pprof -tags -tagfocus workers=^1$ cpu.out' "sed -n '/phase:/,/^ *\$/p'"
cat <<'END'
What the merge is made of, by function, and by line with `-list`:

END
show 'go tool pprof -top -nodecount 6 -tagfocus phase=merge cpu.out'
cat <<'END'
`-http :8080` shows the same as a flame graph, where the labels can be chosen under
Refine. Samples without a label are of the runtime: its garbage collector, and its
scheduler where it looks for something to run, as in the next section.

## In the schedule queue

There a coordinator copies rows beside the workers. Its label is hand-out:

END
show 'harness sweep --data golub --tile 400 --schedule queue --chunk 10 --repeats 5 --quiet --cpuprofile queue.out >queue.txt; go tool pprof -tags queue.out'
show 'go tool pprof -top -nodecount 6 -tagfocus phase=hand-out queue.out'
cat <<'END'
## The trace

The profile counts CPU time. The trace shows time itself: who waits for whom, and
when. `go tool trace trace.out` opens it in a browser. Under "User-defined tasks"
is one task for each N, under "User-defined regions" the phases, with how often
each was entered and how long it took; the regions also lie over the goroutines in
the view of the trace. Without a browser:

END
show 'go tool trace -d=parsed trace.out | awk -f docs/regions.awk'
