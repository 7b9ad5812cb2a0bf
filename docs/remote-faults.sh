#!/usr/bin/env bash
# Prints docs/remote-faults.md: random faults of worker processes, and sweeps over three hosts during which
# something goes wrong. It needs what docs/remote-faults-hosts.sh needs, and ten minutes.
set -euo pipefail
cd "$(dirname "$0")/.."
count=${FAULTS:-100} seed=${FAULTS_SEED:-1}
temp=$(mktemp -d)
trap 'rm -rf "$temp"' EXIT
go build -o "$temp/harness" ./cmd/harness
go test -count=1 -timeout 30m -run '^TestRandomFaults$' -v ./cmd/harness -faults "$count" -faults-seed "$seed" >"$temp/log" || { cat "$temp/log" >&2; exit 1; }
cat <<END
# Faults of remote workers

Written by \`docs/remote-faults.sh\` (\`make remote-faults\`).

A worker is lost when nothing is heard of it for 1.5 s, or when its connection was cut. The run goes on:
the server gives its chunk to another after 2 s without a sign of work. A result that comes twice, or
after its run, is dropped and counted. The run is finished, with the right answer; the result file has it
with \`lost_workers\`, no fit counts it, and it is made again, up to three times. Where the workers are on
this machine, others are started in place of those that ended or hang; where they come from elsewhere, the
sweep waits for others as long as it did at first (\`--join-timeout\`) and then ends with all finished runs
kept, and \`harness sweep --resume FILE\` continues it. It does not go on with the smaller N alone: each
block holds every N, so that all N have the drift of the machine alike, and a sweep with holes could not be
continued in its order. A worker ends by itself when it has heard nothing of its coordinator for 10 s.

## $count random faults

Runs of \`ttest\`, \`wait\` and \`pipe\` on 2 to 6 worker processes, each behind a link of its own, during
each of which one worker has a fault at a random moment; then further runs until one loses nobody, and one
during which an old result is sent again. Every answer is that of a plain loop, bit for bit, no chunk is
missing or taken twice, and no process is left (\`go test ./cmd/harness -run TestRandomFaults -v -faults
$count -faults-seed $seed\`).

$(grep '^|' "$temp/log")

## Sweeps over three hosts

Coordinator and two hosts of workers are network namespaces of this machine, with TLS
(\`docs/remote-faults-hosts.sh\`). Each sweep makes N = 1, 2, 4 six times. A process that is
left is the one that was stopped for good: it ends by itself once it goes on.

$(docs/remote-faults-hosts.sh "$temp/harness")

## What the tests of every change hold

| fault | test |
|---|---|
| a worker ends within a chunk | harness/remote TestLostWorker |
| all workers of a run end, once or always | TestAllLostOnce, TestAllLost |
| a worker hangs with its connection open, and comes back | TestHung |
| a connection is cut | TestCut |
| a worker is slow, but works | TestSlowWorker |
| rows that every worker refuses | TestPoison |
| results that come twice, or after their run | TestReplayed |
| the queue is full | TestFull |
| a chunk, or the text of a failure, that no message has room for | TestChunkTooLarge, TestLongFailure |
| fewer workers are left than N; the server ends; the coordinator is gone | TestServerGone |
| a NATS server of others ends with all that it has, and begins again, or does not | TestServerRestarted, TestServerStopped, cmd/harness TestScripts/outage |
| all workers are cut off while a run begins | TestServerRestarted |
| a worker of another version, by a wrong join file, without the program, with a full disk; a port that is taken | cmd/harness TestScripts/joining |
| results in the name of another worker, of another step, damaged, or of the wrong size | TestForged |
| a worker takes tasks and does not answer, or acknowledges those of others | TestTaken, TestAcknowledged |
| a random fault of a process | cmd/harness TestRandomFaults |
END
