"""16 tasks on a local cluster of Dask: tasks.py N compute|wait

compute has N processes of one thread, wait has one process of N threads."""
import sys
import time

from dask.distributed import Client, LocalCluster


def compute(i):
    x = float(i)
    for _ in range(1_000_000):
        x = (x * 1.1) % 97
    return x


def wait(i):
    time.sleep(0.25)
    return i


if __name__ == "__main__":
    n, kind = int(sys.argv[1]), sys.argv[2]
    shape = dict(n_workers=n, threads_per_worker=1, processes=True)
    if kind == "wait":
        shape = dict(n_workers=1, threads_per_worker=n, processes=False)
    with LocalCluster(dashboard_address=None, **shape) as cluster, Client(cluster) as client:
        print(sum(client.gather(client.map(wait if kind == "wait" else compute, range(16), pure=False))))
