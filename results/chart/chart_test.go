package chart

import (
	"math"
	"path/filepath"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"serialfraction/fit"
	"serialfraction/results"
	"serialfraction/results/analysis"
	"serialfraction/results/compare"
	"serialfraction/results/number"
	"serialfraction/results/plan"
	"serialfraction/results/predict"
	"serialfraction/results/reproduce"
	"serialfraction/results/sizes"
	"serialfraction/results/timings/curves"
)

// docs reads a kept sweep below docs.
func docs(t *testing.T, name string) *results.File {
	t.Helper()
	f, err := results.Read(filepath.Join("..", "..", "docs", filepath.FromSlash(name)+".jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func analysed(t *testing.T, f *results.File) *analysis.Report {
	t.Helper()
	a, err := analysis.Of(f, analysis.Options{Level: 0.95})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// article is the study of the kept sweeps of the article.
func article(t *testing.T) *reproduce.Study {
	files := map[reproduce.Name]*results.File{}
	for _, name := range []reproduce.Name{reproduce.PlantThreads, reproduce.Cluster1, reproduce.Cluster2, reproduce.Cluster5, reproduce.ClusterLarge} {
		files[name] = docs(t, "sweeps/article/"+string(name))
	}
	return reproduce.Of(files, nil)
}

// fitted fits times that obey Amdahl's law of S = 0.05.
func fitted(t *testing.T, weak bool, more ...float64) *curves.Analysis {
	t.Helper()
	s := curves.Series{Name: "made", Source: "made", Quantity: curves.Time}
	for k, off := range []float64{0.999, 1, 1.001} {
		for _, n := range []float64{1, 2, 4, 8, 16} {
			at := off * (0.05 + 0.95/n)
			if weak {
				at = off * (0.95 + 0.05*n/(n+float64(k)))
			}
			s.Readings = append(s.Readings, fit.Reading{Load: n, Seconds: at})
		}
	}
	a, err := curves.Analyze(s, curves.Options{Method: fit.Default, Weak: weak, Workers: more})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// all are charts of every kind.
func all(t *testing.T) map[string]Chart {
	golub := analysed(t, docs(t, "sweeps/golub-queue-paced"))
	basis, err := plan.OfSweep("golub", golub)
	if err != nil {
		t.Fatal(err)
	}
	planned, err := plan.Make([]plan.Basis{basis}, plan.Question{Target: 0.02})
	if err != nil {
		t.Fatal(err)
	}
	capped, err := plan.Make([]plan.Basis{basis}, plan.Question{Target: 0.02, MaxWorkers: 8})
	if err != nil {
		t.Fatal(err)
	}
	forecast, err := predict.Make(docs(t, "sweeps/predict/queue"), "queue", predict.Question{Workers: []int{64, 1000, 100000}, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	law, err := predict.Make(docs(t, "sweeps/predict/command"), "command", predict.Question{Workers: []int{64}, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	weak, err := analysis.WeakOf(docs(t, "weak/ttest"), analysis.Options{})
	if err != nil {
		t.Fatal(err)
	}
	compared, err := compare.Files([]*results.File{docs(t, "sweeps/compare/slow"), docs(t, "sweeps/compare/fast"), docs(t, "sweeps/compare/again")}, compare.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var list []sizes.Size
	var reports []*analysis.Report
	for _, name := range []string{"100000", "1000000", "4000000"} {
		a := analysed(t, docs(t, "sweeps/size/ttest-"+name))
		list, reports = append(list, sizes.Size{Rows: a.Data.Rows}), append(reports, a)
	}
	st := article(t)
	return map[string]Chart{
		"fit":             Fit(fitted(t, false)),
		"fit, predicting": Fit(fitted(t, false, 4096)),
		"fit, several":    Fit(fitted(t, false), fitted(t, false)),
		"fit, weak":       Fit(fitted(t, true)),
		"plan":            Plan(planned),
		"plan, capped":    Plan(capped),
		"rule":            Plan(plan.Unasked()),
		"predict":         Forecast(forecast),
		"predict, law":    Forecast(law),
		"weak":            Weak(weak),
		"compare":         Compare(compared),
		"sizes":           Sizes(sizes.Of(list, reports)),
		"map":             Map(st.Map),
		"article":         ArticleOf(st),
		"article, alone":  Article(),
	}
}

// Every number of a chart has a place on its axes, and is finite; something is to be seen; the words are there.
func TestCharts(t *testing.T) {
	for name, c := range all(t) {
		if c.Empty() || c.Name == "" || c.Says == "" || c.Caption == "" {
			t.Errorf("%s: it shows nothing, or says nothing: %+v", name, c)
		}
		checkAxis(t, name+", x", c.X)
		checkAxis(t, name+", y", c.Y)
		if len(c.Series) > MostSeries {
			t.Errorf("%s: %d series", name, len(c.Series))
		}
		seen := 0 // a forecast of one N has a mark and the ends of its interval
		place := func(what string, p XY, on bool) {
			if !c.X.has(p.X) || !c.Y.has(p.Y) {
				t.Errorf("%s: %s at %v", name, what, p)
			}
			if p.X >= c.X.Lo*(1-1e-9) && p.X <= c.X.Hi*(1+1e-9) && p.Y >= c.Y.Lo-1e-9 && p.Y <= c.Y.Hi*(1+1e-9) {
				seen++
			} else if on {
				t.Errorf("%s: %s at %v is off the axes %v to %v and %v to %v", name, what, p, c.X.Lo, c.X.Hi, c.Y.Lo, c.Y.Hi)
			}
		}
		for _, a := range c.Areas {
			for _, p := range a.Edge {
				place("an edge", p, false)
			}
		}
		for _, l := range c.Lines {
			for i, p := range l.Points {
				place("a line", p, false)
				if i > 0 && p.X < l.Points[i-1].X {
					t.Errorf("%s: a line goes back at %v", name, p)
				}
			}
		}
		for _, s := range c.Series {
			for _, m := range s.Marks {
				place("a mark", XY{m.X, m.Y.Value}, true)
				place("an end", XY{m.X, m.Y.Lo}, false)
				place("an end", XY{m.X, m.Y.Hi}, false)
				if m.Tip == "" || m.Y.Lo > m.Y.Value || m.Y.Hi < m.Y.Value {
					t.Errorf("%s: a mark %+v", name, m)
				}
			}
		}
		if seen < 3 {
			t.Errorf("%s: %d places are on the axes", name, seen)
		}
	}
}

// checkAxis checks that ticks ascend from end to end, with at least two of them named and none alike.
func checkAxis(t *testing.T, what string, a Axis) {
	t.Helper()
	if !number.Finite(a.Lo) || !number.Finite(a.Hi) || a.Lo >= a.Hi || a.Log && a.Lo <= 0 || a.Name == "" {
		t.Errorf("%s: an axis from %g to %g, %q", what, a.Lo, a.Hi, a.Name)
	}
	var named []string
	for i, tick := range a.Ticks {
		if tick.At < a.Lo-1e-9*(a.Hi-a.Lo) || tick.At > a.Hi+1e-9*(a.Hi-a.Lo) || i > 0 && tick.At <= a.Ticks[i-1].At {
			t.Errorf("%s: ticks %v from %g to %g", what, a.Ticks, a.Lo, a.Hi)
		}
		if tick.Text != "" && slices.Contains(named, tick.Text) {
			t.Errorf("%s: two ticks are called %s: %v", what, tick.Text, a.Ticks)
		}
		if tick.Text != "" {
			named = append(named, tick.Text)
		}
	}
	if len(named) < 2 || len(named) > 12 {
		t.Errorf("%s: the ticks %v of an axis from %g to %g", what, named, a.Lo, a.Hi)
	}
}

// Axes of any range hold it, with ticks that can be told apart.
func TestAxes(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		lo := math.Pow(10, rapid.Float64Range(-9, 9).Draw(r, "lo"))
		hi := lo * math.Pow(10, rapid.Float64Range(0, 9).Draw(r, "over"))
		for what, a := range map[string]Axis{
			"doubling": doubling("x", lo, hi),
			"decades":  decades("x", lo, hi, func(x float64) string { return number.Duration(x) }),
			"even":     even("x", -lo, hi),
		} {
			if from := lo; a.Lo > from*(1+1e-6) || a.Hi < hi*(1-1e-6) {
				r.Fatalf("%s: %g to %g has an axis from %g to %g", what, lo, hi, a.Lo, a.Hi)
			}
			checkAxis(t, what, a)
			if t.Failed() {
				r.FailNow()
			}
		}
	})
}

// The law of a fit goes through what it was made from, and the band is about it.
func TestFit(t *testing.T) {
	c := Fit(fitted(t, false))
	var law *Line
	for i := range c.Lines {
		if c.Lines[i].Kind == Law {
			law = &c.Lines[i]
		}
	}
	if law == nil || len(c.Series[0].Marks) != 5 {
		t.Fatalf("%+v", c)
	}
	for _, m := range c.Series[0].Marks {
		if want := 1 / (0.05 + 0.95/m.X); math.Abs(m.Y.Value-want) > 0.01*want {
			t.Errorf("N = %g: %g, want %g", m.X, m.Y.Value, want)
		}
	}
	for _, p := range law.Points {
		if want := 1 / (0.05 + 0.95/p.X); math.Abs(p.Y-want) > 0.01*want {
			t.Errorf("the law at %g is %g, want %g", p.X, p.Y, want)
		}
	}
}

// On a line of the map the coordinator has the S of its name, and the region lies between two of them.
func TestMap(t *testing.T) {
	m := article(t).Map
	c := Map(m)
	for i, l := range c.Lines {
		for _, p := range l.Points {
			if p.Y < c.Y.Lo || p.Y > c.Y.Hi {
				continue // cut
			}
			if got := m.Serial(p.X, p.Y); math.Abs(got-mapSerials[i]) > 1e-9 {
				t.Errorf("%s: S(%g, %g) = %g", l.Name, p.X, p.Y, got)
			}
		}
	}
	if len(c.Series[0].Marks) != 4 || c.Series[0].Marks[0].Text == "" {
		t.Errorf("four sweeps of a cluster are %+v", c.Series)
	}
	for _, p := range c.Areas[0].Edge {
		if got := m.Serial(p.X, p.Y); p.Y > c.Y.Lo && p.Y < c.Y.Hi && math.Abs(got-0.01) > 1e-9 && math.Abs(got-0.05) > 1e-9 {
			t.Errorf("an edge of the region has S = %g", got)
		}
	}
}

// What has no place is left out, and an interval without an end ends beyond the axis.
func TestCut(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	c := Chart{X: doubling("N", 1, 8), Y: doubling("speed-up", 1, 8)}
	c.Lines = []Line{{Points: []XY{{1, 1}, {2, 0}, {3, nan}, {4, 4}}}}
	c.Series = []Series{{Marks: []Mark{
		{X: 1, Y: fit.Interval{Value: 1, Lo: -1, Hi: inf}}, {X: 2, Y: fit.Interval{Value: 2, Lo: math.Inf(-1), Hi: inf}}, {X: 3, Y: fit.Interval{Value: nan}},
	}}}
	before := len(c.Series[0].Marks)
	got := c.cut()
	if len(got.Lines[0].Points) != 2 || len(got.Series[0].Marks) != 2 || len(c.Series[0].Marks) != before {
		t.Fatalf("%+v", got)
	}
	first, second := got.Series[0].Marks[0].Y, got.Series[0].Marks[1].Y
	if !(first.Lo > 0 && first.Lo < 1 && first.Hi > 8 && first.Hi < inf) || second.Lo != 2 || second.Hi != 2 {
		t.Errorf("%+v and %+v", first, second)
	}
}
