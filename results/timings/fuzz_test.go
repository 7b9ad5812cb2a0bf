package timings

import (
	"os"
	"strings"
	"testing"

	"serialfraction/harness/input/readertest"
)

func FuzzResults(f *testing.F)      { fuzz(f, "results", "../testdata/sweep.jsonl") }
func FuzzHyperfineCSV(f *testing.F) { fuzz(f, "hyperfine-csv", "testdata/hyperfine.csv") }
func FuzzGoogleBenchmark(f *testing.F) {
	fuzz(f, "google-benchmark", "testdata/google_benchmark_aggregates.json")
}
func FuzzGoogleConsole(f *testing.F) { fuzz(f, "google-console", "testdata/google_benchmark.txt") }
func FuzzGoogleCSV(f *testing.F)     { fuzz(f, "google-csv", "testdata/google_benchmark.csv") }
func FuzzCriterion(f *testing.F)     { fuzz(f, "criterion", "testdata/criterion.jsonl") }
func FuzzCargoBench(f *testing.F) {
	f.Add("a text without a time", "", "", "")
	fuzz(f, "cargo-bench", "testdata/cargo_bench.txt")
}
func FuzzASV(f *testing.F)      { fuzz(f, "asv", "testdata/asv.json") }
func FuzzPytest(f *testing.F)   { fuzz(f, "pytest-benchmark", "testdata/pytest_benchmark.json") }
func FuzzSysbench(f *testing.F) { fuzz(f, "sysbench", "testdata/sysbench.txt") }
func FuzzTimeLog(f *testing.F) {
	for _, text := range []string{
		"N=1\nreal\t0m1.5s\n", "./a -j4  9.00s user 0.10s system 99% cpu 1.2 total\n", "4\n1.2u 0.1s 0:01.24 100.0%\n",
		" Performance counter stats for 'a -j1' (5 runs):\n\n 1.5 +- 0.1 seconds time elapsed\n",
		"Benchmark 1: a 1\n  Time (mean ± σ):  1.5 s ± 0.1 s  [User: 1 s]\n", "+ a -t 2\nreal 1,5\n",
		"\tCommand being timed: \"a 2\"\n\tElapsed (wall clock) time (h:mm:ss or m:ss): 0:01.00\n\tExit status: 1\n",
	} {
		f.Add(text, "", "", "")
	}
	fuzz(f, "time", "testdata/time.txt")
}
func FuzzJMH(f *testing.F)     { fuzz(f, "jmh", "testdata/jmh.json") }
func FuzzJMHText(f *testing.F) { fuzz(f, "jmh-text", "testdata/jmh.txt") }
func FuzzJMHCSV(f *testing.F)  { fuzz(f, "jmh-csv", "testdata/jmh.csv") }
func FuzzLoadTest(f *testing.F) {
	f.Add("number of clients: 1\ntps = 1000.1 (without initial connection time)\n", "", "", "")
	fuzz(f, "load-test", "testdata/wrk.txt")
}
func FuzzRecords(f *testing.F) {
	for _, text := range []string{
		`[{"threads":1,"seconds":10},{"threads":2,"seconds":"6 s"}]`, "{\"n\":1,\"times\":[1.204,2,[3]]}\n{\"n\":2,\"times\":null}",
		`{"a":{"n":1},"runs":[{"b":{"n":"N=2","s":1}},{"b":{"s":"\n\""}}]}`, `[[{}]`,
	} {
		f.Add(text, "", "", "")
	}
	fuzz(f, "json", "testdata/jmh.json")
}
func FuzzPyperf(f *testing.F) {
	fuzz(f, "pyperf", "testdata/pyperf.json", "testdata/pyperf_metadata.json")
}
func FuzzBenchfmt(f *testing.F) {
	fuzz(f, "benchfmt", "testdata/benchfmt_parallel.txt", "testdata/benchfmt_split.txt")
}
func FuzzHyperfine(f *testing.F) {
	fuzz(f, "hyperfine", "testdata/hyperfine_2.json", "testdata/hyperfine_commands.json")
}
func FuzzTable(f *testing.F) {
	for _, text := range []string{
		"workers,seconds\n1,10\n2,5.5\n", "1 2\n", "n;time_ms;rep\n1;\"2,5\";1\n", "# n s\n1\t2\n",
		"job,n,run1,run2\na,1,2,\nb,1,,3\na,2,1,1\n", "n,size,s\n1,1,1\n1,2,1\n2,1,1\n2,2,1\n",
		"# Size  Bandwidth (MB/s)\n1 3.98\n2 8.04\n", "# n wall time (ms)\n1 10\n", "n,s\r1,10\r", "n;\xb5s\n1;10\n", "\xff\xfen\x00",
		"| n | s |\n|--|--|\n| 1 | 1m54.6s |\n| 2 | 10 ms |\n\n# b\n| n | s |\n|--|--|\n| 1 | NA |\n", "a text\n\nprogram,1,2,4\na,1.9x,2,-\n",
		"command,time\na -j1,1:54.6\nb -j1,5 ± 1 s\n", "JobID|NCPUS|Elapsed|State\n1|1|00:00:05|COMPLETED\n1.batch|1|00:00:05|FAILED\n",
		"n,time\n[-],[ms]\n1,10\n", "sep=;\nn;s;;\n1;1,5;;\n;;;\n", "n req/s\n1 1.2k\n2 3 ops/s\n",
		"date,time,n,s\n2026-01-01,10:00:00,1,10\n", "time,n\n2026-01-01T10:00Z,1\n", string(readertest.Pack(f, "gzip", "n,s\n1,10\n")),
	} {
		f.Add(text, "", "", "")
	}
	f.Add("a,b,b\n1,2,3\n", "a", "b", "speedup")
	fuzz(f, "csv", "testdata/usl_raytracer.csv", "testdata/hardware_control_independent_processes.csv")
}

// fuzz checks that series that were read can be fitted, and that errors are one line.
func fuzz(f *testing.F, format string, seeds ...string) {
	for _, file := range seeds {
		b, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(b), "", "", "")
		f.Add(string(b), "threads", "throughput", "time")
	}
	f.Fuzz(func(t *testing.T, text, x, y, is string) {
		all, err := Read("fuzz", strings.NewReader(text), Options{From: format, X: x, Y: y, YIs: is})
		if err != nil {
			if all != nil || strings.Contains(err.Error(), "\n") {
				t.Fatalf("%v beside error %q", all, err)
			}
			return
		}
		if len(all) == 0 {
			t.Fatal("neither series nor an error")
		}
		names := map[string]bool{}
		for _, s := range all {
			if len(s.Readings) == 0 || names[s.Name] {
				t.Fatalf("series %q is empty or there twice", s.Name)
			}
			names[s.Name] = true
			for _, r := range s.Readings {
				if !isPositive(r.Load) || !isPositive(r.Seconds) {
					t.Fatalf("series %q has reading %v", s.Name, r)
				}
			}
		}
	})
}
