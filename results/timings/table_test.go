package timings

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"serialfraction/fit"
	"serialfraction/harness"
)

func TestTable(t *testing.T) {
	two := []fit.Reading{{Load: 1, Seconds: 10}, {Load: 2, Seconds: 5.5}}
	one := func(q Quantity, unit string, rs ...fit.Reading) []Series {
		return []Series{{Name: "t", Quantity: q, Unit: unit, Readings: rs}}
	}
	tests := []struct {
		name, text string
		o          Options
		want       []Series
	}{
		{"header", "workers,seconds\n1,10\n2,5.5\n", Options{}, one(Time, "seconds", two...)},
		{"no header", "1,10\n2,5.5", Options{}, one(Time, "", two...)},
		{"spaces", "N   time\n 1  10\n 2\t5.5\n", Options{}, one(Time, "", two...)},
		{"tabs", "threads\twall_ms\n1\t10000\n2\t5500\n", Options{}, one(Time, "ms", two...)},
		{"semicolons and decimal commas", "Threads;Zeit s\n1;10,0\n2;5,5\n", Options{}, one(Time, "s", two...)},
		{"crlf, mark, blank lines", "\ufeffn,s\r\n\r\n1,10\r\n2,5.5\r\n", Options{}, one(Time, "s", two...)},
		{"quotes", "\"workers\",\"time, (s)\"\n\"1\",\"10\"\n2,\"5.5\"\n", Options{}, one(Time, "s", two...)},
		{"gnuplot's header", "# made by hand\n# n time_ms\n1 10000\n2 5500\n", Options{}, one(Time, "ms", two...)},
		{"comments", "# here\nn,s\n# there\n1,10\n2,5.5\n# end\n", Options{}, one(Time, "s", two...)},
		{"minutes", "p,minutes\n1,2\n2,1\n", Options{}, one(Time, "minutes", fit.Reading{Load: 1, Seconds: 120}, fit.Reading{Load: 2, Seconds: 60})},
		{"throughput", "users,txn/s\n1,4\n2,8\n", Options{}, one(Throughput, "txn/s", fit.Reading{Load: 1, Seconds: 0.25}, fit.Reading{Load: 2, Seconds: 0.125})},
		{"throughput a minute", "clients,req_per_min\n1,30\n", Options{}, one(Throughput, "req/min", fit.Reading{Load: 1, Seconds: 2})},
		{"x is a throughput", "N,X\n1,4\n", Options{}, one(Throughput, "", fit.Reading{Load: 1, Seconds: 0.25})},
		{"speed-up", "cores,Speed-up\n4,2\n", Options{}, one(Speedup, "", fit.Reading{Load: 4, Seconds: 0.5})},
		{"repeats as rows", "n,rep,s\n1,1,10\n1,2,11\n", Options{}, one(Time, "s", fit.Reading{Load: 1, Seconds: 10}, fit.Reading{Load: 1, Seconds: 11})},
		{"repeats as columns", "n,run1,run2\n1,10,11\n2,5,\n", Options{}, one(Time, "", fit.Reading{Load: 1, Seconds: 10}, fit.Reading{Load: 1, Seconds: 11}, fit.Reading{Load: 2, Seconds: 5})},
		{"repeats with a unit", "n,time1_ms,time2_ms\n1,1000,2000\n", Options{}, one(Time, "ms", fit.Reading{Load: 1, Seconds: 1}, fit.Reading{Load: 1, Seconds: 2})},
		{"a time before its speed-up", "n,s,speedup,efficiency\n1,10,1,1\n2,5.5,1.8,.9\n", Options{}, one(Time, "s", two...)},
		{"a mean before its bounds", "n,mean_s,min_s,max_s,stddev_s\n1,10,9,12,1\n2,5.5,5,6,.1\n", Options{}, one(Time, "s", two...)},
		{"wall before CPU time", "n,real_s,user_s,sys_s\n1,10,9,1\n2,5.5,9,1\n", Options{}, one(Time, "s", two...)},
		{"chosen columns", "a,b,c\n1,7,10\n2,7,5.5\n", Options{X: "a", Y: "c", YIs: "time"}, one(Time, "", two...)},
		{"chosen numbers", "1 7 10\n2 7 5.5\n", Options{X: "1", Y: "3", YIs: "time"}, one(Time, "", two...)},
		{"chosen repeats", "k,a,b\n1,10,11\n", Options{X: "k", Y: "a,b", YIs: "time"}, one(Time, "", fit.Reading{Load: 1, Seconds: 10}, fit.Reading{Load: 1, Seconds: 11})},
		{"quantity given for the one unknown", "threads,score\n1,4\n", Options{YIs: "throughput"}, one(Throughput, "", fit.Reading{Load: 1, Seconds: 0.25})},
		{"quantity given between known", "threads,s,ops\n1,10,4\n", Options{YIs: "throughput"}, one(Throughput, "ops", fit.Reading{Load: 1, Seconds: 0.25})},
		{"case of a name", "Threads,Wall\n1,10\n", Options{X: "threads", Y: "WALL"}, one(Time, "", fit.Reading{Load: 1, Seconds: 10})},
		{"labels", "job,n,s\na,1,10\nb,1,20\na,2,5.5\nb,2,11\n", Options{}, []Series{
			{Name: "a", Quantity: Time, Unit: "s", Readings: two},
			{Name: "b", Quantity: Time, Unit: "s", Readings: []fit.Reading{{Load: 1, Seconds: 20}, {Load: 2, Seconds: 11}}},
		}},
		{"labels without a header", "a,1,10\nb,1,20\na,2,5.5\nb,2,11\n", Options{}, []Series{
			{Name: "a", Quantity: Time, Readings: two},
			{Name: "b", Quantity: Time, Readings: []fit.Reading{{Load: 1, Seconds: 20}, {Load: 2, Seconds: 11}}},
		}},
		{"a parameter", "size,n,s\n10,1,10\n20,1,20\n10,2,5.5\n20,2,11\n", Options{}, []Series{
			{Name: "size=10", Quantity: Time, Unit: "s", Readings: two, Warnings: []string{`column "size" splits the rows into curves: rename it to run if it counts repeats`}},
			{Name: "size=20", Quantity: Time, Unit: "s", Readings: []fit.Reading{{Load: 1, Seconds: 20}, {Load: 2, Seconds: 11}}, Warnings: []string{`column "size" splits the rows into curves: rename it to run if it counts repeats`}},
		}},
		{"hosts are labels", "node,threads,s\nalpha,1,10\nbeta,1,20\nalpha,2,5.5\nbeta,2,11\n", Options{}, []Series{
			{Name: "alpha", Quantity: Time, Unit: "s", Readings: two},
			{Name: "beta", Quantity: Time, Unit: "s", Readings: []fit.Reading{{Load: 1, Seconds: 20}, {Load: 2, Seconds: 11}}},
		}},
		{"dates are no labels", "at,n,s\n2026-01-01T10:00,1,10\n2026-01-01T10:01,2,5.5\n", Options{}, one(Time, "s", two...)},
		{"what follows from N is no label", "n,s,oversubscribed\n1,10,false\n2,5.5,false\n4,5,true\n8,5,true\n", Options{}, one(Time, "s", two[0], two[1], fit.Reading{Load: 4, Seconds: 5}, fit.Reading{Load: 8, Seconds: 5})},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := Read("t.csv", strings.NewReader(tt.text), tt.o)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, got, cmpopts.IgnoreFields(Series{}, "Format")); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func TestTableErrors(t *testing.T) {
	tests := []struct {
		name, text string
		o          Options
		want       string
	}{
		{"empty", "", Options{}, "t.csv: the file is empty"},
		{"comments only", "# a\n", Options{From: "csv"}, "t.csv: comments only"},
		{"header only", "workers,seconds\n", Options{}, "t.csv: line 1: no timings below the header workers, seconds"},
		{"N is 0", "workers,seconds\n0,10\n", Options{}, `t.csv: line 2, column "workers": found "0" where a number of workers above 0 should be`},
		{"N is negative", "1,10\n-1,10\n", Options{}, `t.csv: line 2, column 1: found "-1" where a number of workers`},
		{"N is a word", "workers,seconds\n1,10\ntwo,5\n", Options{}, `line 3, column "workers": found "two" where a number of workers`},
		{"N is infinite", "workers,seconds\ninf,10\n", Options{}, `found "inf" where a number of workers`},
		{"time is 0", "workers,seconds\n\n1,0\n", Options{}, `line 3, column "seconds": found "0" where a time above 0 should be: correct or remove the line`},
		{"time is negative", "workers,seconds\n1,-3\n", Options{}, `found "-3" where a time above 0`},
		{"time is NaN", "workers,seconds\n1,NaN\n", Options{}, `found "NaN" where a time above 0`},
		{"time is infinite", "workers,seconds\n1,1e999\n", Options{}, `found "1e999" where a time above 0`},
		{"time is missing", "workers,seconds\n1,\n", Options{}, `found "" where a time above 0`},
		{"time is a word", "workers,seconds\n1,fast\n", Options{}, `found "fast" where a time above 0`},
		{"N is a word at once", "workers,seconds\ntwo,5\n", Options{}, `found "two" where a number of workers`},
		{"throughput is 0", "workers,tput\n1,0\n", Options{}, `found "0" where a throughput above 0`},
		{"throughput is too small to invert", "workers,tput\n1,1e-320\n", Options{}, `found "1e-320" where a throughput above 0`},
		{"speed-up is negative", "p,speedup\n2,-1\n", Options{}, `found "-1" where a speedup above 0`},
		{"ragged", "workers,seconds\n1,10\n2\n", Options{}, `t.csv: line 3: found 1 field where there should be 2: correct or remove the line`},
		{"open quote", "workers,seconds\n1,\"10\n", Options{}, `line 2: a quote is not closed`},
		{"prose", "It was a dark and stormy night\nindeed\n", Options{}, "looks like none of results, hyperfine,"},
		{"prose called csv", "It was a dark and stormy night\nindeed\n", Options{From: "csv"}, "t.csv: "},
		{"one column", "1\n2\n", Options{From: "csv"}, `found one column, "1": write two`},
		{"UTF-16", "\xff\xfe1\x00", Options{}, "save it as UTF-8"},
		{"gzip", "\x1f\x8b\x08", Options{}, "unpack it first"},
		{"two loads", "nodes,threads,seconds\n1,1,10\n", Options{}, "each of the columns nodes, threads could count the workers: name one"},
		{"no load", "alpha,seconds\n1,10\n", Options{}, "none of the columns alpha, seconds is known to count workers: name the one that does"},
		{"two times", "n,parse_s,solve_s\n1,10,3\n", Options{}, "each of the columns parse_s, solve_s could be what was measured: name one"},
		{"time and throughput", "n,s,ops\n1,10,3\n", Options{}, "each of the columns s, ops could be"},
		{"no measure", "n,alpha\n1,10\n", Options{}, "name the one that is, and its quantity"},
		{"unknown quantity", "n,alpha\n1,10\n", Options{Y: "alpha"}, `column "alpha" may be a time, a throughput or a speed-up: name its quantity`},
		{"three columns of numbers", "1 2 3\n", Options{}, "none of the columns 1, 2, 3 is known"},
		{"all repeats missing", "n,run1,run2\n1,,\n", Options{}, `no time in any row`},
		{"latency is no run time", "concurrency,latency_ms\n1,10\n", Options{}, "none of the columns concurrency, latency_ms"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := Read("t.csv", strings.NewReader(tt.text), tt.o)
			if err == nil {
				t.Fatalf("no error, but %v", got)
			}
			if flag := new(harness.FlagError); errors.As(err, &flag) {
				t.Errorf("%v blames the command line", err)
			}
			oneLine(t, err, tt.want)
		})
	}
}

func TestFlagErrors(t *testing.T) {
	const table = "n,s,s\n1,10,11\n"
	tests := []struct {
		name, file string
		o          Options
		flag, want string
	}{
		{"from", table, Options{From: "xls"}, "from", "type one of results, hyperfine,"},
		{"y-is", table, Options{YIs: "latency"}, "y-is", "type time, throughput or speedup"},
		{"x", table, Options{X: "m"}, "x", "no such column: type one of n, s, s"},
		{"x twice", table, Options{X: "s"}, "x", "2 columns have that name: type a number from 1 to 3"},
		{"y", table, Options{Y: "n,q"}, "y", "no such column"},
		{"y of several quantities", "n,s,ops\n1,2,3\n", Options{Y: "s,ops"}, "y", "not repeats of one quantity"},
		{"key of a benchmark", "BenchmarkA/k=1 1 5 ns/op\n", Options{X: "workers"}, "x", "type one of its keys, or gomaxprocs"},
		{"metric of a benchmark", "BenchmarkA 1 5 ns/op\n", Options{Y: "MB/s"}, "y", "type one of ns/op"},
		{"hyperfine x", `{"results":[{"command":"a 1","parameters":{"t":"1"},"times":[1]}]}`, Options{X: "u"}, "x", "type one of t"},
		{"hyperfine y", `{"results":[{"command":"a 1","parameters":{"t":"1"},"times":[1]}]}`, Options{Y: "user"}, "y", "leave it out"},
		{"hyperfine y-is", `{"results":[{"command":"a 1"}]}`, Options{YIs: "speedup"}, "y-is", "leave it out"},
		{"google y", `{"context":{},"benchmarks":[{"name":"a","real_time":1,"time_unit":"ns"}]}`, Options{Y: "items_per_second"}, "y", "type one of real_time"},
		{"google x", `{"context":{},"benchmarks":[{"name":"a/k:1","real_time":1,"time_unit":"ns"}]}`, Options{X: "j"}, "x", "no such key"},
		{"pyperf x", `{"benchmarks":[{"metadata":{"name":"a"},"runs":[{"values":[1]}]}]}`, Options{X: "j"}, "x", "no such number"},
		{"results x", `{"kind":"header"}`, Options{X: "j"}, "x", "leave it out"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Read("t", strings.NewReader(tt.file), tt.o)
			var flag *harness.FlagError
			if !errors.As(err, &flag) {
				t.Fatalf("%v is no *harness.FlagError", err)
			}
			if flag.Flag != tt.flag {
				t.Errorf("it blames --%s", flag.Flag)
			}
			oneLine(t, err, tt.want)
		})
	}
}

func oneLine(t *testing.T, err error, want string) {
	t.Helper()
	if !strings.Contains(err.Error(), want) {
		t.Errorf("error %q has no %q", err, want)
	}
	if strings.Contains(err.Error(), "\n") {
		t.Errorf("error has several lines: %q", err)
	}
}
