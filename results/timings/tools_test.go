package timings

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"serialfraction/fit"
)

// TestTools reads the output of tools with the options that choose in it. The expected
// times are exact, because units are converted by quotients.
func TestTools(t *testing.T) {
	const bench = "goos: linux\nBenchmarkA-4 \t 10\t 3e9 ns/op\t 2 MB/s\t 7 B/op\nsome log\nBenchmarkA 10 9e9 ns/op 1 MB/s 7 B/op\n" +
		"BenchmarkB/size=8/threads=2-4 1 5e9 ns/op\nBenchmarkB/size=8/threads=1-4 1 8e9 ns/op\nBenchmarkC\nPASS\n"
	const hyper = `{"results":[{"command":"a","parameters":{"threads":"2","procs":"1"},"times":[1,2]},{"command":"b","parameters":{"threads":"2","procs":"4"},"times":[3]}]}`
	const google = `{"context":{},"benchmarks":[
		{"name":"F/workers:4/threads:1","threads":1,"real_time":3,"cpu_time":2,"time_unit":"s","items_per_second":8},
		{"name":"F/workers:2/threads:1","threads":1,"real_time":5,"cpu_time":2,"time_unit":"s","items_per_second":4},
		{"name":"F/workers:2/threads:1_mean","real_time":9,"time_unit":"s"},
		{"name":"G","threads":3,"real_time":7,"time_unit":"s","items_per_second":2},
		{"name":"H","error_occurred":true,"error_message":"no disk"}]}`
	const threaded = `{"context":{"library_version":%q},"benchmarks":[
		{"name":"F/threads:1","threads":1,"real_time":8,"cpu_time":8,"time_unit":"s","items_per_second":0.125},
		{"name":"F/threads:4","threads":4,"real_time":12,"cpu_time":12,"time_unit":"s","items_per_second":0.125}]}`
	const namesTaken = "the numbers at the ends of names such as G/s-4 are taken as parts of the names, because other benchmarks have none: write the two in files of their own if they are GOMAXPROCS"
	const failed = `a run of "H" failed (no disk) and is left out: mend it and run it again`
	tests := []struct {
		name, text string
		o          Options
		want       []Series
	}{
		{"bench", bench, Options{}, []Series{
			{Name: "A", Quantity: Time, Unit: "ns/op", Readings: []fit.Reading{{Load: 4, Seconds: 3}, {Load: 1, Seconds: 9}}},
			{Name: "B/size=8-4", Quantity: Time, Unit: "ns/op", Readings: []fit.Reading{{Load: 2, Seconds: 5}, {Load: 1, Seconds: 8}}},
		}},
		{"bench by GOMAXPROCS", bench, Options{X: "gomaxprocs"}, []Series{
			{Name: "A", Quantity: Time, Unit: "ns/op", Readings: []fit.Reading{{Load: 4, Seconds: 3}, {Load: 1, Seconds: 9}}},
			{Name: "B/size=8/threads=2", Quantity: Time, Unit: "ns/op", Readings: []fit.Reading{{Load: 4, Seconds: 5}}},
			{Name: "B/size=8/threads=1", Quantity: Time, Unit: "ns/op", Readings: []fit.Reading{{Load: 4, Seconds: 8}}},
		}},
		{"bench by another key", bench, Options{X: "size"}, []Series{
			{Name: "A", Quantity: Time, Unit: "ns/op", Readings: []fit.Reading{{Load: 4, Seconds: 3}, {Load: 1, Seconds: 9}}},
			{Name: "B/threads=2-4", Quantity: Time, Unit: "ns/op", Readings: []fit.Reading{{Load: 8, Seconds: 5}}},
			{Name: "B/threads=1-4", Quantity: Time, Unit: "ns/op", Readings: []fit.Reading{{Load: 8, Seconds: 8}}},
		}},
		{"bench by throughput", bench, Options{Y: "MB/s"}, []Series{
			{Name: "A", Quantity: Throughput, Unit: "MB/s", Readings: []fit.Reading{{Load: 4, Seconds: 0.5}, {Load: 1, Seconds: 1}}},
		}},
		{"bench that failed", "BenchmarkA 1 1e9 ns/op\n--- FAIL: BenchmarkB\nFAIL\n", Options{}, []Series{
			{Name: "A", Quantity: Time, Unit: "ns/op", Readings: []fit.Reading{{Load: 1, Seconds: 1}}, Warnings: []string{"line 2 reports FAIL: mend the benchmark and run it again"}},
		}},
		{"bench with a number at the end of its name", "BenchmarkG/s-1 1 3e9 ns/op\nBenchmarkG/s-1-4 1 2e9 ns/op\nBenchmarkG/s-4 1 5e9 ns/op\nBenchmarkG/s-4-4 1 4e9 ns/op\n", Options{}, []Series{
			{Name: "G/s-1", Quantity: Time, Unit: "ns/op", Readings: []fit.Reading{{Load: 1, Seconds: 3}, {Load: 4, Seconds: 2}}},
			{Name: "G/s-4", Quantity: Time, Unit: "ns/op", Readings: []fit.Reading{{Load: 1, Seconds: 5}, {Load: 4, Seconds: 4}}},
		}},
		{"bench at -cpu 1", "BenchmarkG/s-4 1 3e9 ns/op\nBenchmarkG/s-16 1 2e9 ns/op\nBenchmarkH 1 5e9 ns/op\n", Options{}, []Series{
			{Name: "G/s-4", Quantity: Time, Unit: "ns/op", Readings: []fit.Reading{{Load: 1, Seconds: 3}}, Warnings: []string{namesTaken}},
			{Name: "G/s-16", Quantity: Time, Unit: "ns/op", Readings: []fit.Reading{{Load: 1, Seconds: 2}}, Warnings: []string{namesTaken}},
			{Name: "H", Quantity: Time, Unit: "ns/op", Readings: []fit.Reading{{Load: 1, Seconds: 5}}, Warnings: []string{namesTaken}},
		}},
		{"bench at -cpu 2,4", "BenchmarkG-2 1 3e9 ns/op\nBenchmarkG-4 1 2e9 ns/op\n", Options{}, []Series{
			{Name: "G", Quantity: Time, Unit: "ns/op", Readings: []fit.Reading{{Load: 2, Seconds: 3}, {Load: 4, Seconds: 2}}},
		}},
		{"bench before and after", "commit: a\nBenchmarkG 1 3e9 ns/op\nBenchmarkG-4 1 2e9 ns/op\ncommit: b\ndate: x\nBenchmarkG 1 5e9 ns/op\nBenchmarkG-4 1 4e9 ns/op\n", Options{}, []Series{
			{Name: "G commit=a", Quantity: Time, Unit: "ns/op", Readings: []fit.Reading{{Load: 1, Seconds: 3}, {Load: 4, Seconds: 2}}},
			{Name: "G commit=b", Quantity: Time, Unit: "ns/op", Readings: []fit.Reading{{Load: 1, Seconds: 5}, {Load: 4, Seconds: 4}}},
		}},
		{"bench with another log before each", "id: a\nBenchmarkG 1 3e9 ns/op\nerr: 1\nBenchmarkG 1 2e9 ns/op\n", Options{}, []Series{
			{Name: "G", Quantity: Time, Unit: "ns/op", Readings: []fit.Reading{{Load: 1, Seconds: 3}, {Load: 1, Seconds: 2}}},
		}},
		{"google 1.8: a time of all threads", fmt.Sprintf(threaded, "v1.8.5"), Options{}, []Series{
			{Name: "F", Quantity: Time, Unit: "s", Readings: []fit.Reading{{Load: 1, Seconds: 8}, {Load: 4, Seconds: 12}}},
		}},
		{"google 1.9: a time of one thread", fmt.Sprintf(threaded, "v1.9.0"), Options{}, []Series{
			{Name: "F", Quantity: Time, Unit: "s", Readings: []fit.Reading{{Load: 1, Seconds: 8}, {Load: 4, Seconds: 3}}},
		}},
		{"google 1.8: a rate of all threads", fmt.Sprintf(threaded, "v1.8.5"), Options{Y: "items_per_second"}, []Series{
			{Name: "F", Quantity: Throughput, Unit: "items/second", Readings: []fit.Reading{{Load: 1, Seconds: 8}, {Load: 4, Seconds: 8}}},
		}},
		{"google 1.9.4: a rate of one thread", fmt.Sprintf(threaded, "v1.9.4"), Options{Y: "items_per_second"}, []Series{
			{Name: "F", Quantity: Throughput, Unit: "items/second", Readings: []fit.Reading{{Load: 1, Seconds: 8}, {Load: 4, Seconds: 2}},
				Warnings: []string{"Google Benchmark 1.9.4 writes items_per_second of one thread, and it is multiplied by N: if its main thread sets it for all, give times"}},
		}},
		{"google 1.9.5: a rate of all threads", fmt.Sprintf(threaded, "v1.9.5"), Options{Y: "items_per_second"}, []Series{
			{Name: "F", Quantity: Throughput, Unit: "items/second", Readings: []fit.Reading{{Load: 1, Seconds: 8}, {Load: 4, Seconds: 8}}},
		}},
		{"bench with numbers that may be parts", "BenchmarkG/s-2 1 3e9 ns/op\nBenchmarkG/s-4 1 2e9 ns/op\n", Options{}, []Series{
			{Name: "G/s", Quantity: Time, Unit: "ns/op", Readings: []fit.Reading{{Load: 2, Seconds: 3}, {Load: 4, Seconds: 2}},
				Warnings: []string{"the numbers at the ends of the names G/s-… are taken for GOMAXPROCS, and nothing in the file shows that they are no parts of the names: write them as a key, /n=4, if they are"}},
		}},
		{"hyperfine before and after", `{"results":[{"command":"old -j1","parameters":{"threads":"1"},"times":[4]},{"command":"new -j1","parameters":{"threads":"1"},"times":[2]},
			{"command":"old -j2","parameters":{"threads":"2"},"times":[3]},{"command":"new -j2","parameters":{"threads":"2"},"times":[1]}]}`, Options{}, []Series{
			{Name: "old -jN", Quantity: Time, Unit: "s", Readings: []fit.Reading{{Load: 1, Seconds: 4}, {Load: 2, Seconds: 3}}},
			{Name: "new -jN", Quantity: Time, Unit: "s", Readings: []fit.Reading{{Load: 1, Seconds: 2}, {Load: 2, Seconds: 1}}},
		}},
		{"hyperfine with two loads", hyper, Options{X: "procs"}, []Series{
			{Name: "threads=2", Quantity: Time, Unit: "s", Readings: []fit.Reading{{Load: 1, Seconds: 1}, {Load: 1, Seconds: 2}, {Load: 4, Seconds: 3}}},
		}},
		{"hyperfine with a nameless parameter", `{"results":[{"command":"a","parameter":"2","times":[1]}]}`, Options{}, []Series{
			{Name: "t", Quantity: Time, Unit: "s", Readings: []fit.Reading{{Load: 2, Seconds: 1}}, Warnings: []string{`parameter "parameter" is taken for the number of workers: rename it to threads if it is`}},
		}},
		{"google by the key that varies", google, Options{}, []Series{
			{Name: "F/threads:1", Quantity: Time, Unit: "s", Readings: []fit.Reading{{Load: 4, Seconds: 3}, {Load: 2, Seconds: 5}}, Warnings: []string{failed}},
			{Name: "G", Quantity: Time, Unit: "s", Readings: []fit.Reading{{Load: 3, Seconds: 7}}, Warnings: []string{failed}},
		}},
		{"google by throughput", google, Options{Y: "items_per_second"}, []Series{
			{Name: "F/threads:1", Quantity: Throughput, Unit: "items/second", Readings: []fit.Reading{{Load: 4, Seconds: 0.125}, {Load: 2, Seconds: 0.25}}, Warnings: []string{failed}},
			{Name: "G", Quantity: Throughput, Unit: "items/second", Readings: []fit.Reading{{Load: 3, Seconds: 0.5}}, Warnings: []string{failed}},
		}},
		{"pyperf by a named metadata", `{"benchmarks":[{"metadata":{"name":"a","k":2,"threads":8},"runs":[{"values":[1]}]},{"metadata":{"name":"a","k":3},"runs":[{"values":[2]}]}]}`, Options{X: "k"}, []Series{
			{Name: "a", Quantity: Time, Unit: "s", Readings: []fit.Reading{{Load: 2, Seconds: 1}, {Load: 3, Seconds: 2}}},
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := Read("t.json", strings.NewReader(tt.text), tt.o)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, got, cmpopts.IgnoreFields(Series{}, "Format", "Sure")); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func TestToolErrors(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"bench value", "BenchmarkA 1 x ns/op\n", `t: line 1, ns/op: found "x" where a time above 0 should be`},
		{"bench zero", "BenchmarkA 1 0 ns/op\n", `found "0" where a time above 0`},
		{"bench load", "BenchmarkA/workers=1 1 5 ns/op\nBenchmarkA/workers=0 1 5 ns/op\n", `line 2, workers: found "0" where a number of workers above 0`},
		{"bench keys", "BenchmarkA/workers=1/nodes=1 1 5 ns/op\nBenchmarkA/workers=2/nodes=2 1 5 ns/op\n", "each of the keys workers, nodes could count the workers: name one"},
		{"bench without ns/op", "BenchmarkA 1 5 req/s 7 B/op\n", "choose one of req/s, B/op"},
		{"hyperfine commands of other lengths", `{"results":[{"command":"a 1","times":[1]},{"command":"a 2 2","times":[1]}]}`, "differ in more than a number of workers"},
		{"broken JSON", "{\"results\": [\n{\"command\": \"a\",\n", "t: line 3: no JSON from here on"},
		{"JSON of another kind", `{"results":[{"command":3}]}`, "Results.Command is a number, which is not expected there"},
		{"JSON of no format", `[1, 2]`, "looks like none of"},
		{"hyperfine without results", `{"results":[],"command":""}`, "results is empty"},
		{"hyperfine N", `{"results":[{"command":"a","parameters":{"threads":"0"},"times":[1]}]}`, `parameter "threads": found "0" where a number of workers above 0`},
		{"hyperfine time", `{"results":[{"command":"a","parameters":{"threads":"1"},"times":[0]}]}`, `command "a": found a time of 0 s`},
		{"hyperfine null time", `{"results":[{"command":"a","parameters":{"threads":"1"},"times":[null]}]}`, `command "a": found null where a time above 0`},
		{"hyperfine unit", `{"results":[{"command":"a","measurements":[{"time_wall_clock":{"value":1,"unit":"moon"}}]}]}`, `unit "moon" of a time is not known`},
		{"hyperfine parameters", `{"results":[{"command":"a","parameters":{"q":"1","r":"2"},"times":[1]}]}`, "none of the parameters q, r is known to count workers: name the one that does"},
		{"hyperfine two loads", `{"results":[{"command":"a","parameters":{"p":"1","n":"2"},"times":[1]}]}`, "each of the parameters n, p could count the workers"},
		{"hyperfine command alone", `{"results":[{"command":"a 1","times":[1]}]}`, "have no parameter and no number in which they differ"},
		{"hyperfine commands", `{"results":[{"command":"a 1 1","times":[1]},{"command":"a 2 2","times":[1]}]}`, "differ in more than a number of workers"},
		{"hyperfine decimal commands", `{"results":[{"command":"sleep 0.5","times":[1]},{"command":"sleep 0.1","times":[1]}]}`, "differ in a decimal number"},
		{"hyperfine some without", `{"results":[{"command":"a","parameters":{"p":"1"},"times":[1]},{"command":"b","times":[1]}]}`, `command "b" has no parameter "p"`},
		{"hyperfine no times", `{"results":[{"command":"a","parameters":{"p":"1"}}]}`, "neither times nor a mean"},
		{"google empty", `{"context":{},"benchmarks":[]}`, "no benchmark in it has a time"},
		{"google zero", `{"context":{},"benchmarks":[{"name":"a/threads:2","real_time":0,"time_unit":"ns"}]}`, `benchmark "a/threads:2", real_time: found 0 where a time above 0`},
		{"google unit", `{"context":{},"benchmarks":[{"name":"a","real_time":1,"time_unit":"moon"}]}`, `time_unit is "moon"`},
		{"google N", `{"context":{},"benchmarks":[{"name":"a/threads:2","real_time":1,"time_unit":"s"},{"name":"a/threads:0","real_time":1,"time_unit":"s"}]}`, `threads: found "0" where a number of workers`},
		{"pyperf N", `{"benchmarks":[{"metadata":{"name":"a"},"runs":[{"values":[1]}]}]}`, `benchmark "a" has no number of workers: name it a-threads=4`},
		{"pyperf unit", `{"benchmarks":[{"metadata":{"name":"a","unit":"byte"},"runs":[{"values":[1]}]}]}`, "in units of byte"},
		{"pyperf time", `{"benchmarks":[{"metadata":{"name":"a_2_threads"},"runs":[{"values":[-1]}]}]}`, "found a time of -1 s"},
		{"pyperf empty", `{"benchmarks":[],"runs":0}`, "no benchmark in it has values"},
		{"results file", `{"kind":"header","schema":99}`, "t: line 1: written by a newer harness"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := Read("t", strings.NewReader(tt.text), Options{})
			if err == nil {
				t.Fatalf("no error, but %v", got)
			}
			oneLine(t, err, tt.want)
		})
	}
}

func TestLoadInName(t *testing.T) {
	tests := []struct {
		name string
		n    float64
		rest string
	}{
		{"map-threads=4", 4, "map"},
		{"map_4_threads", 4, "map"},
		{"map[workers=16]", 16, "map"},
		{"map 8 workers of 100 rows", 8, "map of 100 rows"},
		{"threads:2/map", 2, "map"},
		{"map_100_rows", 0, ""},
		{"p4", 0, ""},
		{"threads_0", 0, ""},
	}
	for _, tt := range tests {
		n, rest, ok := loadInName(tt.name, "")
		if ok != (tt.n > 0) || ok && (n != tt.n || rest != tt.rest) {
			t.Errorf("%q: %g, %q, %v", tt.name, n, rest, ok)
		}
	}
}

// TestFormatsAreRecognised reads a sample of each format without and with its name.
func TestFormatsAreRecognised(t *testing.T) {
	samples := map[string]string{
		"csv":              "testdata/usl_raytracer.csv",
		"benchfmt":         "testdata/benchfmt_parallel.txt",
		"hyperfine":        "testdata/hyperfine.json",
		"hyperfine-csv":    "testdata/hyperfine.csv",
		"google-benchmark": "testdata/google_benchmark.json",
		"pyperf":           "testdata/pyperf.json",
		"results":          "../testdata/amdahl.jsonl",
		"google-console":   "testdata/google_benchmark.txt",
		"google-csv":       "testdata/google_benchmark.csv",
		"criterion":        "testdata/criterion.jsonl",
		"cargo-bench":      "testdata/cargo_bench.txt",
		"asv":              "testdata/asv.json",
		"pytest-benchmark": "testdata/pytest_benchmark.json",
		"sysbench":         "testdata/sysbench.txt",
		"time":             "testdata/time.txt",
		"jmh":              "testdata/jmh.json",
		"jmh-csv":          "testdata/jmh.csv",
		"load-test":        "testdata/wrk.txt",
		"jmh-text":         "testdata/jmh.txt",
		"json":             "testdata/records.json",
	}
	for _, f := range Formats() {
		t.Run(f.Name, func(t *testing.T) {
			if f.Summary == "" || samples[f.Name] == "" {
				t.Fatal("no summary or no sample")
			}
			recognised := readFile(t, samples[f.Name], Options{})
			named := readFile(t, samples[f.Name], Options{From: f.Name})
			rooms := cmp.Comparer(func(a, b func(workers int) bool) bool {
				for n := range 100 {
					if a(n) != b(n) {
						return false
					}
				}
				return true
			})
			if diff := cmp.Diff(named, recognised, rooms); diff != "" {
				t.Errorf("-named +recognised:\n%s", diff)
			}
		})
	}
}
