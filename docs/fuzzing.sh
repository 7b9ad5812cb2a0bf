#!/usr/bin/env bash
# Prints docs/fuzzing.md: each fuzz target run for CPU_SECONDS of CPU time, with its executions. Where
# FUZZ_PACKAGES names packages, those of all others stay as the page has them.
set -euo pipefail
cd "$(dirname "$0")/.."
each=${CPU_SECONDS:-12}
kept=bin/fuzzing # lines of the table that a run before this one has measured
mkdir -p "$kept"
cat <<END
# Fuzzing

Every parser has a fuzz target, and so has what computes from numbers that a file may hold. A target
passes where any input leads to an error of one line or to a result that is well formed.

    make fuzz FUZZTIME=1m         # each target for a minute
    make fuzz-files               # damaged files, through the program that was built
    make fuzz-files FUZZ_SEED=2   # other files
    make fuzz-table               # this table anew
    make fuzz-table FUZZ_PACKAGES=./results/...   # its rows of these packages

A target that is seldom executed finds nothing. Each should be executed 100 000 times in a minute on
two CPUs: so its seeds are small, and it stands at the lowest layer that has the parser. What leads it
to new inputs is the code of this project alone: \`go test -fuzz\` would follow the packages of others
too, of which cmd/harness has so many that each execution of its targets cost 8 ms.
\`make fuzz-files\` is for the layers above. It damages the files of the test data: bits, numbers,
fields and lines change, parts are deleted, repeated or taken from another file, and what is packed
is changed inside. Each is read by a verb that takes such a file, all of them in turn. There must be
no panic, no exit code that help does not list, one line for an error, at most 512 MiB and 20
seconds of CPU time, and nothing that steers a terminal. The files follow from the seed and the test
data, and a fault names what makes it again.

Measured on $(nproc) CPUs, perhaps beside other work, for $each s of CPU time each, by \`make fuzz-table\`. The last column
is what two CPUs make in a minute that have nothing else to do: the executions for every 120 s of CPU
time that a target used, its start included.

| package | target | executions | CPU, s | a minute |
|---|---|---:|---:|---:|
END
temp=$(mktemp -d)
trap 'rm -rf "$temp"' EXIT

# fuzz TARGET fuzzes it until it and its workers have used the CPUs for so long, whatever else does.
fuzz() {
	"$temp/fuzz" -test.run '^$' -test.fuzz "^$1\$" -test.fuzztime 1h -test.fuzzminimizetime 10x -test.fuzzcachedir "$temp/found" &
	while used=$(ps -o times= -p $! --ppid $! | awk '{ sum += $1 } END { print sum + 0 }') && kill -0 $! 2>/dev/null; do
		[ "$used" -lt "$each" ] || kill -INT $! 2>/dev/null || true
		sleep 1
	done
	wait $!
}

# run PACKAGE TARGET fuzzes one target, built as $temp/fuzz, and prints its line of the table.
run() {
	rm -rf "$temp/found"
	(cd "$(go list -f '{{.Dir}}' "$1")" && TIMEFORMAT='cpu %U %S' && time fuzz "$2") >"$temp/log" 2>&1 || {
		cat "$temp/log" >&2
		exit 1
	}
	awk -v name="| ${1#serialfraction/} | $2" '
		match($0, /execs: [0-9]+/) { runs = substr($0, RSTART + 7, RLENGTH - 7) }
		/^cpu / { used = $2 + $3 }
		END { printf "%s | %d | %.0f | %d |\n", name, runs, used, 120 * runs / used }' "$temp/log"
}

# What was measured of this very program, by this script, is kept until all is: a run that was
# stopped goes on.
asked=$(go list ${FUZZ_PACKAGES:-./...})
for pkg in $(go list ./...); do
	if ! grep -qxF "$pkg" <<<"$asked"; then
		grep -F "| ${pkg#serialfraction/} | Fuzz" docs/fuzzing.md | tee -a "$temp/table" || true
		continue
	fi
	targets=$(go test -list '^Fuzz' "$pkg" | grep '^Fuzz' || true)
	[ -n "$targets" ] || continue
	go test -c -gcflags='./...=-d=libfuzzer' -o "$temp/fuzz" "$pkg"
	program=$(cat "$temp/fuzz" docs/fuzzing.sh | sha256sum | cut -c1-16)
	for target in $targets; do
		done=$kept/$program-$each-$target
		if ! [ -s "$done" ]; then
			echo "$pkg $target" >&2
			run "$pkg" "$target" >"$temp/line"
			mv "$temp/line" "$done"
		fi
		cat "$done" | tee -a "$temp/table"
	done
done
awk -F' *[|] *' -v least=100000 '
	fewest == "" || $6 < fewest { fewest = $6; name = $2 " " $3 }
	$6 < least { below = below ", " $2 " " $3 }
	END { printf "\n%d targets. The fewest a minute are %d, of %s; below %d: %s.\n", NR, fewest, name, least, below == "" ? "none" : substr(below, 3) }' "$temp/table"
rm -r "$kept"
