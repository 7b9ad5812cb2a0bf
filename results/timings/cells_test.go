package timings_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"serialfraction/results/timings"
)

// TestCells reads tables whose cells are written as people write them.
func TestCells(t *testing.T) {
	rows := func(header, row string, scale float64) string {
		return header + "\n" + joined(func(n, t float64) string { return fmt.Sprintf(row+"\n", n, t*scale) })
	}
	clock := func(form string) func(n, t float64) string { // minutes and seconds of a time that is 60 times as long
		return func(n, t float64) string {
			return fmt.Sprintf(form, n, math.Floor(t), 60*(t-math.Floor(t)))
		}
	}
	known := []float64{s}
	both := []float64{s, s}
	const bars = "| threads | time |\n|--------:|-----:|"
	for _, c := range []fieldCase{
		{name: "milliseconds", text: rows("threads,time", "%g,%.3f ms", 1000), s: known},
		{name: "milliseconds without a space", text: rows("threads;result", "%g;%.3fms", 1000), s: known},
		{name: "microseconds", text: rows("threads,x", "%g,%.0f µs", 1e6), s: known},
		{name: "units that change", text: "threads,time\n1,5 s\n2,2600 ms\n4,1400ms\n8,0.8 s\n16,500 ms\n", s: known},
		{name: "another unit than the name's", text: "threads,time (ms)\n1,5 s\n2,2600\n4,1400\n8,800\n16,500\n", s: known},
		{name: "a unit in some cells alone", text: "threads,time\n1,5 s\n2,2600\n", says: "line 3, column \"time\": found no unit, which line 2 has"},
		{name: "minutes and seconds, 1m54.6s", text: bars + "\n" + joined(clock("| %g | %.0fm%.3fs |\n")), s: known},
		{name: "minutes and seconds, 1 min 54.6 s", text: bars + "\n" + joined(clock("| %g | %.0f min %.3f s |\n")), s: known},
		{name: "minutes and seconds, 1:54.6", text: bars + "\n" + joined(clock("| %g | %.0f:%06.3f |\n")), s: known},
		{name: "minutes or hours", text: "threads,time\n1,10:00\n", says: "it may be minutes or hours, write 10:00.0 or 10:00:00"},
		{name: "speed-ups", text: "| threads | result |\n|---|---|\n" + joined(func(n, t float64) string { return fmt.Sprintf("| %g | %.4fx |\n", n, 5/t) }), s: known},
		{name: "speed-ups beside times", text: "threads,time,gain\n" + joined(func(n, t float64) string { return fmt.Sprintf("%g,%.4f,%.1fx\n", n, t, 5/t) }), s: known},
		{name: "the speed-up in brackets", text: rows("threads,time (s)", "%g,%.4f (1.9x)", 1), s: known},
		{name: "the error of the last digits", text: rows("threads,time (s)", "%g,%.4f(5)", 1), s: known},
		{name: "scatter with a unit", text: rows(bars, "| %g | %.3f ms ± 0.2 ms |", 1000), s: known},
		{name: "a unit behind the scatter", text: rows(bars, "| %g | %.3f ± 0.2 ms |", 1000), s: known},
		{name: "spaces between columns and units", text: rows("threads   time", "%g   %.3f ms", 1000), s: known},
		{name: "a header of several words between spaces", text: rows("threads   wall time (ms)", "%g   %.3f", 1000), s: known},
		{name: "workers with a word", text: rows("config,time", "%g threads,%.4f", 1), s: known},
		{name: "workers as N=4", text: rows("run;time", "N=%g;%.4f", 1), s: known},
		{name: "rates with a prefix", text: "threads,req/s\n" + joined(func(n, t float64) string { return fmt.Sprintf("%g,%.4fk\n", n, 5/t) }), s: known},
		{name: "rates with their unit", text: "threads,throughput\n" + joined(func(n, t float64) string { return fmt.Sprintf("%g,%.4f ops/s\n", n, 5/t) }), s: known},
		{name: "rates with several units", text: "threads,throughput\n1,5 ops/s\n2,300 ops/min\n", says: `found "300 ops/min", whose unit is not the "ops/s" of line 2`},

		{name: "a missing time", text: rows("threads,time", "%g,%.4f", 1) + "32,NA\n64,\n", s: known, says: `lines 7 and 8 without a value ("NA" in column "time") are left out`},
		{name: "a run that failed", text: rows("threads,time", "%g,%.4f", 1) + "32,OOM\n", s: known, says: `line 7 without a value ("OOM" in column "time") is left out`},
		{name: "a missing N", text: rows("threads,time", "%g,%.4f", 1) + "-,3\n", s: known, says: "line 7 without a value"},
		{name: "the first time is missing", text: rows("threads,time\n1,-", "%g,%.4f", 1), s: known, says: "line 2 without a value"},
		{name: "all are missing", text: "threads,time\n1,NA\n2,NA\n", says: "no time in any row"},

		{name: "Excel: a unit in the name, decimal commas", text: strings.ReplaceAll(rows("threads;time (ms)", "%g;%.3f", 1000), ".", ","), s: known},
		{name: "Excel: Wall [s]", text: rows("Threads,Wall [s]", "%g,%.4f", 1), s: known},
		{name: "Excel: sep=", text: strings.ReplaceAll(rows("sep=;\nthreads;time (s)", "%g;%.4f", 1), ".", ","), s: known},
		{name: "Excel: empty columns and rows", text: rows("threads,time (s),,", "%g,%.4f,,", 1) + ",,,\n", s: known},
		{name: "Excel: thousands", text: "threads;time (ms)\n1;5.000,0\n2;2.600,0\n4;1.400,0\n8;800,0\n16;500,0\n", s: known},
		{name: "a line of units", text: rows("threads\ttime\n[-]\t[ms]", "%g\t%.3f", 1000), s: known},

		{name: "prose above", text: "Scaling of the solver\n\nMeasured on 3 machines, 5 runs of each, in May:\n\n" + rows("threads,seconds", "%g,%.4f", 1), s: known, says: "the text above line 5 is skipped"},
		{name: "prose above and below bars", text: "# Results\n\nWe ran it on 4 nodes of 16 cores.\n\n" + rows(bars, "| %g | %.4f |", 1) + "\nThe ceiling is 25x, see below.\n", s: known, says: "the text from line 13 on is skipped"},
		{name: "prose above spaces", text: "Times of the solver, machine A\n" + rows("threads seconds", "%g %.4f", 1), s: known},
		{name: "prose above rows without a header", text: "Times of the solver\n" + rows("", "%g %.4f", 1), s: known},
		{name: "prose that has a colon and commas", text: "Host: alpha, 16 cores\nDate: 2026-11-29\n\n" + rows("threads,seconds", "%g,%.4f", 1), s: known},
		{name: "a table of each program", text: "## alpha\n\n" + rows(bars, "| %g | %.4f |", 1) + "\n## beta\n\n" + rows(bars, "| %g | %.4f |", 2), s: both, says: "curves of their own"},
		{name: "files that were joined", text: rows("threads,seconds", "%g,%.4f", 1) + rows("threads,seconds", "%g,%.4f", 1.001), s: known, says: "the header is there again in line 7, and the rows below are taken as repeats"},
		{name: "another table below", text: rows(bars, "| %g | %.4f |", 1) + "\nAnd on GPUs:\n\n| gpus | time |\n|---|---|\n| 1 | 3 |\n", s: known, says: "another table begins in line 11 and is not read"},

		{name: "sacct: steps and failures", text: "JobID|NCPUS|Elapsed|State\n" + joined(func(n, t float64) string {
			sec := int(math.Round(t * 1000))
			of := fmt.Sprintf("%02d:%02d:%02d", sec/3600, sec/60%60, sec%60)
			return fmt.Sprintf("%[1]d|%[2]g|%[3]s|COMPLETED\n%[1]d.batch|%[2]g|%[3]s|COMPLETED\n%[1]d.0|%[2]g|00:00:07|COMPLETED\n", 4710+int(n), n, of)
		}) + "4800|32|00:00:01|FAILED\n", s: known, says: "did not end well (FAILED)"},
		{name: "GNU parallel: joblog", text: "Seq\tHost\tStarttime\tJobRuntime\tSend\tReceive\tExitval\tSignal\tCommand\n" + joined(func(n, t float64) string {
			return fmt.Sprintf("1\t:\t1790000000.1\t%.3f\t0\t0\t0\t0\t./a --threads %.0f\n", t, n)
		}) + "1\t:\t1790000000.1\t0.001\t0\t0\t1\t0\t./a --threads 32\n", s: known, says: "Exitval 1"},

		{name: "wide: program and numbers", o: timings.Options{YIs: "time"}, text: "program,1,2,4,8\na,5,2.6,1.4,0.8\nb,10,5.2,2.8,1.6\n", s: both},
		{name: "wide: program and numbers, of what", text: "program,1,2,4,8\na,5,2.6,1.4,0.8\n", says: "may be times, throughputs or speed-ups: name their quantity"},
		{name: "wide: cells with units", text: "program,1,2,4,8\na,5 s,2.6 s,1.4 s,800 ms\nb,10 s,5.2 s,2.8 s,1.6 s\n", s: both},
		{name: "wide: N=1, speed-ups", text: "| program | N=1 | N=2 | N=4 |\n|---|---|---|---|\n| a | 1.0x | 1.9231x | 3.5714x |\n", s: known},
		{name: "wide: 1 thread", o: timings.Options{YIs: "time"}, text: "program;1 thread;2 threads;4 threads\na;5;2,6;1,4\n", s: known},
		{name: "wide: t1", text: "program,t1,t2,t4\na,5,2.6,1.4\n", s: known},
		{name: "wide: threads in the corner, programs below", text: "threads,1,2,4,8\na (s),5,2.6,1.4,0.8\n", s: known},
		{name: "wide: a run is missing", text: "program,t1,t2,t4,t8\na,5,2.6,1.4,NA\nb,10,5.2,2.8,1.6\n", s: both, says: `line 2 without a value ("NA" in column "t8")`},
		{name: "wide: 1x and 2x", text: "program,1x,2x,4x\na,5,2.6,1.4\n", says: "may be times, throughputs or speed-ups: name their quantity"},

		{name: "a column for each program", o: timings.Options{YIs: "time"}, text: table("threads,alpha,beta", "%g,%.4f,%.4f", func(n, t float64) []any { return []any{n, t, 2 * t} }, outputNs...), s: both},
		{name: "a column for each program, with units", text: table("| threads | alpha | beta |\n|---|---|---|", "| %g | %.4f s | %.1f ms |", func(n, t float64) []any { return []any{n, t, 2000 * t} }, outputNs...), s: both},
		{name: "a column for each program, of what", text: table("threads,alpha,beta", "%g,%.4f,%.4f", func(n, t float64) []any { return []any{n, t, 2 * t} }, outputNs...), says: "none of the columns threads, alpha, beta is known to be a time"},
		{name: "nodes that do not vary", text: rows("nodes,threads,seconds", "1,%g,%.4f", 1), s: known},
		{name: "a table drawn with characters for boxes", text: "┌─────────┬─────────┐\n│ threads │ seconds │\n├─────────┼─────────┤\n" + rows("", "│ %g │ %.4f │", 1)[1:] + "└─────────┴─────────┘\n", s: known},
		{name: "psql's and MySQL's frame", text: "+---------+---------+\n| threads | seconds |\n+---------+---------+\n" + rows("", "| %g | %.4f |", 1)[1:] + "+---------+---------+\n5 rows in set (0.00 sec)\n", s: known},
		{name: "a heading for the second part", text: rows("threads,seconds", "%g,%.4f", 1) + "\n# beta\n" + rows("threads,seconds", "%g,%.4f", 2), s: both},
		{name: "a name of a host is no N", text: "host,seconds\nnode1,10\nnode2,5.2\n", says: "none of the columns host, seconds is known to count workers: name the one that does"},
		{name: "rows without a header, with units", text: rows("", "%g %.3f ms", 1000), s: known},

		{name: "neither N nor a measure", text: "a,b\n1,10\n2,5\n", says: "none of the columns a, b is known to count workers, nor to be a time, a throughput or a speed-up: name what counts the workers, what was measured and its quantity"},
		{name: "no N, and two measures", text: "a,parse_s,solve_s\n1,10,3\n2,5,2\n", says: "none of the columns a, parse_s, solve_s is known to count workers, and each of the columns parse_s, solve_s could be what was measured: name what counts the workers and what was measured"},
	} {
		t.Run(c.name, c.check)
	}
}
