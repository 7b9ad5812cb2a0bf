package report

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"serialfraction/fit"
	"serialfraction/harness/golden"
	"serialfraction/harness/machine"
	"serialfraction/results/analysis"
	"serialfraction/results/compare"
	"serialfraction/results/number"
	"serialfraction/results/report/draw"
)

// comparison compares three sweeps and has every kind of row.
func comparison() *compare.Comparison {
	at := func(value, lo, hi, level float64) fit.Interval {
		return fit.Interval{Value: value, Lo: lo, Hi: hi, Level: level}
	}
	own := func(value, half float64) fit.Interval { return at(value, value-half, value+half, 0.95) }
	const each = 0.996
	inf := math.Inf(1)
	rows := []compare.Row{
		{Quantity: "T(1)", Unit: "s", Workers: 1, Old: own(0.996, 0.01), New: own(1.8, 0.01), Difference: at(0.804, 0.78, 0.82, each),
			Ratio: new(at(1.807, 1.78, 1.83, each)), P: new(1e-9), Verdict: compare.Slower},
		{Quantity: "speedup@8", Unit: "x", Workers: 8, Old: own(6.98, 0.1), New: own(6.99, 0.1), Difference: at(0.01, -0.03, 0.05, each),
			Ratio: new(at(1.001, 0.996, 1.007, each)), P: new(1.0), Verdict: compare.Same},
		{Quantity: "rows/s/worker", Unit: "rows/s", Old: own(561.2, 3), New: own(1234, 20), Difference: at(672, 620, 710, each),
			Ratio: new(at(2.2, 2.1, 2.3, each)), P: new(1e-9), Verdict: compare.Faster},
		{Quantity: "program", Unit: "1", Old: own(0.0201, 0.001), New: own(0.0203, 0.001), Difference: at(0.0002, -0.0016, 0.002, each), Verdict: compare.Same},
		{Quantity: "T1", Unit: "s", Workers: 1, Old: own(0.996, 0.01), New: own(1.8, 0.01), Difference: at(0.804, 0.78, 0.82, each),
			Ratio: new(at(1.807, 1.78, 1.83, each)), P: new(1e-9), Verdict: compare.Slower},
		{Quantity: "S", Unit: "1", Old: own(0.0209, 0.004), New: own(0.0239, 0.004), Difference: at(0.003, -0.004, 0.01, each),
			P: new(0.4), Verdict: compare.CannotTell, Repeats: 1240},
		{Quantity: "machine", Unit: "1", Old: own(0.0008, 0.004), New: own(0.2036, 0.004), Difference: at(0.2028, -inf, inf, each),
			Verdict: compare.CannotTell, OtherWork: true, Reason: `other work on the machine of "server" could make or hide it`},
		{Quantity: "ceiling", Unit: "x", Old: at(47.8, 40, inf, 0.95), New: at(inf, 30, inf, 0.95), Difference: at(math.NaN(), -inf, inf, each),
			Ratio: new(at(math.NaN(), -inf, inf, each)), Verdict: compare.CannotTell, Reason: "it is settled with S"},
		{Quantity: "cause:split", Unit: "1", Old: own(0.0201, 0.0002), New: own(0.0504, 0.0007), Difference: at(0.0302, 0.0291, 0.0314, each),
			P: new(1e-12), Verdict: compare.More, OldShare: new(0.96), NewShare: new(0.99)},
	}
	machine := machine.Description{OS: "linux", Kernel: "6.1.0", CPUModel: "Example CPU", LogicalCPUs: 8, AffinityCPUs: 8, EffectiveCPUs: 8, GoVersion: "go1.26", GOMAXPROCS: 8}
	side := func(name string) compare.Side {
		return compare.Side{Name: name, Machine: machine, Workers: []int{1, 8}, Fitted: []int{1, 8}, Repeats: 20, Model: "amdahl"}
	}
	busy := side("server\x1b[2J")
	busy.ProgramSerialFraction, busy.MachineSerialFraction = new(own(0.0203, 0.001)), new(own(0.2036, 0.004))
	busy.OtherWork = &analysis.BusyMachine{Workers: 8, Share: 0.53, SerialFraction: 0.2, Made: true, Without: new(own(0.0236, 0.004))}
	return &compare.Comparison{
		Schema: 1, Verdict: "B is 0.55x (0.55–0.56x) as fast as A on one worker.", Scope: analysis.Pipeline,
		Level: 0.95, RowLevel: each, Tests: 9, Margins: compare.DefaultMargins, Baseline: side("laptop"),
		Pairs: []compare.Pair{
			{Side: busy, Differences: []compare.Difference{{Key: "machine.cpu_model", Old: "Example CPU", New: "Other|CPU"},
				{Key: "machine.caches", Old: "", New: strings.Repeat("12345678 ", 10)}}, Rows: rows,
				Warnings: []string{"N = 2 in laptop: an N that only one of the two sweeps has is not compared"},
				Next:     []string{"harness sweep --data golub --pace 250us --workers 1,2,4,8 --repeats 1240 -o laptop-more.jsonl", "harness sweep --repeats 1240 -o server-more.jsonl"}},
			{Side: side("again"), Paired: true, Differences: []compare.Difference{}, Rows: rows[:2], Warnings: []string{}, Next: []string{}},
		},
	}
}

// TestCompareGolden draws a comparison in every format, the table at three widths and
// in colour.
func TestCompareGolden(t *testing.T) {
	var got strings.Builder
	drawn := func(title string, f Format[*compare.Comparison], s Style) string {
		var b bytes.Buffer
		if err := f.Write(&b, comparison(), s); err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&got, "== %s ==\n%s\n", title, strings.ReplaceAll(b.String(), "\x1b", "␛"))
		return b.String()
	}
	for _, width := range []int{80, 120} {
		for line := range strings.Lines(drawn(fmt.Sprintf("table, %d columns", width), CompareFormats[0], Style{Width: width})) {
			if n := draw.Width(strings.TrimRight(line, "\n")); n > width {
				t.Errorf("%d columns in %d: %q", n, width, line)
			}
			if strings.Contains(line, "\x1b") {
				t.Errorf("a name steers the terminal: %q", line)
			}
		}
	}
	drawn("table, colour", CompareFormats[0], Style{Width: 80, Color: true})
	for _, f := range CompareFormats[1:] {
		drawn(f.Name, f, Style{})
	}
	golden.File(t, "testdata/compare.golden", []byte(got.String()))
}

// several compares sides of several sweeps.
func several() *compare.Comparison {
	c := comparison()
	at := time.Date(2026, 11, 20, 9, 30, 0, 0, time.UTC)
	sweeps := func(seconds ...float64) (list []compare.Sweep) {
		for i, s := range seconds {
			list = append(list, compare.Sweep{Name: fmt.Sprint("old", i+1), Time: at.Add(time.Duration(i) * time.Hour), Seconds: s})
		}
		return list
	}
	c.Baseline.Name, c.Baseline.Sweeps = "old*", sweeps(0.9871, 1.004, 0.9962)
	p := &c.Pairs[0]
	p.Side = c.Pairs[1].Side
	p.Name, p.Sweeps, p.Apart, p.Warnings = "new*", sweeps(1.79, 1.81), true, nil
	p.Rows = p.Rows[:6]
	for i := range p.Rows {
		r := &p.Rows[i]
		r.OldSweeps, r.NewSweeps = []float64{1, 2, 3}, []float64{4, 5}
		r.Repeats, r.Sweeps = 0, r.Repeats/100
	}
	p.Next = []string{`for i in $(seq 10); do harness sweep -o "old-more-$i.jsonl"; harness sweep -o "new-more-$i.jsonl"; done`}
	c.Pairs = c.Pairs[:1]
	return c
}

// TestSeveralGolden draws the comparison of several sweeps a side.
func TestSeveralGolden(t *testing.T) {
	var got strings.Builder
	for _, f := range CompareFormats {
		var b bytes.Buffer
		if err := f.Write(&b, several(), Style{Width: 80}); err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&got, "== %s ==\n%s\n", f.Name, b.String())
	}
	golden.File(t, "testdata/comparesweeps.golden", []byte(got.String()))
}

// Sweeps of two builds are made again with the build of each.
func TestSettling(t *testing.T) {
	for key, want := range map[string]bool{"version": true, "build.revision": true, "args.plant": false, "machine.hostname": false} {
		got := settling(compare.Pair{Differences: []compare.Difference{{Key: key, Old: "a", New: "b"}}})
		if strings.HasSuffix(got, ", each with the harness that made its sweep:") != want || !strings.HasSuffix(got, ":") {
			t.Errorf("%s: %q", key, got)
		}
	}
}

// An interval that a verdict rests on is written so that it shows it, and none with fifty digits.
func TestContrastEnds(t *testing.T) {
	ratio := func(value, lo, hi float64) compare.Row {
		return compare.Row{Ratio: &fit.Interval{Value: value, Lo: lo, Hi: hi}}
	}
	for _, tt := range []struct {
		row  compare.Row
		want string
	}{
		{ratio(1.015, 1.00004, 1.03), "1.00004–1.03000"},
		{ratio(0.99, 0.97, 1.01), "0.970–1.010"},
		{ratio(1.1, 1e-52, 1e52), number.None},
		{ratio(1.1, 0.9, 1e52), "≥ 0.90"},
		{compare.Row{Difference: fit.Interval{Value: 0.01, Lo: 0.00001, Hi: 0.02}}, "0.00001–0.02000"},
		{compare.Row{Difference: fit.Interval{Value: 0.01, Lo: -1e9, Hi: 1e9}}, number.None},
	} {
		if got := contrastEnds(tt.row); got != tt.want {
			t.Errorf("%+v: %q, want %q", tt.row, got, tt.want)
		}
	}
}

// TestCompareForPrograms reads the formats for programs back.
func TestCompareForPrograms(t *testing.T) {
	c := comparison()
	write := func(name string) *bytes.Buffer {
		f, err := CompareFormats.Lookup(name)
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := f.Write(&b, c, Style{}); err != nil {
			t.Fatal(err)
		}
		return &b
	}
	var back compare.Comparison
	if err := json.Unmarshal(write("json").Bytes(), &back); err != nil {
		t.Fatal(err)
	}
	if r, ok := back.Pairs[0].Row("ceiling"); !ok || !math.IsInf(r.Difference.Hi, 1) || r.P != nil {
		t.Errorf("an open end does not come back: %+v", r)
	}
	rows, err := csv.NewReader(write("csv")).ReadAll()
	if err != nil || len(rows) != 1+9+2 {
		t.Errorf("%d rows, %v", len(rows), err)
	}
	if _, err := CompareFormats.Lookup("xml"); err == nil || !strings.Contains(err.Error(), "table, json, csv, md") {
		t.Error(err)
	}
}

// Long values that begin alike are shown from where they differ.
func TestDifferenceText(t *testing.T) {
	long := strings.Repeat("x", 60)
	for _, tt := range []struct {
		d    compare.Difference
		want string
	}{
		{compare.Difference{Key: "args.plant", Old: "0.02", New: "0.05"}, "plant: 0.02 → 0.05"},
		{compare.Difference{Key: "request.program", Old: "./job 1", New: ""}, "program: ./job 1 → –"},
		{compare.Difference{Key: "request.settings.env", Old: "A=1", New: "A=2"}, "env: A=1 → A=2"},
		{compare.Difference{Key: "request.program", Old: long + " --threads 1", New: long + " --threads 2"}, "program: …x --threads 1 → …x --threads 2"},
		{compare.Difference{Key: "machine.pages", Old: long, New: long + "y"}, "pages: …xxxxxxxxxxxx → …xxxxxxxxxxxxy"},
	} {
		if got := differenceText(tt.d); got != tt.want {
			t.Errorf("%q, want %q", got, tt.want)
		}
	}
}
