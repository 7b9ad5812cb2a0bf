#!/bin/sh
# Makes machines of unlike speed and size out of this one, sweeps the same rows on each,
# and keeps the result files in docs/sweeps/compare, which docs/compare.md compares.
# Run it from the top of the repository: sh docs/compare/run.sh. It takes some three
# minutes and needs taskset (util-linux); the quota is made where the tree of cgroups can be
# written, and left out with a line that says so where it cannot.
set -eu
out=docs/sweeps/compare
mkdir -p "$out"
go build -o bin/harness ./cmd/harness

# sweep FILE [options]: a new result file instead of the old one.
sweep() {
	file=$out/$1.jsonl
	shift
	rm -f "$file"
	$prefix bin/harness sweep --quiet -o "$file" "$@" >/dev/null
}
prefix=

# Slower cores: a row takes twice as long, and more workers than there are CPUs can
# wait for it. Another schedule on the same machine.
paced="--data golub --workers 1,2,4,8 --repeats 12"
sweep fast $paced --pace 250us
sweep slow $paced --pace 500us
sweep queue $paced --pace 250us --schedule queue --chunk 1

# The same machine a second time: what differs then is noise.
sweep again $paced --pace 250us --seed 2

# A machine of one CPU, and one that may use the time of one on two.
work="--workload permtest --permutations 300 --data golub --workers 1,2 --repeats 25"
sweep whole $work

# Workers that the system puts where it likes, and each on a CPU of its own.
sweep loose $work
sweep bound $work --pin spread
prefix="taskset -c 0"
sweep pinned $work
prefix=
tree=/sys/fs/cgroup
[ -e "$tree/cgroup.controllers" ] || tree=$tree/cpu # version 1
group=$tree/harness-compare
if mkdir "$group" 2>/dev/null; then
	if [ "$tree" = /sys/fs/cgroup ]; then
		echo "100000 100000" >"$group/cpu.max"
	else
		echo 100000 >"$group/cpu.cfs_quota_us"
	fi
	# This subshell goes into the group, and so does what it starts.
	(
		sh -c 'echo $PPID' >"$group/cgroup.procs"
		sweep quota $work
	)
	rmdir "$group"
else
	echo "no quota: $group cannot be made; run as root where the tree of cgroups can be written" >&2
fi
