#!/bin/bash
# remote-faults-hosts.sh HARNESS: sweeps over three hosts, network namespaces of this machine, during each of which
# something goes wrong. It prints a table in Markdown: what the sweep answered, how many of its runs lost
# a worker, and how many processes were left a while after it. It needs root, iproute2 and jq.
set -eu
harness=$(realpath "$1")
here=$(cd "$(dirname "$0")" && pwd)
export NET=${NET:-f}
. "$here/hosts/net.sh"
work=$(mktemp -d)
down() { net_down; rm -rf "$work"; }
trap down EXIT
export XDG_DATA_HOME="$work" TMPDIR="$work"

link() { ip -n "${NET}c" link set "$1" "$2"; } # link HOST up|down: as if its cable were pulled
pids() { ip netns pids "$NET$1"; }
worker() { pids "$1" | head -n 1; } # a worker process of a host

# fault NAME SPARE MOMENTS…: a sweep on up to 4 workers, of which there are SPARE more, in which the
# commands are executed when it has made some runs.
fault() {
	local name=$1 spare=$2 rc=0 host n; shift 2
	net_up
	rm -f "$work"/join.json "$work"/r.jsonl
	on c "$harness" sweep --engine remote --listen 10.77.0.1:4222 --join-file "$work/join.json" --join-timeout 15s \
		--workload wait --data synth:rows=400,cols=4 --max-workers 4 --repeats 6 --warmup 0 --no-doctor --force -o "$work/r.jsonl" \
		>"$work/report" 2>"$work/errors" & local sweep=$!
	until [ -e "$work/join.json" ] || ! kill -0 $sweep 2>/dev/null; do sleep 0.1; done
	for n in $(seq $((4 + spare))); do
		host=w$((1 + n % 2))
		on "$host" "$harness" worker --quiet --join "$work/join.json" >/dev/null 2>&1 &
	done
	until [ "$(cat "$work/r.jsonl" 2>/dev/null | grep -c '"kind":"run"')" -ge 4 ] || ! kill -0 $sweep 2>/dev/null; do sleep 0.05; done
	"$@"
	wait $sweep || rc=$?
	for n in $(seq 150); do # a worker ends by itself when it has heard nothing for 10 s
		[ -z "$(pids c; pids w1; pids w2)" ] && break
		sleep 0.1
	done
	local ended=$rc
	[ "$rc" = 0 ] || ended="$rc $(grep '^harness: ' "$work/errors" | tail -n 1)"
	echo "| $name | $spare | $ended | $(grep -c '"kind":"run"' "$work/r.jsonl") | $(grep -c '"lost_workers":[1-9]' "$work/r.jsonl" || true) | $((n / 10)) s | $( (pids c; pids w1; pids w2) | wc -l) |"
	[ -z "${KEEP:-}" ] || cp "$work/errors" "$work/report" "$work/r.jsonl" "$KEEP"
}

killed() { kill -9 "$(worker w1)"; }
stopped() { local p; p=$(worker w1); kill -STOP "$p"; sleep 3; kill -CONT "$p"; }
hung() { hanging=$(worker w1); kill -STOP "$hanging"; }
cut() { link w1 down; sleep 4; link w1 up; }
apart() { link w1 down; }
headless() { kill -9 "$(pids c | head -n 1)"; }

echo "| fault | spare workers | exit code of the sweep | runs | of them lost a worker | all had ended after | processes left |"
echo "|---|---|---|---|---|---|---|"
fault "none" 0 true
fault "kill -9 of a worker" 1 killed
fault "kill -9 of a worker" 0 killed
fault "SIGSTOP of a worker for 3 s" 0 stopped
fault "SIGSTOP of a worker for good" 1 hung
fault "the link of a host cut for 4 s" 0 cut
fault "the link of a host cut for good" 3 apart
fault "kill -9 of the coordinator" 0 headless
