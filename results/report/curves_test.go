package report

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"serialfraction/fit"
	"serialfraction/harness/golden"
	"serialfraction/results/number"
	"serialfraction/results/report/draw"
	"serialfraction/results/timings/curves"
)

// curveReports are analyses of readings made here: noise is a fixed pattern.
func curveReports(t *testing.T) map[string]*curves.Report {
	t.Helper()
	amdahl := func(n float64) float64 { return 18 * (0.03 + 0.97/n) }
	usl := func(n float64) float64 { return (1 + 0.028*(n-1) + 1e-4*n*(n-1)) / (90 * n) }
	weak := func(n float64) float64 { return 3 * n / (n - 0.05*(n-1)) }
	capped := func(n float64) float64 { return amdahl(min(n, 8)) }
	ask := curves.Options{Workers: []float64{64, 1000}, Targets: []curves.Target{{Kind: "speedup", Value: 20}, {Kind: "efficiency", Value: 0.5}, {Kind: "throughput", Value: 1e5}}}
	boot := ask
	boot.Bootstrap = true
	report := func(o curves.Options, all ...curves.Series) *curves.Report {
		r := &curves.Report{Schema: curves.Schema}
		for _, s := range all {
			o.Method = fit.Default
			a, err := curves.Analyze(s, o)
			if err != nil {
				t.Fatal(err)
			}
			r.Series = append(r.Series, a)
		}
		return r
	}
	series := func(q curves.Quantity, unit, name string, repeats int, law func(float64) float64, loads ...float64) curves.Series {
		noise := []float64{1, 1.004, 0.997, 1.002, 0.998, 1.001}
		s := curves.Series{Name: name, Source: "runs.csv", Quantity: q, Unit: unit}
		for i, n := range loads {
			for k := range repeats {
				s.Readings = append(s.Readings, fit.Reading{Load: n, Seconds: law(n) * noise[(i+2*k)%len(noise)]})
			}
		}
		return s
	}
	many := make([]float64, 100)
	for i := range many {
		many[i] = 0.25 * float64(i+1)
	}
	return map[string]*curves.Report{
		"curveamdahl":     report(boot, series(curves.Time, "ms", "t", 5, amdahl, 1, 2, 4, 8, 16, 32)),
		"curveusl":        report(ask, series(curves.Throughput, "txn/s", "x", 1, usl, 1, 18, 36, 72, 108, 144, 216)),
		"curveweak":       report(curves.Options{Weak: true, Workers: []float64{32}}, series(curves.Time, "s", "w", 3, weak, 1, 2, 4, 8, 16)),
		"curvecpus":       report(curves.Options{CPUs: 8}, series(curves.Time, "s", "c", 3, capped, 1, 2, 4, 8, 16, 64)),
		"curvemanyloads":  report(ask, series(curves.Throughput, "", "m", 1, usl, many...)),
		"curvecannottell": report(ask, series(curves.Time, "s", "one\x1b[31m|N", 3, amdahl, 4), series(curves.Time, "s", "two", 1, amdahl, 1, 2), series(curves.Speedup, "", "up", 1, func(n float64) float64 { return 0.05 + 0.95/n }, 2, 4, 8)),
	}
}

func curveTable(t *testing.T, r *curves.Report, s Style) string {
	t.Helper()
	var b bytes.Buffer
	if err := writeCurves(&b, r, s); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestCurvesGolden(t *testing.T) {
	for name, r := range curveReports(t) {
		t.Run(name, func(t *testing.T) {
			var got strings.Builder
			for _, width := range []int{80, 200} {
				fmt.Fprintf(&got, "== table, %d columns ==\n%s\n", width, curveTable(t, r, Style{Width: width}))
			}
			for _, f := range CurveFormats[2:] {
				var b bytes.Buffer
				if err := f.Write(&b, r, Style{}); err != nil {
					t.Fatal(err)
				}
				if f.Name == "csv" { // all its digits would be those of this machine's arithmetic
					continue
				}
				fmt.Fprintf(&got, "== %s ==\n%s\n", f.Name, b.String())
			}
			golden.File(t, filepath.Join("testdata", name+".golden"), []byte(got.String()))
		})
	}
}

// TestCurvesWidth checks that every line fits into the width and has no control characters,
// no NaN and no Inf.
func TestCurvesWidth(t *testing.T) {
	bad := regexp.MustCompile(`\b(NaN|[+-]?Inf)\b`)
	for name, r := range curveReports(t) {
		for width := 80; width <= 200; width += 12 {
			for line := range strings.Lines(curveTable(t, r, Style{Width: width})) {
				line = strings.TrimSuffix(line, "\n")
				if draw.Width(line) > width || strings.HasSuffix(line, " ") || strings.ContainsFunc(line, unicode.IsControl) || bad.MatchString(line) {
					t.Errorf("%s, width %d: %d columns: %q", name, width, draw.Width(line), line)
				}
			}
		}
	}
}

func TestCurvesColorOnlyAdds(t *testing.T) {
	sgr := regexp.MustCompile("\x1b\\[[0-9;]*m")
	for name, r := range curveReports(t) {
		colored := curveTable(t, r, Style{Width: 100, Color: true})
		if sgr.ReplaceAllString(colored, "") != curveTable(t, r, Style{Width: 100, Color: false}) {
			t.Errorf("%s: colour changes the text", name)
		}
		for line := range strings.Lines(draw.ASCII(colored)) {
			if strings.ContainsFunc(line, func(r rune) bool { return r > unicode.MaxASCII }) || strings.Contains(line, "?") && !strings.Contains(colored, "?") {
				t.Errorf("%s: ASCII loses a sign in %q", name, line)
			}
		}
	}
}

func TestCurvesCSV(t *testing.T) {
	for name, r := range curveReports(t) {
		var b bytes.Buffer
		if err := writeCurvesCSV(&b, r, Style{}); err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(&b).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		points := 0
		for _, a := range r.Series {
			points += len(a.Points)
		}
		if len(rows) != 1+points {
			t.Errorf("%s: %d rows for %d points", name, len(rows), points)
		}
	}
}

func TestCurveFormats(t *testing.T) {
	broken := errors.New("no space left")
	for _, f := range CurveFormats {
		got, err := CurveFormats.Lookup(f.Name)
		if err != nil || got.Summary == "" {
			t.Errorf("CurveFormats.Lookup(%q) = %+v, %v", f.Name, got, err)
		}
		r, w := io.Pipe()
		r.CloseWithError(broken)
		if err := f.Write(w, curveReports(t)["curveusl"], Style{}); !errors.Is(err, broken) {
			t.Errorf("%s to a broken writer: %v", f.Name, err)
		}
	}
	if _, err := CurveFormats.Lookup("xml"); err == nil || !strings.Contains(err.Error(), "table, json") {
		t.Errorf("CurveFormats.Lookup(xml): %v", err)
	}
}

func TestCount(t *testing.T) {
	for x, want := range map[float64]string{1: "1", 64: "64", 29.583: "29.6", 1884.2: "1,884", 0.19177: "0.192", 3e9: "3e+09", math.Inf(1): number.None} {
		if got := number.Workers(x); got != want {
			t.Errorf("number.Workers(%g) = %q, want %q", x, got, want)
		}
	}
}

// The source of times that no machine made has a word for it.
func TestSimulatedSource(t *testing.T) {
	for simulated, want := range map[bool]string{true: "simulated time in ns", false: "time in ns"} {
		of := sourceOf(&curves.Analysis{Source: "a.jsonl", Quantity: curves.Time, Unit: "ns", Simulated: simulated})
		if got := of[len(of)-1]; got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
