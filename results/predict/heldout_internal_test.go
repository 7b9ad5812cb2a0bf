//go:build !race

package predict

import (
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"serialfraction/fit"
	"serialfraction/harness"
	"serialfraction/harness/golden"
	"serialfraction/results"
	"serialfraction/results/analysis"
	"serialfraction/results/number"
)

// TestPredictionPage forecasts the upper half of the N of real sweeps from the lower half, and
// writes what the forecasts are off, and how many of the runs their intervals hold, into docs/prediction.md.
func TestPredictionPage(t *testing.T) {
	golden.LastDigits(t)
	var table strings.Builder
	table.WriteString("| sweep | from N | N | measured | by the law | off | runs held | simulated | off | runs held |\n")
	table.WriteString("|---|---|---:|---:|---:|---:|---:|---:|---:|---:|\n")
	var law, sim tally
	paths, err := filepath.Glob("../../docs/sweeps/predict/*.jsonl")
	if err != nil || len(paths) < 4 {
		t.Fatalf("%d sweeps, %v", len(paths), err)
	}
	for _, path := range append(paths, "../../docs/sweeps/plan/ask-400.jsonl") {
		f, err := results.Read(path)
		if err != nil {
			t.Fatal(err)
		}
		name := strings.TrimSuffix(filepath.Base(path), ".jsonl")
		lower, upper, points := halves(t, f)
		if len(lower) < 2 {
			fmt.Fprintf(&table, "| %s | %s | – | | | | | | | |\n", name, number.List(append(lower, upper...)))
			continue
		}
		short := *f
		short.Runs = slices.DeleteFunc(slices.Clone(f.Runs), func(r harness.Run) bool { return slices.Contains(upper, r.Workers) })
		answer, err := Make(&short, "", Question{Workers: upper, Seed: 1})
		if err != nil {
			t.Fatal(err)
		}
		p := answer.Predictions
		for i, n := range upper {
			walls := wallsAt(f, n)
			point := points[n]
			row := []string{name, number.List(lower), fmt.Sprint(n), number.Duration(point)}
			row = append(row, law.judge(p[i].Law, point, walls)...)
			row = append(row, sim.judge(p[i].Simulation, point, walls)...)
			table.WriteString("| " + strings.Join(row, " | ") + " |\n")
		}
	}
	table.WriteString(fmt.Sprintf("| all | | | | | %s | %s | | %s | %s |\n", law.off(), law.held(), sim.off(), sim.held()))
	golden.Region(t, "../../docs/prediction.md", "held-out", table.String())
}

// halves returns the lower half of the N whose workers ran at once, the others of these, and the
// time at each N. Of remote workers it has all N: the rule counts what the coordinator uses of a CPU at N = 1 for
// each worker, and most of that is signs of life, which all 64 processes send whatever N is.
func halves(t *testing.T, f *results.File) (lower, upper []int, points map[int]float64) {
	s, err := analysis.NewSample(f, analysis.Options{Level: level})
	if err != nil {
		t.Fatal(err)
	}
	var ns []int
	for _, r := range s.Fitted.Runs {
		ns = append(ns, r.Workers)
	}
	if f.Header.Remote() {
		ns = slices.Clone(f.Header.Workers)
	}
	slices.Sort(ns)
	ns = slices.Compact(ns)
	half := (len(ns) + 1) / 2
	points = map[int]float64{}
	for _, p := range s.Points {
		points[p.Workers] = p.Seconds.Value
	}
	return ns[:half], ns[half:], points
}

// wallsAt returns the seconds of the runs at n.
func wallsAt(f *results.File, n int) (walls []float64) {
	for _, r := range f.Runs {
		if r.Counts() && r.Workers == n {
			walls = append(walls, r.Timing.Wall.Seconds())
		}
	}
	return walls
}

// A tally adds up how good forecasts are.
type tally struct {
	logs       []float64
	runs, hold int
}

// judge returns the cells of a forecast: its value, what it is off, and how many runs it holds.
func (y *tally) judge(i *fit.Interval, point float64, walls []float64) []string {
	if i == nil {
		return []string{"–", "–", "–"}
	}
	y.logs = append(y.logs, math.Log(i.Value/point))
	held := 0
	for _, w := range walls {
		if w >= i.Lo && w <= i.Hi {
			held++
		}
	}
	y.runs, y.hold = y.runs+len(walls), y.hold+held
	return []string{number.Duration(i.Value) + " (" + Ends(*i) + ")", fmt.Sprintf("%+.1f %%", 100*(i.Value/point-1)), fmt.Sprintf("%d of %d", held, len(walls))}
}

// off returns the median of what all forecasts are off, whatever the sign.
func (y *tally) off() string {
	var sizes []float64
	for _, x := range y.logs {
		sizes = append(sizes, math.Abs(math.Expm1(x)))
	}
	slices.Sort(sizes)
	return fmt.Sprintf("median %.1f %%", 100*sizes[len(sizes)/2])
}

func (y *tally) held() string { return fmt.Sprintf("%d of %d", y.hold, y.runs) }
