#!/bin/bash
# slurm.sh HARNESS [TASKS]: a sweep by Slurm, on a cluster of a controller and two nodes in network
# namespaces of this machine. srun starts TASKS (default 5) of "harness node": the first becomes the
# coordinator, the others its workers. It needs root and Debian's slurmctld, slurmd, slurm-client,
# munge and iproute2.
set -eu
harness=$(realpath "$1") tasks=${2:-5}
here=$(cd "$(dirname "$0")" && pwd)
. "$here/net.sh"
work=$(mktemp -d)
started=""
down() { kill $started 2>/dev/null || true; net_down; rm -rf "$work"; }
trap down EXIT
net_up

mkdir -p "$work"/{state,w1,w2,log} && chmod 755 "$work"
dd if=/dev/urandom of="$work/munge.key" bs=128 count=1 status=none && chmod 400 "$work/munge.key"
munged --force --foreground --key-file="$work/munge.key" --socket="$work/munge.socket" --pid-file="$work/munge.pid" \
	--log-file="$work/log/munge" --seed-file="$work/munge.seed" >>"$work/log/munged" 2>&1 & started="$started $!"

cat >"$work/slurm.conf" <<CONF
ClusterName=harness
SlurmctldHost=${NET}c(10.77.0.1)
SlurmUser=root
AuthType=auth/munge
AuthInfo=socket=$work/munge.socket
StateSaveLocation=$work/state
SlurmdSpoolDir=$work/%n
SlurmctldPidFile=$work/slurmctld.pid
SlurmdPidFile=$work/slurmd-%n.pid
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
SlurmdParameters=config_overrides
ReturnToService=2
SchedulerType=sched/builtin
SelectType=select/cons_tres
NodeName=${NET}w1 NodeAddr=10.77.0.2 CPUs=8
NodeName=${NET}w2 NodeAddr=10.77.0.3 CPUs=8
PartitionName=all Nodes=ALL Default=YES MaxTime=10:00
CONF
printf 'CgroupPlugin=cgroup/v1\n' >"$work/cgroup.conf"
printf '127.0.0.1 localhost\n10.77.0.1 %sc\n10.77.0.2 %sw1\n10.77.0.3 %sw2\n' "$NET" "$NET" "$NET" >"$work/hosts"
export SLURM_CONF="$work/slurm.conf"

# A host of the cluster has the names of the others, and no control groups of this machine.
host() {
	on "$1" unshare --mount sh -c 'mount --bind "$0/hosts" /etc/hosts && mount -t tmpfs none /sys/fs/cgroup && mkdir /sys/fs/cgroup/systemd && exec "$@"' "$work" "${@:2}"
}
host c slurmctld -D >"$work/log/ctld" 2>&1 & started="$started $!"
for node in w1 w2; do
	host "$node" slurmd -D -N "$NET$node" >"$work/log/$node" 2>&1 & started="$started $!"
done
for _ in $(seq 50); do
	[ "$(host c sinfo -h -t idle -o %D 2>/dev/null)" = 2 ] && break
	sleep 0.2
done
[ "$(host c sinfo -h -t idle -o %D)" = 2 ] || { tail -n 5 "$work"/log/*; exit 1; }

cd "$work"
host c srun -n "$tasks" -N 2 "${SRUN_TASK:-$harness}" ${SRUN_ARGS:-node --join "$work/join.json" -- sweep --max-workers $((tasks - 1)) --workload wait --plant 0.05 --repeats 5}
