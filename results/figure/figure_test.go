package figure

import (
	"bytes"
	"maps"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"gonum.org/v1/plot/vg"
	"pgregory.net/rapid"

	"serialfraction/fit"
	"serialfraction/harness/runtest"
	"serialfraction/results"
	"serialfraction/results/analysis"
	"serialfraction/results/chart"
	"serialfraction/results/lanes"
)

// file reads a sweep of docs/sweeps.
func file(t *testing.T, name string) *results.File {
	t.Helper()
	f, err := results.Read("../../docs/sweeps/" + name + ".jsonl")
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// kept analyses a sweep of docs/sweeps.
func kept(t *testing.T, name string) *analysis.Report {
	t.Helper()
	f := file(t, name)
	a, err := analysis.Of(f, analysis.Options{Level: 0.95, Scope: analysis.Pipeline})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// written returns a figure in a format, one column wide.
func written(t *testing.T, f Figure, to Format) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := f.Write(&out, to, ColumnWidth); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// all returns the figures of kept sweeps.
func all(t *testing.T) map[string]Figure {
	paced, planted, busy := kept(t, "golub-queue-paced"), kept(t, "wait-plant-05"), kept(t, "ttest-2cpu")
	return map[string]Figure{
		"speed-up":       SpeedUp(Series{"paced", paced}),
		"several":        SpeedUp(Series{"paced", paced}, Series{"planted", planted}, Series{"busy", busy}),
		"article":        Article(Series{"paced", paced}, Series{"planted", planted}, Series{"busy", busy}),
		"causes":         Causes(paced),
		"causes at 2":    Causes(busy),
		"load":           OfStrips(chart.Load(file(t, "ttest-2cpu"), busy)),
		"article, alone": Article(),
		"a chart": Of(chart.Chart{
			X:     chart.Axis{Name: "rows", Log: true, Lo: 1, Hi: 100, Ticks: []chart.Tick{{At: 1, Text: "1"}, {At: 100, Text: "100"}}},
			Y:     chart.Axis{Name: "change", Lo: -1, Hi: 1, Ticks: []chart.Tick{{At: -1, Text: "-1"}, {At: 0, Text: "0"}, {At: 1, Text: "1"}}},
			Areas: []chart.Area{{Series: chart.None, Edge: []chart.XY{{X: 1, Y: -3}, {X: 100, Y: -3}, {X: 100, Y: 0}}}, {Series: 1, Edge: []chart.XY{{X: 1, Y: 7}, {X: 2, Y: 7}, {X: 3, Y: 9}}}},
			Lines: []chart.Line{{Name: "beyond", Kind: chart.Beyond, Points: []chart.XY{{X: 1, Y: 5}, {X: 100, Y: 8}}}, {Name: "none", Series: chart.None}},
			Series: []chart.Series{{Name: "one × two", Marks: []chart.Mark{{X: 10, Y: fit.Interval{Value: 0.5, Lo: -2, Hi: 3}, Text: "half"}}},
				{Name: strings.Repeat("long ", 20), Marks: []chart.Mark{{X: 1, Y: fit.Interval{Value: -1, Lo: -1, Hi: -1}, Hollow: true}}}, {Name: "empty"}},
		}),
		"no upper end": SpeedUp(Series{"once", unbounded(t)}), // in a picture of dots too, which would not end
	}
}

// unbounded analyses two single runs of a program that is slower with two workers: S has no upper end, nor has
// the speed-up of the law.
func unbounded(t *testing.T) *analysis.Report {
	t.Helper()
	f := &results.File{}
	for _, n := range []int{1, 2} {
		f.Runs = append(f.Runs, runtest.AmdahlRun(0, n, time.Duration(n)*time.Second, 10*time.Millisecond, 1))
	}
	a, err := analysis.Of(f, analysis.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if last := a.Curve[len(a.Curve)-1]; !math.IsInf(last.Speedup.Hi, 1) {
		t.Fatalf("the law ends at %v, and is to have no upper end", last)
	}
	return a
}

// A figure is as wide as it is told, has no text below 6 points, none that its format cannot show, no time in it,
// and is the same bytes twice.
func TestFigures(t *testing.T) {
	sizes := regexp.MustCompile(`font-size:([0-9.]+)`)
	for name, f := range all(t) {
		for _, to := range Formats {
			if to.Ending == PNG.Ending && name != "causes" && name != "no upper end" { // 600 dots an inch take their time
				continue
			}
			once, twice := written(t, f, to), written(t, f, to)
			if !bytes.Equal(once, twice) {
				t.Errorf("%s%s is not the same twice", name, to.Ending)
			}
			if to.Ending == PDF.Ending && (!bytes.Contains(once, []byte("/CreationDate (D:20000101000000")) || !bytes.HasPrefix(once, []byte("%PDF"))) {
				t.Errorf("%s%s has the time at which it was made, or is no PDF", name, to.Ending)
			}
		}
		svg := string(written(t, f, SVG))
		if !strings.Contains(svg, `width="240.94`) || strings.Contains(svg, "font-family:Liberation Sans;") {
			t.Errorf("%s is not 85 mm wide, or names one font alone: %.400s", name, svg)
		}
		if strings.Contains(svg, "NaN") || strings.Contains(svg, "Inf") {
			t.Errorf("%s has a place that is none", name)
		}
		found := sizes.FindAllStringSubmatch(svg, -1)
		for _, m := range found {
			if size, err := strconv.ParseFloat(m[1], 64); err != nil || size < 6 {
				t.Errorf("%s has text of %s points", name, m[1])
			}
		}
		if len(found) == 0 {
			t.Errorf("%s has no text", name)
		}
	}
}

// The blocks of a column add up to e(N), and no two of them overlap.
func TestColumnsAddUp(t *testing.T) {
	for _, name := range []string{"golub-queue-paced", "wait-plant-05", "ttest-2cpu", "pipe-python"} {
		for _, c := range columnsOf(kept(t, name).Points) {
			sum, drawn := 0.0, blocks(c)
			for i, b := range drawn {
				sum += b.to - b.from
				for _, o := range drawn[:i] {
					if min(max(b.from, b.to), max(o.from, o.to))-max(min(b.from, b.to), min(o.from, o.to)) > 1e-12 {
						t.Errorf("%s, N = %d: %s and %s overlap", name, c.workers, b.cause, o.cause)
					}
				}
			}
			if math.Abs(sum-c.total) > 1e-9 {
				t.Errorf("%s, N = %d: the blocks add up to %g, and e is %g", name, c.workers, sum, c.total)
			}
		}
	}
}

// What the machine has of a cause is the machine's in the figure too, also where the program has the rest, and
// a cause is named once.
func TestColumnsHaveOwners(t *testing.T) {
	a := kept(t, "tutorial") // whose start waits for CPUs
	last := a.Points[len(a.Points)-1]
	drawn := map[string]float64{}
	all := blocks(columnsOf(a.Points)[len(a.FittedWorkers)-2])
	for _, b := range all {
		drawn[b.owner+" "+b.cause] += b.to - b.from
	}
	split := false
	for _, o := range last.Owners {
		for cause, of := range o.Causes {
			if math.Abs(drawn[o.Owner+" "+cause]-of) > 1e-12 {
				t.Errorf("%s of the %s is drawn as %g, and is %g", cause, o.Owner, drawn[o.Owner+" "+cause], of)
			}
		}
		split = split || o.Owner == "machine" && o.Causes["spawn"] > 0.01
	}
	if !split {
		t.Error("the machine has nothing of the start here, so this shows nothing")
	}
	names := map[string]int{}
	for _, b := range whole(all) {
		names[b.cause]++
	}
	if names["spawn"] != 1 {
		t.Errorf("the start is named %d times", names["spawn"])
	}
}

// Labels keep their order and their distance, and where they had it before they stay.
func TestSpread(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var at []vg.Length
		for _, v := range rapid.SliceOfN(rapid.Float64Range(0, 100), 1, 12).Draw(t, "places") {
			at = append(at, vg.Length(v))
		}
		slices.Sort(at)
		before := slices.Clone(at)
		spread(at, leading)
		close := false
		for i := 1; i < len(at); i++ {
			close = close || before[i]-before[i-1] < leading
			if at[i]-at[i-1] < leading-1e-9 {
				t.Fatalf("%v became %v", before, at)
			}
		}
		if !close && !slices.Equal(before, at) {
			t.Fatalf("%v moved to %v", before, at)
		}
	})
}

// Ticks are round, hold all values and are few.
func TestValueTicks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lo := -rapid.Float64Range(0, 3).Draw(t, "below")
		hi := rapid.Float64Range(1e-6, 3).Draw(t, "above")
		ticks := valueTicks(lo, hi)
		first, last := ticks[0].Value, ticks[len(ticks)-1].Value
		if first > lo+1e-9 || last < hi-1e-9 || len(ticks) < 3 || len(ticks) > 8 {
			t.Fatalf("%g to %g has the ticks %v", lo, hi, ticks)
		}
		labels := map[string]bool{}
		for _, tick := range ticks {
			labels[tick.Label] = true
		}
		if len(labels) != len(ticks) {
			t.Fatalf("two ticks of %v are labelled alike", slices.Collect(maps.Keys(labels)))
		}
	})
}

// Every lane of a timeline is drawn, of many workers every k-th.
func TestTimeline(t *testing.T) {
	f, err := results.Read("../../docs/sweeps/golub-queue-paced.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	own, _, _ := f.Timed()
	for _, n := range []int{1, 8, 64} {
		run := lanes.Of(lanes.Median(own, n))
		if shown := everyKth(run.Workers); len(shown) > MostLanes || n <= MostLanes && len(shown) != n {
			t.Errorf("of %d workers %d have a lane", n, len(shown))
		}
		svg := string(written(t, Timeline(run), SVG))
		for _, want := range []string{">coord.<", ">kernel<", ">time, ms<", ">1<"} {
			if !strings.Contains(svg, want) {
				t.Errorf("the timeline of N = %d lacks %q", n, want)
			}
		}
	}
}
