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
	const sizes = `column "size" splits the rows into curves: rename it to run if it counts repeats`
	const iterations = `column "iterations" splits the rows into curves, whose readings at one N differ 4x: rename it to run if it counts repeats`
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
		{"gnuplot's header with a unit in brackets", "# n time (ms)\n1 10000\n2 5500\n", Options{}, one(Time, "ms", two...)},
		{"gnuplot's header with wide gaps", "# made by hand\n#n      wall time [ms]\n1 10000\n2 5500\n", Options{}, one(Time, "ms", two...)},
		{"gnuplot's header above tabs", "# n   time (ms)\n1\t10000\n2\t5500\n", Options{}, one(Time, "ms", two...)},
		{"a comment of as many words", "# size by hand\n1 10\n2 5.5\n", Options{}, one(Time, "", two...)},
		{"cr", "n,s\r1,10\r2,5.5\r", Options{}, one(Time, "s", two...)},
		{"Windows-1252", "n;Zeit (\xb5s)\n1;10000000\n2;5500000\n", Options{}, one(Time, "us", two...)},
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
		{"a table of GitHub", "# Times\n\n| threads | **time (s)** |\n|--------:|:--------:|\n| 1 | `10` |\n| 2 | 5.5 |\n", Options{}, one(Time, "s", two...)},
		{"a table of psql", " threads | seconds \n---------+---------\n       1 |      10\n       2 |     5.5\n", Options{}, one(Time, "seconds", two...)},
		{"a bar in a field", "|a\\|b|n|s|\n|---|---|---|\n|x\\|y|1|10|\n", Options{}, one(Time, "s", two[0])},
		{"scatter beside a value", "| threads | mean [s] |\n|---|---|\n| 1 | 10 ± 0.1 |\n| 2 | 5.5 ± 0.1 |\n", Options{}, one(Time, "s", two...)},
		{"thousands beside hundreds", "threads\ttime_ms\n1\t1,204\n2\t640\n", Options{}, one(Time, "ms", fit.Reading{Load: 1, Seconds: 1.204}, fit.Reading{Load: 2, Seconds: 0.64})},
		{"thousands in quotes", "threads,time_ms\n1,\"1,204\"\n2,640\n", Options{}, one(Time, "ms", fit.Reading{Load: 1, Seconds: 1.204}, fit.Reading{Load: 2, Seconds: 0.64})},
		{"thousands with a point", "threads;time_ms\n1;1,204.5\n2;1,100\n", Options{}, one(Time, "ms", fit.Reading{Load: 1, Seconds: 1.2045}, fit.Reading{Load: 2, Seconds: 1.1})},
		{"millions", "threads;time_ms\n1;1,204,000\n2;640,000\n", Options{}, one(Time, "ms", fit.Reading{Load: 1, Seconds: 1204}, fit.Reading{Load: 2, Seconds: 640})},
		{"a decimal comma in front of three digits", "threads;time_s\n1;1,204\n2;0,64\n", Options{}, one(Time, "s", fit.Reading{Load: 1, Seconds: 1.204}, fit.Reading{Load: 2, Seconds: 0.64})},
		{"points between thousands", "threads;time_ms\n1;1.204,5\n2;640,25\n", Options{}, one(Time, "ms", fit.Reading{Load: 1, Seconds: 1.2045}, fit.Reading{Load: 2, Seconds: 0.64025})},
		{"one column for each N", "t1,t2,t4\n10,5.5,3\n", Options{}, one(Time, "", two[0], two[1], fit.Reading{Load: 4, Seconds: 3})},
		{"words for each N", "1 thread (s),2 threads (s)\n10,5.5\n", Options{}, one(Time, "s", two...)},
		{"N in the first line", "threads,1,2\nseconds,10,5.5\nefficiency,1,0.9\n", Options{}, []Series{{Name: "seconds", Quantity: Time, Unit: "seconds", Readings: two}}},
		{"the least of several times", "n,time (min),time (max)\n1,10,12\n2,5.5,7\n", Options{Y: "time (min)"}, one(Time, "", two...)},
		{"minutes in brackets", "n,Time (min)\n1,2\n", Options{}, one(Time, "min", fit.Reading{Load: 1, Seconds: 120})},
		{"the quantity alone", "1,4\n2,8\n", Options{YIs: "throughput"}, one(Throughput, "", fit.Reading{Load: 1, Seconds: 0.25}, fit.Reading{Load: 2, Seconds: 0.125})},
		{"the quantity alone against the name", "n,size,s\n1,7,4\n2,8,8\n", Options{Y: "s", YIs: "throughput"}, one(Throughput, "", fit.Reading{Load: 1, Seconds: 0.25}, fit.Reading{Load: 2, Seconds: 0.125})},
		{"rates of one core", "cores,MB/s/core\n2,4\n", Options{}, []Series{{Name: "t", Quantity: Throughput, Unit: "MB/s", Readings: []fit.Reading{{Load: 2, Seconds: 0.125}},
			Warnings: []string{`column "MB/s/core" is of one of the column "cores": it is multiplied by N, for the rate of all`}}}},
		{"rates of all before those of one", "cores,MB/s/core,MB/s\n2,4,8\n", Options{}, one(Throughput, "MB/s", fit.Reading{Load: 2, Seconds: 0.125})},
		{"letters of formulas", "p,S,E\n1,1,1\n2,1.6,0.8\n", Options{}, one(Speedup, "", fit.Reading{Load: 1, Seconds: 1}, fit.Reading{Load: 2, Seconds: 0.625})},
		{"a size beside the threads", "n,threads,s\n7,1,10\n7,2,5.5\n", Options{}, one(Time, "s", two...)},
		{"sizes at one N only", "size,n,s\n10,1,10\n10,2,5.5\n40,1,40\n90,1,90\n", Options{}, []Series{
			{Name: "size=10", Quantity: Time, Unit: "s", Readings: two, Warnings: []string{sizes}},
			{Name: "size=40", Quantity: Time, Unit: "s", Readings: []fit.Reading{{Load: 1, Seconds: 40}}, Warnings: []string{sizes}},
			{Name: "size=90", Quantity: Time, Unit: "s", Readings: []fit.Reading{{Load: 1, Seconds: 90}}, Warnings: []string{sizes}},
		}},
		{"sizes written as floats", "size,n,s\n1e6,1,10\n1.5,1,20\n1000000.0,2,5.5\n1.5,2,11\n", Options{}, []Series{
			{Name: "size=1e6", Quantity: Time, Unit: "s", Readings: two, Warnings: []string{sizes}},
			{Name: "size=1.5", Quantity: Time, Unit: "s", Readings: []fit.Reading{{Load: 1, Seconds: 20}, {Load: 2, Seconds: 11}}, Warnings: []string{sizes}},
		}},
		{"a parameter with a name of repeats", "steps,n,iterations,s\n1,1,10,10\n1,2,10,5.5\n1,1,40,40\n1,2,40,22\n", Options{}, []Series{
			{Name: "iterations=10", Quantity: Time, Unit: "s", Readings: two, Warnings: []string{iterations}},
			{Name: "iterations=40", Quantity: Time, Unit: "s", Readings: []fit.Reading{{Load: 1, Seconds: 40}, {Load: 2, Seconds: 22}}, Warnings: []string{iterations}},
		}},
		{"epochs are repeats", "n,epoch,s\n1,1,10\n1,2,10\n2,1,5.5\n2,2,5.5\n", Options{}, one(Time, "s", two[0], two[0], two[1], two[1])},
		{"a number of each row", "n,k,s\n1,1,10\n1,2,10\n2,1,5.5\n2,2,5.5\n", Options{}, []Series{{Name: "t", Quantity: Time, Unit: "s", Readings: []fit.Reading{two[0], two[0], two[1], two[1]},
			Warnings: []string{`column "k" counts the rows of each N, whose readings agree: they are taken as repeats; give it values such as k1, k2 if they are curves of their own`}}}},
		{"a measured number", "n,util,s\n1,99,10\n1,98,11\n2,97,5.5\n2,99,5\n", Options{}, one(Time, "s", two[0], fit.Reading{Load: 1, Seconds: 11}, two[1], fit.Reading{Load: 2, Seconds: 5})},
		{"work that grows with N", "n,atoms,s\n1,100,10\n2,200,5.5\n4,400,5\n", Options{}, []Series{{Name: "t", Quantity: Time, Unit: "s", Readings: []fit.Reading{two[0], two[1], {Load: 4, Seconds: 5}}, Grows: "atoms"}}},
		{"rates of all and of each under one name", "n,ops/s,ops/s\n1,4,4\n2,8,4\n4,16,4\n", Options{}, []Series{{Name: "t", Quantity: Throughput, Unit: "ops/s", Readings: []fit.Reading{{Load: 1, Seconds: 0.25}, {Load: 2, Seconds: 0.125}, {Load: 4, Seconds: 0.0625}},
			Warnings: []string{"column 3 is column 2 divided by N, so it is of one worker and no repeat: it is left out"}}}},
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
		{"commands are labels", "command,n,s\nold -j1,1,10\nnew -j1,1,20\nold -j2,2,5.5\nnew -j2,2,11\n", Options{}, []Series{
			{Name: "old -jN", Quantity: Time, Unit: "s", Readings: two},
			{Name: "new -jN", Quantity: Time, Unit: "s", Readings: []fit.Reading{{Load: 1, Seconds: 20}, {Load: 2, Seconds: 11}}},
		}},
		{"N that is called x", "x,y\n1,10\n2,5.5\n", Options{X: "x", YIs: "time"}, one(Time, "", two...)},
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
			if diff := cmp.Diff(tt.want, got, cmpopts.IgnoreFields(Series{}, "Format", "Sure")); diff != "" {
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
		{"time is NaN", "workers,seconds\n1,NaN\n", Options{}, `no time in any row: fill in column "seconds"`},
		{"time is infinite", "workers,seconds\n1,1e999\n", Options{}, `found "1e999" where a time above 0`},
		{"time is missing", "workers,seconds\n1,\n", Options{}, `no time in any row: fill in column "seconds"`},
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
		{"gzip cut short", "\x1f\x8b\x08", Options{}, "t.csv: truncated gzip data: fetch the file again"},
		{"xz", "\xfd7zXZ\x00", Options{}, "t.csv: truncated xz data: fetch the file again"},
		{"commas that may be either", "threads;time_ms\n1;1,204\n2;1,100\n", Options{}, `t.csv: line 2, column "time_ms": "1,204" may be 1204 or 1.204: write it without the mark, or 1.2040`},
		{"points that may be either", "threads,time_ms\n1,1.204\n2,640\n", Options{}, `line 2, column "time_ms": "1.204" may be 1204 or 1.204: write it without the mark`},
		{"S in seconds without N = 1", "p,S\n2,100\n4,60\n", Options{}, `column "S" is 100 at N = 2, which no speed-up is`},
		{"two ways of writing numbers", "threads;time_ms\n1;1,5\n2;1.5\n", Options{}, `line 3, column "time_ms": found "1.5" where a time above 0 should be`},
		{"columns that may be repeats or N", "test,t1,t2,t3\na,10,11,10\n", Options{}, "columns t1, t2, t3 may be repeats or one for each N"},
		{"one column for each N of what", "p,1 thread,2 threads\nx,10,11\n", Options{}, "the columns 1 thread, 2 threads hold may be times, throughputs or speed-ups"},
		{"words for each N of what", "1 thread,2 threads\n10,11\n", Options{}, "the columns 1 thread, 2 threads hold may be times, throughputs or speed-ups: name their quantity"},
		{"a gap in a row of N", "t1,t2,t4\n,,\n", Options{}, "line 2: no time in the row"},
		{"a word in a row of N", "t1,t2,t4\n10,x,2\n", Options{}, `line 2, column "t2": found "x" where a time above 0`},
		{"a short row of N", "t1,t2,t4\n10,3\n", Options{}, "line 2: found 2 fields where there should be 3"},
		{"a grid of processes", "P,Q,s\n1,2,10\n2,2,5\n", Options{}, "columns P and Q are the sides of a grid of processes: add a column procs with their product"},
		{"S in seconds", "p,S\n1,100\n2,60\n", Options{}, `column "S" is 100 at N = 1, which no speed-up is: name its quantity`},
		{"tokens or times", "threads,t/s\n1,100\n", Options{}, "name the one that is, and its quantity"},
		{"one name twice", "n,s,s\n1,100,10\n2,60,6\n4,40,5\n", Options{}, "columns 2 and 3 differ 10x and are no repeats: name one by its number"},
		{"a quantity of two columns", "n,score,s\n1,100,10\n", Options{YIs: "throughput"}, "each of the columns score, s could be what was measured: name one"},
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
		{"y-is", table, Options{YIs: "latency"}, "y-is", "type one of time, throughput, speedup"},
		{"x", table, Options{X: "m"}, "x", "no such column: type one of n, s, s"},
		{"x twice", table, Options{X: "s"}, "x", "2 columns have that name: type a number from 1 to 3"},
		{"x that is y", "x,y\n1,2\n", Options{X: "x", Y: "x"}, "x", "this column is what was measured: name another"},
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
