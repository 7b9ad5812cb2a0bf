#!/bin/bash
# run.sh HARNESS PAGE: runs each script of this folder and puts what it prints into its region of the
# page. It needs root, Debian's slurmctld, slurmd, slurm-client, munge, openmpi-bin and iproute2.
set -eu
harness=$(realpath "$1") page=$(realpath "$2")
here=$(cd "$(dirname "$0")" && pwd)
new=$(mktemp -d)
trap 'rm -rf "$new"' EXIT
export XDG_DATA_HOME="$new/data" NO_COLOR=1 COLUMNS=80
for name in plain netns slurm mpirun; do
	bash "$here/$name.sh" "$harness" >"$new/$name.out" 2>"$new/$name.err" || { cat "$new/$name.err"; exit 1; }
	{
		# Lines that come and go while the sweep is made are left out, and what is about this machine alone.
		grep -E '^(Waiting for|[0-9]+ workers? of host|All |joined the)' "$new/$name.err" | sed "s# --join .*/# --join #"
		echo
		sed -n '/^machine/,/^sum = S/p' "$new/$name.out"
	} >"$new/$name"
	awk -v begin="<!-- begin $name -->" -v end="<!-- end $name -->" -v file="$new/$name" '
		$0 == begin { print; print ""; print "```text"; while ((getline line < file) > 0) print line; print "```"; print ""; skip = 1 }
		$0 == end { skip = 0 }
		!skip && $0 != begin { print }' "$page" >"$new/page"
	cp "$new/page" "$page"
done
