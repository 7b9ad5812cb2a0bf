package timings

import "testing"

func TestMeaningOf(t *testing.T) {
	tests := []struct {
		role  role
		names []string
	}{
		{load, []string{"workers", "threads", "n", "N", "p", "procs", "processors", "cores", "nodes", "concurrency", "load",
			"users", "db_time", "numThreads", "num_threads", "# of threads", "OMP_NUM_THREADS", "GOMAXPROCS", "n_jobs", "nproc",
			"Number of workers", "MPI ranks", "parameter_threads", "worker_threads", "CPUs", "max_workers",
			"GCDs", "num_gcds", "MPI", "OMP", "PEs", "PE", "total_cores", "Total GPUs", "MKL_NUM_THREADS", "JULIA_NUM_THREADS", "gpu", "Anzahl Kerne"}},
		{measure, []string{"seconds", "s", "time", "time_ns", "wall_ms", "elapsed_us", "minutes", "Time (s)", "wallMs", "t",
			"real_time", "duration", "µs", "seconds_mean", "time_per_op_ns", "throughput", "tput", "rate", "ops", "rps", "qps", "tps",
			"txn_rate", "x", "X", "ops/s", "MB/s", "opsPerSec", "requests per second", "items_per_second", "speedup", "scaling",
			"speed_up", "Speed-up", "ns/op", "sec/op", "run_time", "min_s", "jobs_per_s", "T(n)", "T_p", "X(N)", "S(p)",
			"ns/day", "Performance (ns/day)", "hours/ns", "days/ns", "SYPD", "sim. years/day", "time/s", "wall time / ms", "T(n)/s",
			"runtime/h", "Time (min)", "time [min]", "min/step", "GFLOPS/core", "Mop/s/process", "items_per_second_per_thread", "opsPerSecPerCore", "S",
			"Mop/s total", "MLUPS", "Laufzeit", "katom-step/s"}},
		{repeat, []string{"epoch", "step", "rep", "run", "run1", "trial", "iteration", "seed", "runs"}},
		{aside, []string{"throughput_stddev", "seconds_lo", "time_err", "user_s", "cpu_time", "latency_ms", "start_time",
			"timestamp", "p99_ms", "B/op", "allocs/op", "efficiency",
			"E", "e", "E(p)", "core-hours", "node hours", "GPU-h", "cpu_s", "time per core", "lat_avg_ms"}},
		{unknown, []string{"", "alpha", "size", "e_refit", "workload", "score", "k", "t/s",
			"tasks per node", "day", "memory/node"}},
	}
	for _, tt := range tests {
		for _, name := range tt.names {
			if got := meaningOf(name).role; got != tt.role {
				t.Errorf("%q has role %d, want %d", name, got, tt.role)
			}
		}
	}
}

func TestMeaningSeconds(t *testing.T) {
	tests := []struct {
		name     string
		v        float64
		quantity Quantity
		unit     string
		want     float64
	}{
		{"time_ns", 20574875351, Time, "ns", 20.574875351},
		{"wall_ms", 3, Time, "ms", 0.003},
		{"elapsed µs", 7, Time, "us", 7e-6},
		{"hours", 2, Time, "hours", 7200},
		{"time", 2, Time, "", 2},
		{"ns/op", 5, Time, "ns/op", 5e-9},
		{"tput", 4, Throughput, "", 0.25},
		{"qps", 4, Throughput, "qps", 0.25},
		{"MB/s", 4, Throughput, "MB/s", 0.25},
		{"ops per ms", 4, Throughput, "ops/ms", 0.25e-3},
		{"speedup", 4, Speedup, "", 0.25},
		{"S", 4, Speedup, "", 0.25},
		{"ns/day", 864, Throughput, "ns/day", 100},
		{"hours/ns", 2, Time, "hours/ns", 7200},
		{"days/ns", 2, Time, "days/ns", 172800},
		{"years/day", 4, Throughput, "years/day", 21600},
		{"time/s", 4, Time, "s", 4},
		{"wall time / ms", 4, Time, "ms", 0.004},
		{"Time (min)", 4, Time, "min", 240},
		{"time/min", 4, Time, "min", 240},
		{"req/min", 4, Throughput, "req/min", 15},
		{"MB/s/core", 4, Throughput, "MB/s", 0.125},
		{"ns/day/node", 432, Throughput, "ns/day", 100},
	}
	for _, tt := range tests {
		m := meaningOf(tt.name)
		if got := m.seconds(tt.v, 2); got != tt.want || m.quantity != tt.quantity || m.unit != tt.unit {
			t.Errorf("%q: %g is %g s, a %s in %q; want %g s, a %s in %q", tt.name, tt.v, got, m.quantity, m.unit, tt.want, tt.quantity, tt.unit)
		}
	}
}
