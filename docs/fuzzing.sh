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

Measured on $(nproc) CPUs, $each s each, from the start of the target on:

| package | target | executions | per minute |
|---|---|---|---|
END
for pkg in $(go list ./...); do
	for target in $(go test -list '^Fuzz' "$pkg" | grep '^Fuzz' || true); do
		last=$(go test -run '^$' -fuzz "^$target\$" -fuzztime "${each}s" "$pkg" | grep -o 'elapsed: [0-9]*s, execs: [0-9]*' | tail -1)
		seconds=$(echo "$last" | grep -o '[0-9]*s' | tr -d s)
		runs=${last##* }
		echo "| ${pkg#serialfraction/} | $target | $runs | $((60 * runs / seconds)) |"
	done
done
