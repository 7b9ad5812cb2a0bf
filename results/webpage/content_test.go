//go:build !race

package webpage

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"serialfraction/fit"
	"serialfraction/results"
	"serialfraction/results/analysis"
	"serialfraction/results/chart"
	"serialfraction/results/compare"
	"serialfraction/results/plan"
	"serialfraction/results/predict"
	"serialfraction/results/report"
	"serialfraction/results/reproduce"
	"serialfraction/results/sizes"
	"serialfraction/results/tasklog"
	"serialfraction/results/tasklog/logs"
	"serialfraction/results/tasklog/study"
	timed "serialfraction/results/timings/curves"
)

// contents are what the report of each verb says, of kept sweeps and timings.
func contents(t *testing.T) map[string]report.Content {
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	fitted := &timed.Report{}
	for _, name := range []string{"golub-queue-paced", "wait-plant-05"} {
		own, _, _ := read(t, name).Timed()
		var readings []fit.Reading
		for _, r := range own {
			readings = append(readings, fit.Reading{Load: float64(r.Workers), Seconds: r.Timing.Wall.Seconds()})
		}
		a, err := timed.Analyze(timed.Series{Name: name, Source: name, Quantity: timed.Time, Readings: readings}, timed.Options{Method: fit.Default, Workers: []float64{128}})
		must(err)
		fitted.Series = append(fitted.Series, a)
	}
	first := func(name string) *analysis.Report {
		s := sweepOf(t, name, read(t, name))
		return s.first()
	}
	basis, err := plan.OfSweep("golub", first("golub-queue-paced"))
	must(err)
	planned, err := plan.Make([]plan.Basis{basis}, plan.Question{Target: 0.02})
	must(err)
	forecast, err := predict.Make(read(t, "predict/queue"), "queue", predict.Question{Workers: []int{64, 1000, 100000}, Seed: 1})
	must(err)
	weak, err := analysis.WeakOf(read(t, "../weak/ttest"), analysis.Options{})
	must(err)
	compared, err := compare.Files([]*results.File{read(t, "compare/slow"), read(t, "compare/fast"), read(t, "compare/again")}, compare.Options{})
	must(err)
	var list []sizes.Size
	var reports []*analysis.Report
	for _, name := range []string{"100000", "1000000", "4000000"} {
		a := first("size/ttest-" + name)
		list, reports = append(list, sizes.Size{Rows: a.Data.Rows}), append(reports, a)
	}
	files := map[reproduce.Name]*results.File{}
	for _, name := range reproduce.Names {
		files[name] = read(t, "article/"+string(name))
	}
	run, err := logs.Read("../tasklog/testdata/spark/dsAndDf_eventlog.zstd", logs.Options{})
	must(err)
	logged, err := study.Make([]*tasklog.Run{run}, study.Question{})
	must(err)
	return map[string]report.Content{
		"log": report.LogContent(logged),
		"fit": report.FitContent(&timed.Report{Series: fitted.Series[:1]}), "fit, several": report.FitContent(fitted),
		"plan": report.PlanContent(planned), "rule": report.PlanContent(plan.Unasked()), "predict": report.ForecastContent(forecast),
		"weak": report.WeakContent(weak), "compare": report.CompareContent(compared), "sizes": report.SizesContent(sizes.Of(list, reports)),
		"reproduce": report.ReproduceContent(reproduce.Of(files, nil)),
	}
}

// writtenContent writes the page of a content.
func writtenContent(t *testing.T, c report.Content) string {
	t.Helper()
	var b strings.Builder
	if err := WriteContent(&b, c, "harness made --to it.html"); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// The page of a report has its verdict, every cell and every word, and nothing that its policy refuses.
func TestContents(t *testing.T) {
	for name, c := range contents(t) {
		page := writtenContent(t, c)
		for _, bad := range refused.FindAllString(strings.ReplaceAll(page, "http://www.w3.org/2000/svg", ""), 3) {
			t.Errorf("%s: the page has %q", name, bad)
		}
		if bad := noNumber.FindString(page); bad != "" {
			t.Errorf("%s: the page has %s", name, bad)
		}
		if len(page) > heaviest/2 {
			t.Errorf("%s: %d bytes", name, len(page))
		}
		text := plainText(page)
		has := func(must string) {
			t.Helper()
			if !strings.Contains(text, must) {
				t.Errorf("%s: the page lacks %q", name, must)
			}
		}
		has(sentence(c.Verdict) + "</h1>")
		has("harness made --to it.html</pre>")
		charts := 0
		for _, p := range c.Parts {
			charts += len(p.Charts)
			for _, l := range p.Lines {
				has(">" + l.Label + "</th><td>" + sentence(l.Text()) + "</td>")
			}
			for _, g := range p.Tables {
				for _, row := range g.Rows {
					for i, cell := range row {
						if g.Heads[i].Numbers {
							cell = typeset(cell)
						}
						has(">" + strings.TrimLeft(cell, " ") + "</td>")
					}
				}
			}
			for _, command := range append(p.Commands, p.Warnings...) {
				has(command)
			}
			for _, drawn := range p.Charts {
				has(sentence(drawn.Caption))
				for _, s := range drawn.Series {
					for _, m := range s.Marks {
						has("<title>" + m.Tip + "</title>")
					}
				}
			}
		}
		if charts == 0 || strings.Count(page, "<figure") != charts {
			t.Errorf("%s: %d charts are %d figures", name, charts, strings.Count(page, "<figure"))
		}
	}
}

// Names are text in every place of a content.
func TestHostileContent(t *testing.T) {
	mark := chart.Mark{X: 1, Y: fit.Interval{Value: 1, Lo: 1, Hi: 1}, Tip: nasty, Text: "<b>"}
	axis := chart.Axis{Name: "<i>", Lo: 0, Hi: 2, Ticks: []chart.Tick{{At: 1, Text: "<u>"}}}
	page := writtenContent(t, report.Content{Title: nasty, Verdict: nasty, Parts: []report.Part{{
		Head: nasty, Lines: []report.Line{{Label: nasty, Items: []string{nasty}}}, Warnings: []string{nasty}, Commands: []string{nasty},
		Tables: []report.Grid{{Says: nasty, Heads: []report.Head{{Text: nasty}}, Rows: [][]string{{nasty}}}},
		Charts: []chart.Chart{{Name: "x", Says: nasty, Caption: nasty, X: axis, Y: axis, Lines: []chart.Line{{Name: "<b>", Series: chart.None, Points: []chart.XY{{X: 0, Y: 1}, {X: 2, Y: 1}}}},
			Series: []chart.Series{{Name: nasty, Marks: []chart.Mark{mark}}, {Name: nasty, Marks: []chart.Mark{mark}}}}},
	}}})
	if n := strings.Count(page, "<script"); n != 1 {
		t.Errorf("%d scripts", n)
	}
	if bad := regexp.MustCompile(`<(img|b>|i>|u>)|\x1b`).FindString(strings.ReplaceAll(page, "<b class=", "")); bad != "" {
		t.Errorf("a name is markup, or steers a terminal: %q", bad)
	}
}

// Places are moved apart from each other, and stay above the bottom; what is apart stays.
func TestSpreadNames(t *testing.T) {
	at := []float64{100, 20, 103, 101, 60}
	spread(at, 10, 110)
	if want := []float64{90, 20, 110, 100, 60}; !slices.Equal(at, want) {
		t.Errorf("%v, want %v", at, want)
	}
}
