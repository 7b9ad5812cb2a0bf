#!/bin/bash
# mpirun.sh HARNESS [TASKS]: a sweep by mpirun of OpenMPI on this machine, without a scheduler. It
# starts TASKS (default 5) of "harness node": the first becomes the coordinator, the others its
# workers. With --enable-recovery a worker that ends does not end the others. It needs openmpi-bin.
set -eu
harness=$(realpath "$1") tasks=${2:-5}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
[ "$(id -u)" = 0 ] && export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
mpirun --oversubscribe --enable-recovery -n "$tasks" \
	"$harness" node --join "$work/join.json" -- sweep --max-workers $((tasks - 1)) --workload wait --plant 0.05 --repeats 5
