package report

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"

	"serialfraction/fit"
	"serialfraction/harness/golden"
	"serialfraction/harness/machine"
	"serialfraction/results/analysis"
	"serialfraction/results/compare"
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
