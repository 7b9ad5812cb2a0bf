#!/bin/sh
# What a chunk costs two workers beyond its own work, by this project's pool and by
# its peers: the fastest of 30 rounds of 100,000 empty chunks each.
set -eu
cd "$(dirname "$0")"
cat <<'END'
Worker-nanoseconds for each of 100,000 empty chunks on two workers, the fastest of
30 rounds, making the workers included; harness accounts for every worker's time
while it does so, the others for nothing.

END
times=$(mktemp)
trap 'rm -f "$times"' EXIT
go test -run '^$' -bench . -benchtime 30x >"$times"
awk '
	/worker-ns/ { name = $1; sub(/^BenchmarkDispatch\//, "", name); sub(/-[0-9]+$/, "", name); gsub(/_/, " ", name)
		rows[++n] = sprintf("| %s | %.0f |", name, $5) }
	/^cpu:/ { sub(/^cpu: */, ""); cpu = $0 }
	END { print cpu "\n\n| | worker-ns a chunk |\n|---|---:|"; for (i = 1; i <= n; i++) print rows[i] }' "$times"
