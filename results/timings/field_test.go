package timings_test

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"serialfraction/fit"
	"serialfraction/results/timings"
	"serialfraction/results/timings/curves"
)

// fitted reads a text and fits the curves in it. As in `harness fit`, a question is asked
// of a quantity that is not sure.
func fitted(t *testing.T, name, text string, o timings.Options, weak bool) ([]*curves.Analysis, error) {
	t.Helper()
	all, err := timings.Read(name, strings.NewReader(text), o)
	if err != nil {
		return nil, err
	}
	var as []*curves.Analysis
	for _, s := range all {
		a, err := curves.Analyze(curves.Series{Name: s.Name, Quantity: curves.Quantity(s.Quantity), Unit: s.Unit, Readings: s.Readings,
			Warnings: s.Warnings, Sure: s.Sure, Grows: s.Grows}, curves.Options{Method: fit.Default, Weak: weak})
		if err != nil {
			t.Fatal(err)
		}
		as = append(as, a)
	}
	return as, nil
}

// A fieldCase is a table as people have it. Of each curve that is read either S is known,
// or the verdict asks or is open.
type fieldCase struct {
	name, text string
	o          timings.Options
	weak       bool
	s          []float64 // of each curve; NaN = its verdict begins with "cannot tell"
	near       float64   // how far S may be off; 0 = 0.003
	says       string    // in the error, a verdict or a warning
}

// check holds a case against what is read of it.
func (c fieldCase) check(t *testing.T) {
	as, err := fitted(t, "t.csv", c.text, c.o, c.weak)
	if err != nil {
		if c.s != nil || c.says == "" || !strings.Contains(err.Error(), c.says) {
			t.Fatalf("refused: %v; want %q", err, c.says)
		}
		return
	}
	if len(as) != len(c.s) {
		for _, a := range as {
			t.Logf("%s: %s", a.Name, a.Verdict)
		}
		t.Fatalf("%d curves, want %d", len(as), len(c.s))
	}
	var all strings.Builder
	for i, a := range as {
		fmt.Fprintln(&all, a.Verdict, strings.Join(a.Warnings, "\n"))
		if math.IsNaN(c.s[i]) {
			if !strings.HasPrefix(a.Verdict, "cannot tell") {
				t.Errorf("%s: %s; want cannot tell", a.Name, a.Verdict)
			}
			continue
		}
		off := c.near
		if off == 0 {
			off = 0.003
		}
		if a.SerialFraction == nil || math.Abs(a.SerialFraction.Value-c.s[i]) > off {
			t.Errorf("%s: S = %+v, want %g ± %g: %s", a.Name, a.SerialFraction, c.s[i], off, a.Verdict)
		}
	}
	if !strings.Contains(all.String(), c.says) {
		t.Errorf("no %q in %s", c.says, all.String())
	}
}

// TestFieldFiles reads files that were once read as something else; testdata/field/README.md
// has what each is and how S is known.
func TestFieldFiles(t *testing.T) {
	open := math.NaN()
	for _, c := range []fieldCase{
		{name: "ns_per_day.csv", s: []float64{0.0458}},
		{name: "ns_per_day.csv", o: timings.Options{Y: "Performance (ns/day)", YIs: "throughput"}, s: []float64{0.0458}},
		{name: "letter_s.csv", s: []float64{0.0472}},
		{name: "bare_rates.csv", s: []float64{open}, says: "as throughputs and speed-ups do"},
		{name: "bare_rates.csv", o: timings.Options{YIs: "throughput"}, s: []float64{0.0577}},
		{name: "same_name_twice.csv", s: []float64{0.0577}, says: "column 3 is column 2 divided by N"},
		{name: "label_partial.csv", s: []float64{0.054, 0.050, open}, says: "all runs are at N = 1"},
		{name: "thousands.tsv", s: []float64{0.0558}},
		{name: "weak_rate.csv", weak: true, s: []float64{0.0452}},
		{name: "weak_ceiling.csv", weak: true, s: []float64{0.995}},
		{name: "weak_ceiling.csv", s: []float64{open}, says: "weak scaling if the work grows with N"},
		{name: "go_trailing_number.txt", s: []float64{0.900, open, 0.06}, near: 0.01},
		{name: "table.md", s: []float64{0.064}},
		{name: "wide_by_n.csv", s: []float64{0.0400, 0.0358}},
	} {
		b, err := os.ReadFile(filepath.Join("testdata/field", c.name))
		if err != nil {
			t.Fatal(err)
		}
		c.text = string(b)
		t.Run(c.name, c.check)
	}
}

// s is the serial fraction of the made tables.
const s = 0.04

// table writes a header and a row for each N, of the N and what of returns for the time of
// Amdahl's law, with 5 s at N = 1.
func table(header, row string, of func(n, seconds float64) []any, ns ...float64) string {
	var b strings.Builder
	b.WriteString(header + "\n")
	for _, n := range ns {
		fmt.Fprintf(&b, row+"\n", of(n, 5*(s+(1-s)/n))...)
	}
	return b.String()
}

// TestFieldTables reads tables in the shape of what programs and people write, made from
// Amdahl's law with S = 0.04.
func TestFieldTables(t *testing.T) {
	ns := []float64{1, 2, 4, 8, 16}
	times := func(header, row string, scale float64) string {
		return table(header, row, func(n, t float64) []any { return []any{n, t * scale} }, ns...)
	}
	rates := func(header, row string, scale float64) string {
		return table(header, row, func(n, t float64) []any { return []any{n, scale / t} }, ns...)
	}
	known, open := []float64{s}, []float64{math.NaN()}
	for _, c := range []fieldCase{
		{name: "GROMACS: ns/day of cores", text: rates("#cores,Performance (ns/day)", "%g,%.3f", 100), s: known},
		{name: "GROMACS: both units", text: table("Ranks\tns/day\thour/ns", "%g\t%.3f\t%.5f", func(n, t float64) []any { return []any{n, 100 / t, t} }, ns...), says: "each of the columns ns/day, hour/ns could be what was measured"},
		{name: "GROMACS: hours for a nanosecond", text: times("MPI,hour/ns", "%g,%.5f", 1), s: known},
		{name: "NAMD: days for a nanosecond", text: times("PEs,days/ns", "%g,%.6f", 0.1), s: known},
		{name: "NAMD: WallClock", text: times("PEs  WallClock", "%g  %.4f", 100), s: known},
		{name: "AMBER: ns/day of GPUs", text: rates("| GPUs | ns/day |\n|---|---|", "| %g | **%.2f** |", 100), s: known},
		{name: "LAMMPS: loop time", text: times("MPI tasks,Loop time", "%g,%.4f", 10), s: known},
		{name: "LAMMPS: rate of steps", text: rates("procs;katom-step/s", "%g;%.3f", 1e4), s: known},
		{name: "LAMMPS: time and rate", text: table("procs,Loop time,timesteps/s", "%g,%.4f,%.4f", func(n, t float64) []any { return []any{n, t, 100 / t} }, ns...), says: "each of the columns Loop time, timesteps/s could be"},
		{name: "Quantum ESPRESSO: CPU and WALL", text: table("ntasks,CPU (s),WALL (s)", "%g,%.3f,%.3f", func(n, t float64) []any { return []any{n, 0.9 * t, t} }, ns...), s: known},
		{name: "Quantum ESPRESSO: minutes and seconds", text: table("nproc,PWSCF WALL", "%g,%.0fm%.4fs", func(n, t float64) []any { return []any{n, math.Floor(t / 2), 60 * (t/2 - math.Floor(t/2))} }, ns...), s: known},
		{name: "SLURM: sacct", text: table("NNodes|Elapsed|State", "%g|%02.0f:%02.0f:%02.0f|COMPLETED", func(n, t float64) []any {
			seconds := math.Round(t * 1e4)
			return []any{n, math.Floor(seconds / 3600), math.Mod(math.Floor(seconds/60), 60), math.Mod(seconds, 60)}
		}, ns...), s: known},
		{name: "hours or minutes", text: "nodes,elapsed\n1,10:00\n2,5:12\n", says: `found "10:00" where a time above 0 should be`},
		{name: "VASP: OMP_NUM_THREADS", text: times("OMP_NUM_THREADS,Elapsed time (sec)", "%g,%.3f", 10), s: known},
		{name: "MKL_NUM_THREADS and GFLOPS", text: rates("MKL_NUM_THREADS,GFLOPS", "%g,%.3f", 50), s: known},
		{name: "HPL", text: "T/V                N    NB     P     Q               Time                 Gflops\nWR11C2R4       29184   192     1     1              628.61             2.6362e+01\nWR11C2R4       29184   192     2     2              170.10             9.7e+01\n", says: "each of the columns Time, Gflops could be"},
		{name: "HPL, Gflops", o: timings.Options{Y: "Gflops"}, text: "T/V                N    NB     P     Q               Time                 Gflops\nWR11C2R4       29184   192     1     1              628.61             2.6362e+01\nWR11C2R4       29184   192     2     2              170.10             9.7e+01\n", says: "columns P and Q are the sides of a grid of processes"},
		{name: "HPL by nodes", text: rates("nodes,Rmax (TFLOPS)", "%g,%.3f", 5), s: known},
		{name: "STREAM: one kernel", text: rates("threads,Triad (MB/s)", "%g,%.1f", 1e5), s: known},
		{name: "STREAM: all kernels", text: table("threads,Copy (MB/s),Scale (MB/s),Add (MB/s),Triad (MB/s)", "%g,%.1f,%.1f,%.1f,%.1f", func(n, t float64) []any { return []any{n, 1e5 / t, 1.1e5 / t, 1e5 / t, 1e5 / t} }, ns...), says: "each of the columns Copy (MB/s), Scale (MB/s), Add (MB/s), Triad (MB/s) could be"},
		{name: "STREAM: all kernels without a unit", text: table("threads,Copy,Triad", "%g,%.1f,%.1f", func(n, t float64) []any { return []any{n, 1e5 / t, 1e5 / t} }, ns...), says: "name the one that is, and its quantity"},
		{name: "OSU: latency of sizes", text: "# OSU MPI Latency Test v7.3\n# Size          Latency (us)\n1 1.10\n1024 2.30\n1048576 120.7\n", says: `column "Size" is a size, and no column counts the workers`},
		{name: "OSU: bandwidth of sizes", text: "# OSU MPI Bandwidth Test v5.6.2\n# Size      Bandwidth (MB/s)\n1                       3.98\n2                       8.04\n4                      16.10\n4194304             12345.67\n", says: `column "Size" is a size`},
		{name: "OSU: sizes between single spaces", text: "# Size Avg Latency(us)\n1 1.10\n2 1.20\n4 1.30\n", says: `column "Size" is a size`},
		{name: "OSU: sizes, tabs below spaces", text: "# Size Latency (us)\n1\t1.10\n2\t1.20\n", says: `column "Size" is a size`},
		{name: "OSU: a validated latency", text: "# Datatype: MPI_CHAR.\n# Size       Avg Latency(us)      Validation\n1                   1.10            Pass\n2                   1.20            Pass\n", says: `column "Size" is a size`},
		{name: "OSU: a collective", text: "# OSU MPI Allreduce Latency Test v7.3\n# Size       Avg Latency(us)   Min Latency(us)   Max Latency(us)  Iterations\n4        2.31      2.20      2.42        1000\n8        2.33      2.21      2.44        1000\n", says: `column "Size" is a size`},
		{name: "OSU: messages of pairs of each size", text: "# [ pairs: 2 ] [ window size: 64 ]\n# Size                  MB/s        Messages/s\n1                       3.98        3981000.10\n2                       8.04        4020000.20\n", says: `column "Size" is a size`},
		{name: "IMB", text: "#bytes #repetitions      t[usec]   Mbytes/sec\n0 1000 0.25 0.00\n1 1000 0.26 3.85\n", says: `column "bytes" is a size`},
		{name: "message sizes in a header", text: "msg size (B),MB/s\n1,3.98\n2,8.04\n", says: `column "msg size (B)" is a size`},
		{name: "OSU: sizes that the caller takes for N", o: timings.Options{X: "Size"}, text: rates("# Size  Bandwidth (MB/s)", "%g %.3f", 100), s: known},
		{name: "OSU: one size at several N", text: rates("# procs   Bandwidth (MB/s)", "%g %.3f", 100), s: known},
		{name: "OSU: messages of pairs", text: rates("# pairs   Messages/s\nprocs Messages/s", "%g %.1f", 1e6), s: known},
		{name: "NPB: rates of each process", text: table("procs,Mop/s/process", "%g,%.3f", func(n, t float64) []any { return []any{n, 1000 / t / n} }, ns...), s: known, says: "it is multiplied by N"},
		{name: "NPB: total and each", text: table("procs,Mop/s total,Mop/s/process", "%g,%.3f,%.3f", func(n, t float64) []any { return []any{n, 1000 / t, 1000 / t / n} }, ns...), s: known},
		{name: "sysbench: tps and latency", text: table("threads,tps,lat_avg_ms,p95_ms", "%g,%.2f,%.3f,%.3f", func(n, t float64) []any { return []any{n, 1000 / t, t * n, 2 * t * n} }, ns...), s: known},
		{name: "sysbench: events", text: rates("Threads\tevents per second", "%g\t%.2f", 1000), s: known},
		{name: "pgbench: clients", text: table("clients | tps | latency average (ms)\n--------+-----+---------", " %g | %.2f | %.3f", func(n, t float64) []any { return []any{n, 1000 / t, t * n} }, ns...), s: known},
		{name: "hyperfine: Markdown", text: "| Command | Mean [ms] | Min [ms] | Max [ms] | Relative |\n|:---|---:|---:|---:|---:|\n| `xz -T1` | 200.0 ± 1.0 | 198 | 203 | 1.00 |\n| `xz -T2` | 104.0 ± 1.0 | 103 | 106 | 0.52 |\n", s: []float64{math.NaN()}, says: `N is taken from the commands, "xz -TN"`},
		{name: "llama-bench: tokens", text: "| model | threads | test | t/s |\n|---|---:|---:|---:|\n| 7B | 1 | tg128 | 3.10 ± 0.01 |\n| 7B | 2 | tg128 | 5.96 ± 0.02 |\n", says: "name the one that is, and its quantity"},
		{name: "llama-bench: tokens, named", o: timings.Options{Y: "t/s", YIs: "throughput"}, text: rates("| model | threads | t/s |\n|---|---:|---:|", "| 7B | %g | %.3f ± 0.01 |", 30), s: known},
		{name: "training: images of GPUs by epoch", text: table("gpus,epoch,images/s", "%[1]g,1,%.2[2]f\n%[1]g,2,%.2[3]f\n%[1]g,3,%.2[4]f", func(n, t float64) []any { return []any{n, 999 / t, 1000 / t, 1001 / t} }, ns...), s: known},
		{name: "LUMI: GCDs", text: rates("GCDs,FOM (MLUPS)", "%g,%.3f", 1000), s: known},
		{name: "climate: SYPD of total_cores", text: rates("total_cores,SYPD", "%g,%.4f", 10), s: known},
		{name: "ISO 80000", text: times("N,T/ms", "%g,%.3f", 1000), s: known},
		{name: "ISO 80000, time/s", text: times("p;time/s", "%g;%.3f", 1), s: known},
		{name: "minutes", text: times("nodes,Time (min)", "%g,%.4f", 10), s: known},
		{name: "date and time of day", text: table("date,time,threads,seconds", "2026-01-01,10:%02.0[1]f:00,%[1]g,%.4[2]f", func(n, t float64) []any { return []any{n, t} }, ns...), s: known},
		{name: "a date with a time of day", text: table("time;threads;seconds", "2026-01-01T10:%02.0[1]f:00Z;%[1]g;%.4[2]f", func(n, t float64) []any { return []any{n, t} }, ns...), s: known},
		{name: "a date, elapsed", text: table("date,threads,elapsed", "1.5.2026,%g,00:%02.0f:%02.0f", func(n, t float64) []any {
			seconds := math.Round(t * 600)
			return []any{n, math.Floor(seconds / 60), math.Mod(seconds, 60)}
		}, ns...), s: known},
		{name: "a date, and seconds called time", text: times("date,threads,time", "2026-01-01,%g,%.4f", 1), s: known},
		{name: "the time of day alone", text: "date,time,threads\n2026-01-01,10:00:00,1\n2026-01-01,10:01:00,2\n2026-01-01,10:02:00,4\n", says: `column "time" has dates or times of day`},
		{name: "a clock that the caller takes for the time", o: timings.Options{Y: "time"}, text: "date,time,threads\n2026-01-01,00:05:00,1\n2026-01-01,00:02:36,2\n", s: known},
		{name: "time of day by its name", text: table("time of day,threads,seconds", "10:%02.0[1]f:00,%[1]g,%.4[2]f", func(n, t float64) []any { return []any{n, t} }, ns...), s: known},
		{name: "dates without a header", text: times("", "2026-01-01,%g,%.4f", 1), s: known},
		{name: "node hours", text: table("nodes,node-hours,wall hours", "%g,%.4f,%.5f", func(n, t float64) []any { return []any{n, t * n, t} }, ns...), s: known},
		{name: "core hours alone", text: table("cores,core-hours", "%g,%.4f", func(n, t float64) []any { return []any{n, t * n} }, ns...), says: "name the one that is, and its quantity"},
		{name: "a table of a textbook", text: table("p,T_p,S_p,E_p", "%g,%.4f,%.4f,%.4f", func(n, t float64) []any { return []any{n, t, 5 / t, 5 / t / n} }, ns...), s: known},
		{name: "speed-ups and efficiencies", text: table("p,S(p),E(p)", "%g,%.4f,%.4f", func(n, t float64) []any { return []any{n, 5 / t, 5 / t / n} }, ns...), s: known},
		{name: "speed-ups with their sign", text: table("| Nodes | Speedup |\n|---|---|", "| %g | %.4fx |", func(n, t float64) []any { return []any{n, 5 / t} }, ns...), s: known},
		{name: "weak scaling by a column", text: "nodes,atoms,time (s)\n1,1000,10\n2,2000,10.2\n4,4000,10.5\n8,8000,10.9\n", s: open, says: `column "atoms" is N times a constant`},
		{name: "weak scaling without one", text: "nodes,time (s)\n1,10\n2,10.2\n4,10.5\n8,10.9\n", s: []float64{1.0}, near: 0.2, says: "if the work grows with N, this is weak scaling"},
		{name: "two machines in one column of hosts", text: table("host,threads,s", "a,%[1]g,%.4[2]f\nb,%[1]g,%.4[3]f", func(n, t float64) []any { return []any{n, t, 2 * t} }, ns...), s: []float64{s, s}},
		{name: "before and after without a word", text: table("threads,s", "%[1]g,%.4[2]f\n%[1]g,%.4[3]f", func(n, t float64) []any { return []any{n, t, 2.5 * t} }, ns...), s: known, near: 0.02, says: "repeats at one N are unlike: N = 1 has 1 run near 5.00 s and 1 run near 12.5 s"},
	} {
		t.Run(c.name, c.check)
	}
}
