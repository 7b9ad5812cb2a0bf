package sizes

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"serialfraction/fit"
	"serialfraction/results/analysis"
)

// A job has causes of seconds fixed + perRow·rows of its serial time.
type job struct {
	row    float64 // seconds on one worker
	start  float64 // fixed seconds on one worker
	causes map[string][2]float64
}

// report returns the analysis of an undisturbed sweep; each interval is ± a share of its value.
func (j job) report(rows int, share float64) *analysis.Report {
	around := func(x float64) fit.Interval {
		return fit.Interval{Value: x, Lo: x - math.Abs(share*x), Hi: x + math.Abs(share*x), Level: 0.95}
	}
	one := j.start + j.row*float64(rows)
	a := &analysis.Report{T1Seconds: new(around(one)), FittedWorkers: []int{1, 2}}
	sum := 0.0
	for _, name := range []string{"spawn", "merge"} {
		c := j.causes[name]
		s := (c[0] + c[1]*float64(rows)) / one
		sum += s
		a.Causes = append(a.Causes, analysis.Cause{Name: name, Interval: around(s)})
	}
	a.SerialFraction = new(around(sum))
	return a
}

// sample has 20 ms of start whatever the rows, and 1 % of a row in the merge.
var sample = job{row: 1e-4, start: 0.02, causes: map[string][2]float64{"spawn": {0.02, 0}, "merge": {0, 1e-6}}}

func (j job) study(share float64, rows ...int) *Study {
	var list []Size
	var reports []*analysis.Report
	for _, n := range rows {
		list = append(list, Size{Rows: n, File: "x"})
		reports = append(reports, j.report(n, share))
	}
	return Of(list, reports)
}

// What is fixed and what grows is found from the sizes, and the causes add up to the whole.
func TestLines(t *testing.T) {
	s := sample.study(0.01, 1000, 10_000, 100_000)
	near := func(what string, got, want float64) {
		t.Helper()
		if math.Abs(got-want) > 1e-9*math.Abs(want)+1e-15 {
			t.Errorf("%s: %v, want %v", what, got, want)
		}
	}
	near("fixed seconds", s.FixedSeconds.Value, 0.02)
	near("seconds per row", s.SecondsPerRow.Value, 1e-6)
	near("S of a large job", s.LargeJobSerial.Value, 0.01)
	near("S between the sizes", s.Curve(5000), (0.02+1e-6*5000)/(0.02+1e-4*5000))
	fixed, perRow := 0.0, 0.0
	for _, c := range s.Causes {
		fixed, perRow = fixed+c.Fixed.Value, perRow+c.PerRow.Value
		if want := map[string]Growth{"spawn": Fixed, "merge": Grows}[c.Name]; c.Growth != want {
			t.Errorf("%s grows %q, want %q: %+v", c.Name, c.Growth, want, c)
		}
	}
	near("the causes' fixed seconds", fixed, s.FixedSeconds.Value)
	near("the causes' seconds per row", perRow, s.SecondsPerRow.Value)
	if !strings.HasPrefix(s.Verdict, "S is less with more rows: 0.1") || !strings.Contains(s.Verdict, "20.0 ms") {
		t.Errorf("verdict %q", s.Verdict)
	}
}

// What the intervals leave open is not concluded.
func TestNothingIsConcluded(t *testing.T) {
	wide := sample.study(3, 1000, 2000)
	for _, c := range wide.Causes {
		if c.Growth != Unclear {
			t.Errorf("%s grows %q by intervals of three times their value", c.Name, c.Growth)
		}
	}
	if !strings.HasPrefix(wide.Verdict, "S is not seen to change with the rows: ") {
		t.Errorf("verdict %q", wide.Verdict)
	}
	one := Of([]Size{{Rows: 10}, {Rows: 20, State: "not begun"}}, []*analysis.Report{sample.report(10, 0.1), nil})
	if !strings.HasPrefix(one.Verdict, "Cannot tell what S depends on: only 10 rows") || one.FixedSeconds != nil {
		t.Errorf("of one size: %q", one.Verdict)
	}
	if none := Of([]Size{{Rows: 10}}, []*analysis.Report{nil}); none.Verdict != "Cannot tell what S depends on: no size has an S of the job." {
		t.Errorf("of none: %q", none.Verdict)
	}
}

// Of sizes between the two ends one above or below both is seen, and one that may be between is not.
func TestDependence(t *testing.T) {
	verdict := func(half float64, serial ...float64) string {
		var list []Size
		var reports []*analysis.Report
		for k, x := range serial {
			a := sample.report(1000<<k, 0.01)
			a.SerialFraction = &fit.Interval{Value: x, Lo: x - half, Hi: x + half, Level: 0.95}
			list, reports = append(list, Size{Rows: 1000 << k}), append(reports, a)
		}
		return Of(list, reports).Verdict
	}
	for _, tc := range []struct {
		serial []float64
		half   float64
		want   string
	}{
		{[]float64{0.02, 0.05, 0.021}, 0.005, "S changes with the rows, but not in one direction: 0.02"},
		{[]float64{0.05, 0.01, 0.04}, 0.005, "S changes with the rows, but not in one direction: 0.05"},
		{[]float64{0.02, 0.028, 0.021}, 0.005, "S is not seen to change with the rows: 0.02"},
		{[]float64{0.05, 0.03, 0.01}, 0.005, "S is less with more rows: 0.05"},
		{[]float64{0.01, 0.03, 0.05}, 0.005, "S is more with more rows: 0.01"},
		{[]float64{0.02, 0.0278, 0.02}, 0.005, "S is not seen to change with the rows: 0.02"}, // beyond the interval of one pair, not of three
	} {
		if got := verdict(tc.half, tc.serial...); !strings.HasPrefix(got, tc.want) {
			t.Errorf("%v ± %v: %q, want %q", tc.serial, tc.half, got, tc.want)
		}
	}
}

// A part that grows by little at the fewest rows, and is much more than what is fixed at the most,
// is not called fixed.
func TestGrowth(t *testing.T) {
	rows, one := []float64{1e3, 1e4, 1e5, 1e6}, []float64{1e-3, 1e-2, 0.1, 1}
	l := NewLine(rows, one)
	for _, tc := range []struct {
		fixed, perRow float64 // seconds
		half          float64 // half of the intervals, of T(1)
		want          Growth
	}{
		{30e-6, 0, 1e-5, Fixed},
		{30e-6, 2e-12, 1e-6, Fixed},   // 2 µs at the most rows
		{30e-6, 2e-10, 1e-3, Unclear}, // 200 µs at the most rows
		{30e-6, 2e-10, 1e-6, Partly},
		{0, 1e-8, 1e-3, Grows},
		{1e-9, 1e-8, 1e-6, Grows},
		{0, 0, 1e-3, Unclear},
		{-30e-6, -1e-9, 1e-6, Unclear},
		{30e-6, -1e-10, 1e-6, Unclear}, // the rows take off more than there is
	} {
		var seconds []fit.Interval
		for i, n := range rows {
			x, half := tc.fixed+tc.perRow*n, tc.half*one[i]
			seconds = append(seconds, fit.Interval{Value: x, Lo: x - half, Hi: x + half, Level: 0.95})
		}
		if got := GrowthOf(l, seconds); got != tc.want {
			t.Errorf("%v s and %v s a row, ±%v of T(1): %q, want %q", tc.fixed, tc.perRow, tc.half, got, tc.want)
		}
	}
}

// Sizes that are on a line to their noise leave its interval; sizes that miss it widen that by as
// much, and the study has it.
func TestStrain(t *testing.T) {
	rows := []float64{1e3, 1e4, 1e5}
	l := NewLine(rows, rows)
	around := func(x float64) fit.Interval { return fit.Interval{Value: x, Lo: 0.98 * x, Hi: 1.02 * x, Level: 0.95} }
	straight := []fit.Interval{around(1e3), around(1e4), around(1e5)}
	if k := l.Strain(straight); k != 1 {
		t.Errorf("strain of a line: %v", k)
	}
	if k := l.Strain([]fit.Interval{around(1e3), around(1e5)}[:2]); k != 1 {
		t.Errorf("strain of two sizes: %v", k)
	}
	bent := []fit.Interval{around(1e3), around(1e4), around(2e5)}
	k := l.Strain(bent)
	plain, wide := Sum(l.At(0), bent), l.read(l.At(0), bent)
	if k < 10 || math.Abs((wide.Hi-wide.Lo)/(plain.Hi-plain.Lo)-k) > 1e-9 || wide.Value != plain.Value {
		t.Errorf("strain %v, %+v, without %+v", k, wide, plain)
	}
	bent[0].Lo, bent[0].Hi = bent[0].Value, bent[0].Value // no scatter was measured
	if l.Strain(bent) < 10 {
		t.Errorf("strain %v where one size has no scatter", l.Strain(bent))
	}
	study := sample.study(0.01, 1000, 10_000)
	twice := job{sample.row, sample.start, map[string][2]float64{"spawn": {0.02, 0}, "merge": {0, 9e-6}}}
	study = Of(append(study.Sizes, Size{Rows: 100_000}), []*analysis.Report{sample.report(1000, 0.01), sample.report(10_000, 0.01), twice.report(100_000, 0.01)})
	if !strings.Contains(strings.Join(study.Notes, " "), "no line through the sizes") {
		t.Errorf("notes %q", study.Notes)
	}
}

// Of the draws of noise that the intervals describe, these contain what is fixed and what grows as
// often as they promise.
func TestLineCovers(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	rows := []float64{1e3, 1e4, 1e5, 1e6}
	l := NewLine(rows, rows)
	const draws, fixed, perRow, noise = 2000, 500, 0.02, 0.01
	held := [2]int{}
	for range draws {
		var seconds []fit.Interval
		for _, n := range rows {
			x := fixed + perRow*n + noise*n*rng.NormFloat64()
			seconds = append(seconds, fit.Interval{Value: x, Lo: x - 1.96*noise*n, Hi: x + 1.96*noise*n, Level: 0.95})
		}
		for i, read := range []fit.Interval{l.read(l.At(0), seconds), l.read(l.PerRow(), seconds)} {
			if truth := []float64{fixed, perRow}[i]; read.Lo <= truth && truth <= read.Hi {
				held[i]++
			}
		}
	}
	for i, n := range held {
		if n < 0.94*draws {
			t.Errorf("%s was held in %d of %d", []string{"what is fixed", "what grows"}[i], n, draws)
		}
	}
}

// An S that other work on the machine made is no property of the job: nothing is concluded from
// it, but from the program's own.
func TestLoadedSizes(t *testing.T) {
	reports := []*analysis.Report{sample.report(1000, 0.01), sample.report(10_000, 0.01), sample.report(100_000, 0.01)}
	for i, own := range []float64{0.05, 0.02, 0.01} {
		reports[i].ProgramSerialFraction = &fit.Interval{Value: own, Lo: 0.9 * own, Hi: 1.1 * own, Level: 0.95}
	}
	reports[0].OtherWork = &analysis.BusyMachine{Made: true}
	study := func() *Study { return Of([]Size{{Rows: 1000}, {Rows: 10_000}, {Rows: 100_000}}, reports) }
	two := study()
	if len(two.Causes[0].Serial) != 2 || two.Sizes[0].State != "other work" || !strings.HasPrefix(two.Verdict, "S is less with more rows: 0.0") || !strings.Contains(two.Verdict, "at 10,000 rows") {
		t.Errorf("state %q, %+v: %s", two.Sizes[0].State, two.Causes, two.Verdict)
	}
	if !strings.Contains(two.Verdict, "The program's own S is less with more rows: 0.05") {
		t.Errorf("the program's own S of all sizes: %s", two.Verdict)
	}
	reports[1].OtherWork = &analysis.BusyMachine{Made: true}
	if one := study(); one.FixedSeconds != nil || !strings.HasPrefix(one.Verdict, "Cannot tell what S depends on: only 100,000 rows have an S of the job") || !strings.Contains(one.Verdict, "The program's own S is less") {
		t.Errorf("one size without: %s", one.Verdict)
	}
}

// What keeps sizes from being compared is in the notes.
func TestNotes(t *testing.T) {
	change := func(by func(*analysis.Report)) string {
		few, many := sample.report(1000, 0.01), sample.report(10_000, 0.01)
		few.Machine.Hostname, many.Machine.Hostname = "a", "a"
		by(many)
		return strings.Join(Of([]Size{{Rows: 1000}, {Rows: 10_000}}, []*analysis.Report{few, many}).Notes, "; ")
	}
	for want, by := range map[string]func(*analysis.Report){
		"on different machines, a and b":                                func(a *analysis.Report) { a.Machine.Hostname = "b" },
		"and of the usl model at 10,000":                                func(a *analysis.Report) { a.SerialFractionModel = "usl" },
		"fitted to N = 1, 2 at 1,000 rows and to N = 1, 2, 4 at 10,000": func(a *analysis.Report) { a.FittedWorkers = []int{1, 2, 4} },
		"at 10,000 rows S is mostly that of other work":                 func(a *analysis.Report) { a.OtherWork = &analysis.BusyMachine{Made: true} },
		"at 10,000 rows other work had the CPUs for part of the time":   func(a *analysis.Report) { a.OtherWork = &analysis.BusyMachine{} },
	} {
		if got := change(by); !strings.Contains(got, want) {
			t.Errorf("%q, want %q", got, want)
		}
		if got := change(func(*analysis.Report) {}); strings.Contains(got, want) {
			t.Errorf("%q where nothing differs", got)
		}
	}
}

// The factors of a line give back what lies on it.
func TestLineKeepsLines(t *testing.T) {
	rows := []float64{100, 3000, 50_000, 1e6}
	l := NewLine(rows, []float64{0.1, 0.2, 4, 90})
	for _, at := range []float64{0, 700, 1e7} {
		sum := 0.0
		for i, f := range l.At(at) {
			sum += f * (7 + 0.25*rows[i])
		}
		if want := 7 + 0.25*at; math.Abs(sum-want) > 1e-9*want {
			t.Errorf("at %v rows: %v, want %v", at, sum, want)
		}
	}
}
