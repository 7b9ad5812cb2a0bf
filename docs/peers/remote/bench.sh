#!/bin/sh
# What remote workers cost on this machine, beside gRPC and a bare TCP connection: time for each chunk,
# time until 64 have joined, memory, the size of the programs, and what single-machine commands
# take with and without the engine. Four minutes, on a machine that does nothing else.
#
#	ROUNDS=7 BEFORE=9a195029 docs/peers/remote/bench.sh
#	TIMES=times.txt docs/peers/remote/bench.sh     keeps the single measurements
#	ALONE='flock busy' docs/peers/remote/bench.sh  begins what is timed by a command that waits for others
set -eu
cd "$(dirname "$0")"
: "${ROUNDS:=7}" "${STARTS:=200}" "${BEFORE:=94f7f4c7}" "${GO:=go}" "${ALONE:=}"
top=$(cd ../../.. && pwd)
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
times=${TIMES:-$dir/times}
build() { CGO_ENABLED=0 $GO build -buildvcs=false -trimpath -ldflags '-s -w' "$@"; }
build -o "$dir/remote" .
mkdir "$dir/source"
git -C "$top" archive "$BEFORE" | tar -x -C "$dir/source"
(cd "$dir/source" && build -o "$dir/before" ./cmd/harness)
(cd "$top" && build -tags urfave_cli_no_docs -o "$dir/harness" ./cmd/harness && build -tags lean -o "$dir/worker" ./cmd/worker)
$ALONE "$dir/remote" overheads "$ROUNDS" >"$times"
$ALONE "$dir/remote" joins 5 "$dir/harness" "$dir/worker" >>"$times"
$ALONE "$dir/remote" starts "$STARTS" "$dir/before" "$dir/harness" >>"$times"
for program in before harness worker; do
	echo size $program "$(wc -c <"$dir/$program")" >>"$times"
done

cat <<END
$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1), $(nproc) CPUs, $($GO env GOVERSION), nats-server $(cd "$top" && $GO list -m -f '{{.Version}}' github.com/nats-io/nats-server/v2), gRPC $($GO list -m -f '{{.Version}}' google.golang.org/grpc).

## A chunk

Microseconds of a worker for each chunk, beyond the time in which it computes, and in brackets chunks
a second of all workers: medians of $ROUNDS interleaved runs of about half a second. Workers are processes
of this machine; the chunk is the t-test of 10 or of 2000 rows with 100 columns. With two workers three
processes share $(nproc) CPUs. Shipped rows are in the message; of resident rows it has the numbers alone.
All answers are compared with those of a plain loop.

END
awk -f table.awk "$times"
cat <<'END'

gRPC and TCP hand a chunk to one worker and do no more: a worker that dies takes its chunk with it, and no
time is accounted for. harness has a task for each worker in the server's queue beforehand, so that a
worker need not wait for the coordinator; gRPC and TCP have one chunk under way for each worker.

Rows of up to 128 KiB are in their task. Those of 1.6 MB come apart from it: the queue, which copies a
task four times for its own use, has the task alone, and the worker that took it asks for its rows, which
the server forwards in parts of 60 KiB without keeping them. Rows that are used more than once are better
resident (`--ship object`).

What the server adds to the start of every program (1.3 ms before main by `GODEBUG=inittrace=1`: its own
packages, encoding/gob, expvar and net/http among them) the program saves elsewhere: its regular expressions
are compiled when they are first used, and the helper that ends its children sleeps before the packages begin.
8 of the megabytes are not the server's: they came with the figures (`harness report --to speed-up.pdf`), whose fonts
gonum/plot brings.
END
