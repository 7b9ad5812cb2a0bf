package report

import (
	"strings"

	"serialfraction/harness/wording"
	"serialfraction/results/analysis"
	"serialfraction/results/chart"
	"serialfraction/results/compare"
	"serialfraction/results/plan"
	"serialfraction/results/predict"
	"serialfraction/results/reproduce"
	"serialfraction/results/sizes"
	"serialfraction/results/timings/curves"
)

// FitContent returns what the fit of timings says, series by series.
func FitContent(r *curves.Report) Content {
	c := Content{Title: "Scaling laws fitted to timings"}
	if len(r.Series) == 1 {
		c.Verdict = r.Series[0].Verdict
	} else {
		c.Verdict = wording.Grouped(len(r.Series)) + " series of timings, each fitted by itself."
		p := Part{Tables: []Grid{grid("S and the ceiling of every series", summaryTable(r.Series))}}
		p.add("note", summaryNote(r.Series))
		c.Parts = append(c.Parts, p)
	}
	for _, a := range r.Series {
		c.Parts = append(c.Parts, seriesPart(a, len(r.Series) > 1))
	}
	return c
}

// seriesPart returns what the fit of a series says; among others its verdict is in it.
func seriesPart(a *curves.Analysis, among bool) Part {
	var p Part
	if among {
		p.Head = a.Name
		p.add("verdict", a.Verdict)
	}
	p.shows(chart.Fit(a))
	p.add("source", sourceOf(a)...)
	p.facts(curveFacts(a))
	p.add("causes", noCauses(a))
	p.Tables = append(p.Tables, grid("What was read at each N", seriesTable(a, a.Points)))
	if len(a.Models) > 0 {
		g := modelTable(a)
		g.Add(reasonColumn(a, g))
		p.Tables = append(p.Tables, grid("The laws that were tried", g))
	}
	if len(a.Predictions) > 0 {
		p.Tables = append(p.Tables, grid("What more workers would give", predictionTable(a)))
	}
	if len(a.Solutions) > 0 {
		p.Tables = append(p.Tables, grid("The workers that reach a target", solutionTable(a)))
	}
	p.warns(a.Advice)
	for _, x := range a.Predictions {
		p.warn(x.Warning)
	}
	for _, x := range a.Solutions {
		if x.Warning != "" {
			p.warn(x.Asked + ": " + x.Warning)
		}
	}
	return p
}

// PlanContent returns what a plan says.
func PlanContent(pl *plan.Plan) Content {
	c := Content{Title: "Do more workers, or better code, reach the target?", Verdict: pl.Verdict}
	if pl.Decision == nil {
		c.Title = "What each serial fraction gives"
	}
	var p Part
	p.shows(chart.Plan(pl))
	p.facts(planFacts(pl))
	if pl.Simulation != nil {
		p.add("simulated", pl.Simulation.Sentence(pl.TargetSeconds))
	}
	for _, note := range pl.Notes {
		p.add("note", note)
	}
	p.add("to settle it", pl.Settle)
	if pl.Command != "" {
		p.Commands = []string{pl.Command}
	}
	for _, t := range planTables(pl) {
		p.Tables = append(p.Tables, grid("", t))
	}
	c.Parts = []Part{p}
	return c
}

// ForecastContent returns what a forecast says.
func ForecastContent(f *predict.Forecast) Content {
	var p Part
	p.shows(chart.Forecast(f))
	p.Tables = []Grid{grid("The time of the job", forecastTable(f))}
	for _, l := range forecastLines(f) {
		p.add(l.label, l.text)
	}
	return Content{"What more workers would take", f.Verdict, []Part{p}}
}

// SizesContent returns what a study of sizes says.
func SizesContent(s *sizes.Study) Content {
	var p Part
	p.shows(chart.Sizes(s))
	if a := s.Largest; a != nil {
		p.add("machine", machineItems(a.Machine)...)
		p.add("job", sizesItems(a)...)
	}
	for _, note := range s.Notes {
		p.add("note", note)
	}
	p.Tables = []Grid{grid("S at each number of rows", sizesTable(s))}
	if len(s.Causes) > 0 {
		p.Tables = append(p.Tables, grid("How each cause grows with the rows", growthTable(s)))
	}
	return Content{"What S depends on: the number of rows", s.Verdict, []Part{p}}
}

// WeakContent returns what a sweep says whose rows grow with N.
func WeakContent(a *analysis.Weak) Content {
	var p Part
	p.shows(chart.Weak(a))
	p.add("machine", machineItems(a.Machine)...)
	p.add("job", weakItems(a)...)
	for _, w := range a.Warnings {
		p.warn(w)
	}
	p.add("ended", a.Stopped)
	p.Tables = []Grid{grid("What was measured at each N, with N times the rows", weakTable(a))}
	if len(a.Causes) > 0 {
		p.Tables = append(p.Tables, grid("What is lost, by its causes", weakCauseTable(a)))
	}
	return Content{"Rows that grow with the workers", a.Verdict, []Part{p}}
}

// CompareContent returns what a comparison says, pair by pair.
func CompareContent(all *compare.Comparison) Content {
	c := Content{Title: "Sweeps compared with " + all.Baseline.Name, Verdict: all.Verdict}
	first := Part{}
	first.shows(chart.Compare(all))
	first.add("A", sideItems(all.Baseline)...)
	c.Parts = []Part{first}
	for i, pair := range all.Pairs {
		letter := sideLetter(i + 1)
		p := Part{Head: letter + " against A"}
		p.add(letter, sideItems(pair.Side)...)
		for _, d := range pair.Differences {
			p.add("differs", differenceText(d))
		}
		if pair.Paired {
			p.add("paired", "block by block")
		}
		for _, w := range pair.Warnings {
			p.warn(w)
		}
		p.Tables = []Grid{grid("What changed", compareTable(pair, letter))}
		if len(pair.Checks) > 0 {
			p.Tables = append(p.Tables, grid("Conditions", gateTable(pair.Checks)))
		}
		p.Commands = pair.Next
		c.Parts = append(c.Parts, p)
	}
	var last Part
	last.add("rule", rule(all))
	c.Parts = append(c.Parts, last)
	return c
}

// ReproduceContent returns what the article held against this machine says.
func ReproduceContent(st *reproduce.Study) Content {
	claims := Part{Head: "The claims of the article", Tables: []Grid{grid("Each claim, and what was measured of it here", claimTable(st))}}
	claims.add("a row", rowWords(st))
	if st.Machine != nil {
		claims.add("machine", machineItems(*st.Machine)...)
	}
	for _, note := range st.Notes {
		claims.warn(note)
	}
	for _, c := range st.Claims {
		claims.add(c.ID, claimSentence(c))
	}
	c := Content{"The article’s S of 0.01 to 0.05, held against this machine", st.Verdict, []Part{claims}}
	if len(st.Sweeps) > 0 {
		c.Parts = append(c.Parts, Part{Head: "The article’s figure", Charts: []chart.Chart{chart.ArticleOf(st)}})
	}
	if st.Map != nil {
		p := Part{Head: "Serial part of the coordinator", Charts: []chart.Chart{chart.Map(st.Map)},
			Tables: []Grid{grid("▒ from 0.01 to 0.05, as the article has it; ● measured, all others computed", mapTable(st.Map))}}
		for _, text := range st.Map.Changes() {
			p.add("change", text)
		}
		c.Parts = append(c.Parts, p)
	}
	if len(st.Sweeps) > 0 {
		p := Part{Head: "The sweeps", Tables: []Grid{grid("Row takes: at least, by a wait. N to: the largest N that is fitted. Runs: that are fitted.", sweepTable(st))}}
		for _, z := range st.Sweeps {
			p.Commands = append(p.Commands, z.Command)
		}
		c.Parts = append(c.Parts, p)
	}
	return c
}

// Text joins the items of a line.
func (l Line) Text() string { return strings.Join(l.Items, ", ") }
