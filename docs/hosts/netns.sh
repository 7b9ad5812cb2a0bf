#!/bin/bash
# netns.sh HARNESS [WORKERS]: a sweep over three hosts: the coordinator on one, and on each of the two
# others one process with half of the WORKERS (default 4). The hosts are network namespaces of this
# machine, with TLS between them. It needs root and iproute2.
set -eu
harness=$(realpath "$1") workers=${2:-4}
here=$(cd "$(dirname "$0")" && pwd)
. "$here/net.sh"
work=$(mktemp -d)
trap 'net_down; rm -rf "$work"' EXIT
net_up
cd "$work"
for host in w1 w2; do
	( until [ -e join.json ]; do sleep 0.1; done; on "$host" "$harness" worker --join - --slots $((workers / 2)) <join.json ) &
done
on c "$harness" sweep --engine remote --listen 10.77.0.1:0 --join-file join.json --max-workers "$workers" --workload wait --plant 0.05 --repeats 5
wait
