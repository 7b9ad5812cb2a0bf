#!/bin/bash
# Sweeps programs that others wrote, each at N = 1, 2 … CPUs, and those that wait
# beyond, and writes docs/engines.md. Needs xz, sort, pigz, parallel, go, gcc, mpicc,
# Rscript and /usr/bin/python3 with dask.distributed (Debian: xz-utils pigz parallel
# gcc libopenmpi-dev r-base-core python3-distributed); what is missing is left out.
#
#   docs/engines/run.sh            all, some six minutes
#   docs/engines/run.sh xz sort    these only; the page is made from all files there
#   MAX_TIME=5s docs/engines/run.sh
set -eu
top=$(cd "$(dirname "$0")/../.." && pwd)
here=$top/docs/engines kept=$top/docs/sweeps/engines
time=${MAX_TIME:-22s} long=${MAX_TIME:-50s}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir -p "$kept" "$scratch/bin"
(cd "$top" && go build -trimpath -o "$scratch/bin/harness" ./cmd/harness)
export PATH=$scratch/bin:$PATH LC_ALL=C OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
cp "$here"/*.c "$here"/tasks.* "$scratch"
cd "$scratch"
# genotypes as text: 12 MB, and in 16 parts
awk 'BEGIN { srand(1); for (i = 0; i < 200000; i++) { s = "rs" int(rand() * 1e9); for (k = 0; k < 24; k++) s = s " " int(rand() * 3); print s } }' >rows.txt
split -n l/16 -d rows.txt part.
cat rows.txt rows.txt rows.txt rows.txt >long.txt
awk -f "$here/packages.awk"

only=" $* "
# sweep NAME PROGRAM harness-flags… -- program args…: kept as NAME.jsonl
sweep() {
	name=$1 program=$2
	shift 2
	case $only in "  " | *" $name "*) ;; *) return 0 ;; esac
	if ! command -v "$program" >/dev/null; then
		echo "$name: no $program here: left out" >&2
		return 0
	fi
	echo "$name" >&2
	if harness sweep --quiet --no-color --workload command --precision 0.01 --max-time "$time" --timeout 2m -o "$name.jsonl" "$@" >/dev/null; then
		mv "$name.jsonl" "$kept"
	else
		echo "$name failed: left out" >&2
	fi
}

far="--workers 1,2,4,8,16"
sweep xz xz -- xz -T{workers} -3 --block-size=512KiB -k -c rows.txt
sweep sort sort -- sort --parallel={workers} -S 300M long.txt
sweep pigz pigz -- pigz -p {workers} -k -c rows.txt
sweep parallel parallel --shell -- 'parallel --will-cite -j {workers} gzip -c {} ::: part.*'
sweep parallel-wait parallel $far --shell -- 'parallel --will-cite -j {workers} -n0 sleep 0.15 ::: $(seq 16)'
sweep go-build go --prepare 'rm -rf cache && mkdir cache' --shell -- 'GOCACHE=$PWD/cache go build -C build -p {workers} ./...'
sweep go-build-1 go --prepare 'rm -rf cache && mkdir cache' --env GOMAXPROCS=1 --shell -- 'GOCACHE=$PWD/cache go build -C build -p {workers} ./...'
if command -v gcc >/dev/null; then gcc -O2 -fopenmp -o omp omp.c; fi
sweep openmp ./omp --env OMP_NUM_THREADS={workers} -- ./omp
if command -v mpicc >/dev/null; then mpicc -O2 -o mpi mpi.c; fi
sweep mpi ./mpi -- mpirun --oversubscribe --bind-to none -n {workers} ./mpi
sweep mclapply Rscript -- Rscript tasks.R {workers} compute
sweep mclapply-compiled Rscript -- Rscript tasks.R {workers} compiled
sweep mclapply-wait Rscript $far -- Rscript tasks.R {workers} wait
if /usr/bin/python3 -c 'import dask.distributed' 2>/dev/null; then
	sweep dask /usr/bin/python3 -- /usr/bin/python3 tasks.py {workers} compute
	sweep dask-wait /usr/bin/python3 $far --max-time "$long" -- /usr/bin/python3 tasks.py {workers} wait
fi
cd "$top"
"$here/page.py" >"$scratch/page.md"
cp "$scratch/page.md" docs/engines.md
go test ./cmd/harness -run TestDocs -update >/dev/null
