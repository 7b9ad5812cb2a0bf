package webpage

import (
	_ "embed"
	"io"
	"slices"

	"serialfraction/harness/wording"
	"serialfraction/results"
	"serialfraction/results/analysis"
	"serialfraction/results/chart"
)

// A Sweep is what a page shows of a result file.
type Sweep struct {
	Name string // of the file
	File *results.File

	// Analyses are those of the scopes that the file has times for, from the narrowest, each with the
	// commands of its advice. That of Scope, which the page opens with, is among them.
	Analyses []*analysis.Report
	Scope    analysis.Scope
}

//go:embed page.html
var markup string

// A face is the part of the page that depends on the scope.
type face struct {
	Scope, ScopeWords string
	First             bool
	Verdict           verdictView
	Curves            curves
	Points            []pointRow
	Stack, Small      *figure
	Causes            *causeTable
}

// A pageView is what the page of one sweep shows.
type pageView struct {
	Faces    []face
	Runs     *runView
	EveryRun *figure
	Load     *figure
	Facts    []fact
	Rules    []ruleRow
	Command  string
}

// Write writes a page of one sweep.
func Write(w io.Writer, s Sweep) error {
	first := s.first()
	v := pageView{
		EveryRun: everyRun("every-run", s.File, first), Load: stripsOf("load", chart.Load(s.File, first)),
		Facts: factsOf(s.File, first), Rules: rulesOf(s.File, first), Command: commandOf(s.File),
	}
	for _, a := range s.Analyses {
		v.Faces = append(v.Faces, faceOf(a, &s.File.Header, a == first))
	}
	v.Runs = runsOf(s.File, first, v.room())
	d := document{Main: v, Source: shown(wording.Brief(s.Name)), Sections: []link{{"verdict", "Verdict"}, {"speed", "Speed-up"}, {"causes", "Where it goes"}}}
	if v.Runs != nil {
		d.Sections = append(d.Sections, link{"lanes", "One run"})
	}
	d.Sections = append(d.Sections, link{"runs", "Every run"}, link{"method", "Machine and method"})
	d.Title, d.About = titleOf(first)
	return d.write(w, markup)
}

// room returns how many bytes the charts of a page leave for drawn runs, so that the page stays below 450 kB: mail
// takes 500. Tables and texts are about a fourth of what the charts are.
func (v *pageView) room() int {
	const page, frame = 420_000, 40_000 // frame: style, script, the machine and the rules
	charts := 0
	for _, f := range v.Faces {
		for _, c := range []*figure{&f.Curves.Doubling, &f.Curves.Plain, f.Curves.Residuals, &f.Curves.Time, &f.Curves.Efficiency, f.Stack, f.Small} {
			if c != nil {
				charts += len(c.SVG)
			}
		}
	}
	left := page - frame - charts*5/4
	for _, c := range []*figure{v.EveryRun, v.Load} {
		if c != nil {
			left -= len(c.SVG)
		}
	}
	return left
}

// first returns the analysis that the page opens with.
func (s *Sweep) first() *analysis.Report {
	return s.Analyses[slices.IndexFunc(s.Analyses, func(a *analysis.Report) bool { return a.Scope == s.Scope })]
}

func faceOf(a *analysis.Report, h *results.Header, first bool) face {
	id := string(a.Scope)
	return face{
		Scope: id, ScopeWords: meaning(id), First: first, Verdict: verdictOf(a), Curves: curvesOf(id, a), Points: pointRows(a),
		Stack: stack(id+"-stack", a, reachOf(a)), Small: smallCauses(id+"-small", a), Causes: causeTableOf(id, a, h),
	}
}

// titleOf names the job, and where and how it ran.
func titleOf(a *analysis.Report) (title, about string) {
	title = shown(a.Workload)
	if a.Data.Name != "" {
		title += " on " + shown(a.Data.Name)
	}
	about = a.Engine
	if a.Schedule != "" {
		about += "/" + a.Schedule
	}
	if a.Pin != "" {
		about += ", each worker on a CPU (" + string(a.Pin) + ")"
	}
	if a.Machine.CPUModel != "" {
		about += " · " + a.Machine.CPUModel
	}
	if a.Machine.LogicalCPUs > 0 {
		about += ", " + count(a.Machine.LogicalCPUs, "CPU")
	}
	return wording.Brief(title), wording.Brief(shown(about))
}
