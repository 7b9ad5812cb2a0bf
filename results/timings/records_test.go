package timings

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"serialfraction/fit"
)

// TestRecords reads JSON of no tool that is known: records in a list, one after the other, or
// within an object.
func TestRecords(t *testing.T) {
	want := []fit.Reading{{Load: 1, Seconds: 10.204}, {Load: 2, Seconds: 640}}
	for name, text := range map[string]string{
		"a list":        `[{"threads":1,"seconds":10.204,"ok":true},{"threads":2,"seconds":640,"ok":true}]`,
		"lines":         "{\"workers\":1,\"s\":10.204}\n{\"s\":640,\"workers\":2}\n",
		"within":        `{"host":{"name":"x"},"runs":[{"n":1,"time_ms":10204},{"n":2,"time_ms":640000}]}`,
		"an object of":  `[{"config":{"threads":1},"m":{"wall":10.204}},{"config":{"threads":2},"m":{"wall":640}}]`,
		"repeats":       `[{"threads":1,"times":[10.204]},{"threads":2,"times":[640,null]}]`,
		"by columns":    `{"threads":{"0":1,"1":2},"seconds":{"0":10.204,"1":640}}`,
		"by rows":       `{"0":{"threads":1,"seconds":10.204},"1":{"threads":2,"seconds":640}}`,
		"names apart":   `{"columns":["threads","seconds"],"index":[0,1],"data":[[1,10.204],[2,640]]}`,
		"columns":       `{"threads":[1,2],"seconds":[10.204,640]}`,
		"by N":          `{"1":{"seconds":10.204,"host":"a"},"2":{"seconds":640,"host":"a"}}`,
		"a column by N": `{"seconds":{"1":10.204,"2":640},"host":{"1":"a","2":"a"}}`,
		"times by N":    `{"1":10.204,"2":640}`,
		"rows alone":    `[[1,10.204],[2,640]]`,
		"texts":         `[{"threads":"1","time":"10204 ms"},{"threads":"2","time":"640 s"}]`,
	} {
		all, err := Read("x.json", strings.NewReader(text), Options{})
		if err != nil || len(all) != 1 || all[0].Format != recordsFormat {
			t.Errorf("%s: %v, %v", name, all, err)
			continue
		}
		if diff := cmp.Diff(want, all[0].Readings); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	for text, want := range map[string]string{
		`[{"a":1,"b":10},{"a":2,"b":6}]`:    "none of the columns a, b is known to count workers",
		`{"threads":[1,2],"seconds":[3]}`:   "each of the columns threads, threads could count the workers",
		`[[1,2],[3]]`:                       "no record in this JSON",
		`[{"threads":1}]`:                   "x.json: each record has one field, threads: write two",
		`{}`:                                "x.json: no record in this JSON: write an object for each run",
		`[{"threads":1,"seconds":10},{"thr`: "x.json: the JSON breaks off: write the file again",
		"[{\"threads\":1,\n\"seconds\":x}]": "x.json: line 2: no JSON from here on",
		`[{"threads":1,"seconds":10},{"threads":2,"seconds":"oops"}]`:    `x.json: record 2, column "seconds": found "oops" where a time above 0 should be`,
		`[{"threads":1,"seconds":10},{"threads":"-","seconds":1}]`:       "",
		`[{"threads":1,"seconds":10,"cores":1},{"cores":2,"threads":2}]`: "each of the columns threads, cores could count the workers: name one",
	} {
		all, err := Read("x.json", strings.NewReader(text), Options{})
		if want == "" {
			const left = "record 2 without a value (\"-\" in column \"threads\") is left out: fill it in if you have it"
			if err != nil || !strings.Contains(strings.Join(all[0].Warnings, "\n"), left) {
				t.Errorf("%s: %v, %v", text, all, err)
			}
			continue
		}
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", text, err, want)
		}
	}
}

// TestLoadTests reads the rates of programs that put load on a server.
func TestLoadTests(t *testing.T) {
	want := []fit.Reading{{Load: 1, Seconds: 0.001}, {Load: 4, Seconds: 0.0005}}
	for _, text := range []string{
		"  1 threads and 40 connections\n  22 requests in 30.00s\nRequests/sec:   1000.00\n\n  4 threads and 40 connections\nRequests/sec:   2000.0\n  8 threads and 40 connections\n",
		"number of clients: 1\nnumber of threads: 1\ntps = 1000.000 (without initial connection time)\nnumber of clients: 4\ntps = 2000.0 (without initial connection time)\nnumber of clients: 8\n",
	} {
		all, err := Read("x", strings.NewReader(text), Options{})
		if err != nil || len(all) != 1 || all[0].Quantity != Throughput {
			t.Errorf("%s: %v, %v", text, all, err)
			continue
		}
		if diff := cmp.Diff(want, all[0].Readings); diff != "" {
			t.Error(diff)
		}
		if w := strings.Join(all[0].Warnings, "\n"); !strings.Contains(w, "the run of N = 8 has no rate and is left out") {
			t.Error(w)
		}
	}
	if _, err := Read("x", strings.NewReader("Requests/sec: 5\n"), Options{From: "load-test"}); err == nil || !strings.Contains(err.Error(), "give the whole output") {
		t.Error(err)
	}
}

// TestJMH: a time of JMH is that of an operation of one thread, and a rate is of all; the iterations
// that it prints are those of its file.
func TestJMH(t *testing.T) {
	const unit = `{"benchmark":"B.a","mode":"%","threads":4,"params":{"threads":"2"},"primaryMetric":{"score":8,"scoreUnit":"ms/op","rawData":[[8]]}}`
	for name, tt := range map[string]struct {
		text string
		want []fit.Reading
	}{
		"threads of its own": {"[" + unit + "]", []fit.Reading{{Load: 2, Seconds: 0.002}}},
		"a rate":             {`[{"benchmark":"B.a","mode":"thrpt","threads":4,"primaryMetric":{"score":8,"scoreUnit":"ops/ms"}}]`, []fit.Reading{{Load: 4, Seconds: 1.0 / 8000}}},
		"as CSV": {"\"Benchmark\",\"Mode\",\"Threads\",\"Samples\",\"Score\",\"Score Error (99.9%)\",\"Unit\",\"Param: size\"\n\"B.a\",\"avgt\",2,5,8.0,0.1,\"ms/op\",7\n",
			[]fit.Reading{{Load: 2, Seconds: 0.004}}},
		"printed": {"# Threads: 2 threads, will synchronize iterations\n# Benchmark: B.a\n# Warmup Iteration   1: 9 ms/op\nIteration   1: 8.0 ±(99.9%) 0.5 ms/op\n",
			[]fit.Reading{{Load: 2, Seconds: 0.004}}},
		"the table at its end": {"Benchmark    (size)  (threads)   Mode  Cnt   Score   Error   Units\nB.a  7  1  thrpt  5  4.0 ± 0.5  ops/ms\nB.a:gc.count  7  1  thrpt  5  9.0  counts\nB.a  7  2  thrpt  8.0  ops/ms\n\nBenchmark result is saved to x\n",
			[]fit.Reading{{Load: 1, Seconds: 1.0 / 4000}, {Load: 2, Seconds: 1.0 / 8000}}},
	} {
		all, err := Read("x", strings.NewReader(tt.text), Options{})
		if err != nil || len(all) != 1 {
			t.Errorf("%s: %v, %v", name, all, err)
			continue
		}
		if diff := cmp.Diff(tt.want, all[0].Readings); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	for text, want := range map[string]string{
		`[{"benchmark":"B.a","threads":1,"primaryMetric":{"score":8,"scoreUnit":"?"}}]`:         "which is no time and no rate",
		`[{"benchmark":"B.a","threads":1,"primaryMetric":{"score":"NaN","scoreUnit":"ms/op"}}]`: `found "NaN" where a number above 0 should be`,
		"# Threads: 2 threads\n# Benchmark: B.a\n":                                              "no iteration in it",
		"Iteration   1: 8.0 ms/op\n# Threads: 2 threads\n# Benchmark: B.a\n":                    `line 1: no line "# Threads: N threads" above it`,
	} {
		if _, err := Read("x", strings.NewReader(text), Options{}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", text, err, want)
		}
	}
}
