#!/usr/bin/env bash
# Prints docs/fuzzing.md: each fuzz target run for SECONDS_EACH, with its executions.
set -euo pipefail
cd "$(dirname "$0")/.."
each=${SECONDS_EACH:-15}
cat <<END
# Fuzzing

Every parser has a fuzz target, and so has what computes from numbers that a file may hold. A target
passes where any input leads to an error of one line or to a result that is well formed.

    make fuzz FUZZTIME=1m         # each target for a minute
    make fuzz-files               # damaged files, through the program that was built
    make fuzz-files FUZZ_SEED=2   # other files

A target that is seldom executed finds nothing. Each should be executed 100 000 times in a minute on
two CPUs: so its seeds are small, and it stands at the lowest layer that has the parser.
\`make fuzz-files\` is for the layers above. It damages the files of the test data: bits, numbers,
fields and lines change, parts are deleted, repeated or taken from another file, and what is packed
is changed inside. Each is read by a verb that takes such a file, all of them in turn. There must be
no panic, no exit code that help does not list, one line for an error, at most 512 MiB and 20
seconds of CPU time, and nothing that steers a terminal. The files follow from the seed and the test
data, and a fault names what makes it again.

Measured on $(nproc) CPUs, perhaps beside other work, $each s each. The last column is what two CPUs make
in a minute that have nothing else to do: the executions for every 120 s of CPU time that a target
used, its start included.

| package | target | executions | a minute |
|---|---|---|---|
END
temp=$(mktemp -d)
trap 'rm -rf "$temp"' EXIT
for pkg in $(go list ./...); do
	targets=$(go test -list '^Fuzz' "$pkg" | grep '^Fuzz' || true)
	[ -n "$targets" ] || continue
	go test -c -fuzz=Fuzz -o "$temp/fuzz" "$pkg"
	dir=$(go list -f '{{.Dir}}' "$pkg")
	for target in $targets; do
		# A run may end with the fault "context deadline exceeded", which is of its last moment alone.
		(cd "$dir" && TIMEFORMAT='cpu %U %S' && time "$temp/fuzz" -test.run '^$' -test.fuzz "^$target\$" \
			-test.fuzztime "${each}s" -test.fuzzminimizetime 10x -test.fuzzcachedir "$temp/$pkg") >"$temp/log" 2>&1 || true
		if grep 'Failing input written' "$temp/log" >&2; then
			echo "$pkg $target" >&2
			exit 1
		fi
		awk -v name="| ${pkg#serialfraction/} | $target" '
			match($0, /execs: [0-9]+/) { runs = substr($0, RSTART + 7, RLENGTH - 7) }
			/^cpu / { used = $2 + $3 }
			END { printf "%s | %d | %d |\n", name, runs, 120 * runs / used }' "$temp/log"
	done
done
