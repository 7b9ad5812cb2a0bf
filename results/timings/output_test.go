package timings_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"serialfraction/results/timings"
)

// outputs are N and the times of Amdahl's law with S = 0.04.
var outputNs = []float64{1, 2, 4, 8, 16}

// joined writes a text for each N, of N and the time of Amdahl's law with 5 s at N = 1.
func joined(of func(n, seconds float64) string) string {
	var b strings.Builder
	for _, n := range outputNs {
		b.WriteString(of(n, 5*(s+(1-s)/n)))
	}
	return b.String()
}

// TestSysbench reads what sysbench prints, one run after the other.
func TestSysbench(t *testing.T) {
	cpu := joined(func(n, t float64) string {
		return fmt.Sprintf("sysbench 1.0.20 (using system LuaJIT 2.1.0-beta3)\n\nRunning the test with following options:\nNumber of threads: %.0f\nInitializing random number generator from current time\n\n\nPrime numbers limit: 10000\n\nInitializing worker threads...\n\nThreads started!\n\nCPU speed:\n    events per second: %8.2f\n\nGeneral statistics:\n    total time:                          10.0012s\n    total number of events:              %.0f\n\nLatency (ms):\n         min:                                    1.02\n         avg:                                    1.05\n\nThreads fairness:\n    events (avg/stddev):           9520.0000/12.00\n    execution time (avg/stddev):   9.9964/0.00\n\n", n, 4000/t, 40000/t)
	})
	oltp := joined(func(n, t float64) string {
		return fmt.Sprintf("sysbench 1.0.20\nNumber of threads: %.0f\n[ 10s ] thds: 8 tps: 99.00 qps: 1980.00\nSQL statistics:\n    queries performed:\n        total:                           12345\n    transactions:                        %.0f (%.2f per sec.)\n    queries:                             12345 (%.2f per sec.)\n    ignored errors:                      0      (0.00 per sec.)\n\nGeneral statistics:\n    total time:                          60.0s\n", n, 6000/t, 1000/t, 20000/t)
	})
	memory := joined(func(n, t float64) string {
		return fmt.Sprintf("sysbench 1.0.20\nNumber of threads: %.0f\nTotal operations: 1000 (%.2f per second)\n\n1024.00 MiB transferred (%.2f MiB/sec)\n", n, 9000/t, 9/t)
	})
	old := joined(func(n, t float64) string {
		return fmt.Sprintf("sysbench 0.4.12:  multi-threaded system evaluation benchmark\n\nNumber of threads: %.0f\n\nTest execution summary:\n    total time:                          %.4fs\n    total number of events:              10000\n    total time taken by event execution: 12.3\n", n, t)
	})
	known := []float64{s}
	for _, c := range []fieldCase{
		{name: "cpu", text: cpu, s: known},
		{name: "oltp", text: oltp, s: known},
		{name: "oltp, queries", o: timings.Options{Y: "queries/s"}, text: oltp, s: known},
		{name: "memory", text: memory, s: known},
		{name: "release 0.4", text: old, s: known},
		{name: "a run that was ended", text: cpu + "sysbench 1.0.20\nNumber of threads: 32\nThreads started!\n", s: known, says: "the run of 32 threads has no events/s and is left out"},
		{name: "two limits", text: cpu + strings.ReplaceAll(cpu, "limit: 10000", "limit: 20000"), s: []float64{s, s}},
		{name: "no result", text: "sysbench 1.0.20\nNumber of threads: 1\nFATAL: error\n", says: "no run in it has a rate"},
		{name: "no such rate", o: timings.Options{Y: "latency"}, text: cpu, says: "type one of events/s"},
	} {
		t.Run(c.name, c.check)
	}
}

// TestTimeLogs reads what stopwatches print in a loop.
func TestTimeLogs(t *testing.T) {
	echoed := func(echo, form string) string {
		return joined(func(n, t float64) string { return fmt.Sprintf(echo+"\n"+form+"\n", n, t) })
	}
	minutes := func(n, t float64) string {
		return fmt.Sprintf("\nreal\t%.0fm%.3fs\nuser\t0m9.000s\nsys\t0m0.100s\n", math.Floor(t*20/60), math.Mod(t*20, 60))
	}
	const gnu = "9.00user 0.10system 0:%05.2[2]felapsed 99%%CPU (0avgtext+0avgdata 2048maxresident)k\n0inputs+0outputs (0major+99minor)pagefaults 0swaps"
	const verbose = "\tCommand being timed: \"./a -t %.0f\"\n\tUser time (seconds): 9.00\n\tPercent of CPU this job got: 99%%\n\tElapsed (wall clock) time (h:mm:ss or m:ss): 0:%05.2f\n\tMaximum resident set size (kbytes): 2048\n\tPage size (bytes): 4096\n\tExit status: 0\n"
	const perf = "\n Performance counter stats for './a --threads %.0f' (5 runs):\n\n          1,234.50 msec task-clock                #    3.900 CPUs utilized            ( +-  0.10%% )\n                12      context-switches          #    9.7 /sec\n                 4      cpu-migrations            #    3.2 /sec\n\n           %.5f +- 0.0010 seconds time elapsed  ( +-  0.08%% )\n\n"
	known := []float64{s}
	for _, c := range []fieldCase{
		{name: "GNU time", text: echoed("threads=%[1]g", gnu), s: known, near: 0.01},
		{name: "GNU time, words", text: echoed("Running with %[1]g workers ...", gnu), s: known, near: 0.01},
		{name: "GNU time, a number alone", text: echoed("%[1]g", gnu), s: known, near: 0.01, says: "N is taken from the lines that are a number alone"},
		{name: "GNU time, a line of the machine", text: "CPU(s): 16\n" + echoed("=== %[1]g ===", gnu), s: known, near: 0.01},
		{name: "GNU time, -v", text: joined(func(n, t float64) string { return fmt.Sprintf(verbose, n, t) }), s: known, near: 0.01, says: `N is taken from the commands, "./a -t N"`},
		{name: "bash", text: joined(func(n, t float64) string { return fmt.Sprintf("N=%.0f", n) + minutes(n, t) }), s: known},
		{name: "bash, repeats", text: joined(func(n, t float64) string { return fmt.Sprintf("N=%.0f", n) + minutes(n, t) + minutes(n, t*1.001) }), s: known},
		{name: "bash, a decimal comma", text: joined(func(n, t float64) string {
			return fmt.Sprintf("threads: %.0f", n) + strings.ReplaceAll(minutes(n, t), ".", ",")
		}), s: known},
		{name: "time -p", text: echoed("OMP_NUM_THREADS=%[1]g", "real %.3[2]f\nuser 9.00\nsys 0.10"), s: known},
		{name: "zsh", text: joined(func(n, t float64) string {
			return fmt.Sprintf("./a -j%.0f  9.00s user 0.10s system 99%% cpu %.3f total\n", n, t)
		}), s: known},
		{name: "a trace of the shell", text: echoed("+ mpirun -np %[1]g ./a", "real %.3[2]f\nuser 9.00\nsys 0.10"), s: known},
		{name: "perf stat", text: joined(func(n, t float64) string { return fmt.Sprintf(perf, n, t) }), s: known, says: "the file has means only"},
		{name: "perf stat, once", text: joined(func(n, t float64) string {
			return fmt.Sprintf(" Performance counter stats for './a -j %.0f':\n\n  12 cpu-migrations\n\n       %.6f seconds time elapsed\n\n       9.0 seconds user\n", n, t)
		}), s: known},
		{name: "hyperfine", text: joined(func(n, t float64) string {
			return fmt.Sprintf("Benchmark %.0[1]f: ./a -j%.0[1]f\n  Time (mean ± σ):     %.3[2]f s ±  0.001 s    [User: 9.0 s, System: 0.1 s]\n  Range (min … max):    1.0 s …  1.1 s    10 runs\n \n", n, t)
		}), s: known},
		{name: "two programs", text: joined(func(n, t float64) string {
			return fmt.Sprintf("./a -j%.0f  9.0s user 0.1s system 99%% cpu %.3f total\n./b -j%.0f  9.0s user 0.1s system 99%% cpu %.3f total\n", n, t, n, 2*t)
		}), s: []float64{s, s}},
		{name: "no N", text: "real 1.0\nuser 1.0\nsys 0.0\nreal 0.6\nuser 1.0\nsys 0.0\n", says: "line 1: nothing before this time names its number of workers"},
		{name: "no N at first", text: "real 1.0\nthreads=2\nreal 0.6\n", says: "line 1: nothing before this time names its number of workers"},
		{name: "too short", text: "threads=1\nreal 0.00\n", says: `line 2: found "real 0.00" where a time above 0 should be`},
		{name: "a command that failed", text: echoed("threads=%[1]g\nCommand exited with non-zero status 1", gnu), s: known, near: 0.01, says: "1 of 1 run of"},
	} {
		t.Run(c.name, c.check)
	}
}

// TestGoogleText reads what Google Benchmark prints, and its CSV.
func TestGoogleText(t *testing.T) {
	const head = "2026-11-29T10:00:00+00:00\nRunning ./bench\nRun on (16 X 3000 MHz CPU s)\nCPU Caches:\n  L1 Data 32 KiB (x8)\nLoad Average: 0.1, 0.2, 0.3\n-----------------------------------------------------------------------\nBenchmark                             Time             CPU   Iterations\n-----------------------------------------------------------------------\n"
	console := func(of func(n, t float64) (real, cpu float64)) string {
		return head + joined(func(n, t float64) string {
			real, cpu := of(n, t*1e6)
			return fmt.Sprintf("BM_Work/real_time/threads:%-5.0f %10.0f ns %12.0f ns %10.0f items_per_second=%.4fM/s\n", n, real, cpu, 1000*n, 1e3/real)
		})
	}
	busy := console(func(n, t float64) (float64, float64) { return t, t * n })
	waiting := console(func(n, t float64) (float64, float64) { return t * n, 5e6 })
	even := console(func(n, t float64) (float64, float64) { return 5e6, 5e6 })
	csv := "name,iterations,real_time,cpu_time,time_unit,bytes_per_second,items_per_second,label,error_occurred,error_message\n" +
		joined(func(n, t float64) string {
			return fmt.Sprintf("\"BM_Work/real_time/threads:%.0f\",1000,%.4f,%.4f,us,,,,,\n", n, t*1000, t*n*1000)
		}) + "\"BM_Bad\",,,,,,,,true,\"no disk\"\n"
	known := []float64{s}
	for _, c := range []fieldCase{
		{name: "up to 1.8, busy threads", text: busy, s: known, says: "by their CPU times these are times of all threads"},
		{name: "from 1.9, waiting threads", text: waiting, s: known, says: "by their CPU times these are times of one thread"},
		{name: "either", text: even, says: "the release is not in the file: give --benchmark_format=json, or write library_version: 1.9.0 above it"},
		{name: "the release above it", text: "library_version: v1.9.1\n" + waiting, s: known},
		{name: "workers of the benchmark's own", text: head + joined(func(n, t float64) string {
			return fmt.Sprintf("BM_Pool/workers:%.0f %.3f ms %.3f ms 100\n", n, t, t)
		}), s: known},
		{name: "rates", o: timings.Options{Y: "items_per_second"}, text: busy, s: known},
		{name: "CSV", text: csv, s: known, says: `a run of "BM_Bad" failed (no disk) and is left out`},
		{name: "CSV below lines about the machine", text: "Run on (8 X 3000 MHz CPU s)\n" + csv, s: known},
	} {
		t.Run(c.name, c.check)
	}
}

// TestRust reads what criterion and the test harness of Rust write.
func TestRust(t *testing.T) {
	messages := joined(func(n, t float64) string {
		return fmt.Sprintf(`{"reason":"benchmark-complete","id":"sum/rayon/%.0[1]f","report_directory":"/x","iteration_count":[1,2,3],"measured_values":[%[2]f,%[3]f,%[4]f],"unit":"ns","throughput":[],"typical":{"estimate":%[2]f,"lower_bound":1,"upper_bound":2,"unit":"ns"}}`+"\n", n, t*1e6, 2.001*t*1e6, 2.999*t*1e6)
	}) + `{"reason":"group-complete","group_name":"sum","benchmarks":["sum/rayon/1"]}` + "\n"
	short := joined(func(n, t float64) string {
		return fmt.Sprintf("Benchmarking sum/threads/%.0[1]f: Warming up for 3.0000 s\nBenchmarking sum/threads/%.0[1]f: Analyzing\nsum/threads/%-11.0[1]f time:   [%.4[2]f ms %.4[2]f ms %.4[2]f ms]\n                        change: [-1.2345%% +0.1%% +1.0%%] (p = 0.30 > 0.05)\n                        No change in performance detected.\nFound 5 outliers among 100 measurements (5.00%%)\n  5 (5.00%%) high mild\n\n", n, t)
	})
	long := joined(func(n, t float64) string {
		return fmt.Sprintf("a benchmark with a long name/%.0f\n                        time:   [%.4[2]f ms %.4[2]f ms %.4[2]f ms]\n                        thrpt:  [1.0 Melem/s 1.1 Melem/s 1.2 Melem/s]\n", n, t)
	})
	libtest := "running 5 tests\n" + joined(func(n, t float64) string {
		return fmt.Sprintf("test sum_%.0f_threads ... bench: %11.0f ns/iter (+/- 1,234)\n", n, t*1e6)
	}) + "test parse ... bench: 1,234,567 ns/iter (+/- 1,234)\n"
	known := []float64{s}
	for _, c := range []fieldCase{
		{name: "messages", text: messages, s: known, says: `N is taken from the benchmarks, "sum/rayon/N"`},
		{name: "console", text: short, s: known, says: "the file has means only"},
		{name: "console, long names", text: long, s: known},
		{name: "sizes beside threads", text: short + strings.ReplaceAll(long, "a benchmark", "parse"), s: known, says: "5 benchmarks such as"},
		{name: "libtest", text: libtest, s: known, says: `benchmark "parse" has no number of workers and is left out`},
		{name: "estimates alone", text: `{"mean":{"confidence_interval":{"confidence_level":0.95},"point_estimate":1.0,"standard_error":0.1},"median":{"point_estimate":1}}`, says: "name the folder, such as target/criterion"},
		{name: "no benchmark", text: `{"reason":"group-complete","id":"x","measured_values":[]}`, says: "no benchmark in it is complete"},
	} {
		t.Run(c.name, c.check)
	}
}

// TestPython reads what asv and pytest-benchmark write.
func TestPython(t *testing.T) {
	list := func(of func(n, t float64) string) string { return strings.TrimSuffix(joined(of), ",") }
	ns := list(func(n, _ float64) string { return fmt.Sprintf("\"%.0f\",", n) })
	values := list(func(_, t float64) string { return fmt.Sprintf("%.6f,", t) })
	doubled := list(func(_, t float64) string { return fmt.Sprintf("%.6f,%.6f,", t, 2*t) })
	asv := func(results string) string {
		return `{"commit_hash": "1f0e", "env_name": "conda", "date": 1, "params": {"cpu": "x", "num_cpu": "16"}, "python": "3.12", "result_columns": ["result", "params", "version"], "results": {` + results + `}, "durations": {}, "version": 2}`
	}
	pytest := func(params string) string {
		return `{"machine_info":{"cpu":{"count":16}},"commit_info":{},"benchmarks":[` + list(func(n, t float64) string {
			return fmt.Sprintf(`{"group":null,"name":"test_sum[%.0[1]f]","fullname":"t.py::test_sum[%.0[1]f]","params":`+params+`,"param":"%.0[1]f","extra_info":{},"options":{},"stats":{"min":1,"mean":%[2]f,"rounds":2,"data":[%[2]f,%[3]f]}},`, n, t, 1.001*t)
		}) + `],"datetime":"x","version":"5"}`
	}
	known := []float64{s}
	for _, c := range []fieldCase{
		{name: "asv", text: asv(`"suite.Sum.time_sum": [[` + values + `], [[` + ns + `]], "v1"], "suite.peakmem_sum": [[1], [], "v1"]`), s: known, says: "1 benchmark is not of times"},
		{name: "asv, two parameters", text: asv(`"suite.time_sum": [[` + doubled + `], [[` + ns + `], ["'a'", "'b'"]], "v1"]`), s: []float64{s, s}},
		{name: "asv, a benchmark that failed", text: asv(`"suite.time_sum": [[` + strings.Replace(values, values[:8], "null", 1) + `], [[` + ns + `]], "v1"]`), s: known, near: 0.01, says: "1 result without a value"},
		{name: "asv, version 1", text: `{"commit_hash":"x","params":{},"results":{"time_sum":{"result":[` + values + `],"params":[[` + ns + `]]}}}`, s: known},
		{name: "asv without times", text: asv(`"suite.peakmem_sum": [[1], [], "v1"]`), says: "no benchmark of times"},
		{name: "pytest", text: pytest(`{"threads":%.0[1]f}`), s: known},
		{name: "pytest, another parameter", text: pytest(`{"k":%.0[1]f}`), s: known, says: `parameter "k" is taken for the number of workers`},
		{name: "pytest, the name alone", text: pytest(`null`), s: known, says: `N is taken from the benchmarks, "test_sum[N]"`},
	} {
		t.Run(c.name, c.check)
	}
}

// TestHyperfineGrids reads two programs at several N in one file.
func TestHyperfineGrids(t *testing.T) {
	grid := func(of func(prog string, n, t float64) string) string {
		return `{"results":[` + strings.TrimSuffix(joined(func(n, t float64) string { return of("a", n, t) + of("b", n, 2*t) }), ",") + `]}`
	}
	both := []float64{s, s}
	for _, c := range []fieldCase{
		{name: "parameters of both", text: grid(func(p string, n, t float64) string {
			return fmt.Sprintf(`{"command":"./%s -t %.0f","parameters":{"prog":"%s","threads":"%.0f"},"times":[%f,%f]},`, p, n, p, n, t, 1.001*t)
		}), s: both},
		{name: "a parameter that is not called threads", text: grid(func(p string, n, t float64) string {
			return fmt.Sprintf(`{"command":"./%s -t %.0f","parameters":{"prog":"%s","k":"%.0f"},"times":[%f]},`, p, n, p, n, t)
		}), s: both, says: `parameter "k" is taken for the number of workers`},
		{name: "threads alone", text: grid(func(p string, n, t float64) string {
			return fmt.Sprintf(`{"command":"./%s -t %.0f","parameters":{"threads":"%.0f"},"times":[%f]},`, p, n, n, t)
		}), s: both},
		{name: "no parameter", text: grid(func(p string, n, t float64) string {
			return fmt.Sprintf(`{"command":"./%s --threads %.0f","times":[%f]},`, p, n, t)
		}), s: both},
		{name: "the program is the parameter", text: grid(func(p string, n, t float64) string {
			return fmt.Sprintf(`{"command":"./%s -t %.0f","parameters":{"prog":"%s"},"times":[%f]},`, p, n, p, t)
		}), s: both},
		{name: "other N of the other", text: grid(func(p string, n, t float64) string {
			if p == "b" {
				n *= 3
			}
			return fmt.Sprintf(`{"command":"./%s -j%.0f","times":[%f]},`, p, n, t)
		}), s: []float64{s, 0.2 / 14.6}},
		{name: "a version in the name", text: grid(func(p string, n, t float64) string {
			return fmt.Sprintf(`{"command":"./%d.exe -j%.0f","times":[%f]},`, len(p)+int(p[0]), n, t)
		}), s: both},
		{name: "sizes at one N", text: `{"results":[{"command":"a --threads 4 --size 10","times":[1]},{"command":"a --threads 4 --size 20","times":[2]}]}`, s: []float64{math.NaN(), math.NaN()}},
		{name: "CSV", text: "command,mean,stddev,median,user,system,min,max\n" + joined(func(n, t float64) string {
			return fmt.Sprintf("./a -j%.0[1]f,%[2]f,0.1,1,1,1,1,1\n./b -j%.0[1]f,%[3]f,0.1,1,1,1,1,1\n", n, t, 2*t)
		}), s: both, says: "the file has means only"},
		{name: "Markdown", text: "| Command | Mean [ms] | Min [ms] | Max [ms] | Relative |\n|:---|---:|---:|---:|---:|\n" + joined(func(n, t float64) string {
			return fmt.Sprintf("| `./a -j%.0f` | %.1f ± 0.1 | 1 | 9999 | 1.00 |\n", n, t*1000)
		}), s: []float64{s}, says: `N is taken from the commands, "./a -jN"`},
	} {
		t.Run(c.name, c.check)
	}
}
