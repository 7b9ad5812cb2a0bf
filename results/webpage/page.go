package webpage

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"slices"

	"serialfraction/harness/wording"
	"serialfraction/results"
	"serialfraction/results/analysis"
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

//go:embed style.css
var styleSheet string

//go:embed script.js
var script string

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

// A pageView is what the template shows.
type pageView struct {
	Policy   string
	Style    template.CSS
	Script   template.JS
	Title    string
	About    string
	Faces    []face
	Runs     *runView
	EveryRun *figure
	Courses  []figure
	Facts    []fact
	Rules    []ruleRow
	Words    []word
	Command  string
	File     string
}

// Write writes a page of one sweep.
func Write(w io.Writer, s Sweep) error {
	style := colourStyle() + styleSheet
	v := pageView{
		Policy: policy(style, script), Style: template.CSS(style), Script: template.JS(script),
		Words: glossary, Command: commandOf(s.File), File: shown(wording.Brief(s.Name)),
	}
	first := s.first()
	v.Title, v.About = titleOf(first)
	for _, a := range s.Analyses {
		v.Faces = append(v.Faces, faceOf(a, a == first))
	}
	v.Runs, v.EveryRun, v.Courses = runsOf(s.File, first), everyRun("every-run", s.File, first), courses("course", s.File)
	v.Facts, v.Rules = factsOf(s.File, first), rulesOf(s.File, first)
	page, err := template.New("page").Parse(markup)
	if err != nil {
		return fmt.Errorf("page: %w", err)
	}
	var b bytes.Buffer
	if err := page.Execute(&b, v); err != nil {
		return fmt.Errorf("page: %w", err)
	}
	_, err = w.Write(b.Bytes())
	return err
}

// first returns the analysis that the page opens with.
func (s *Sweep) first() *analysis.Report {
	return s.Analyses[slices.IndexFunc(s.Analyses, func(a *analysis.Report) bool { return a.Scope == s.Scope })]
}

func faceOf(a *analysis.Report, first bool) face {
	id := string(a.Scope)
	return face{
		Scope: id, ScopeWords: scopeWords[id], First: first, Verdict: verdictOf(a), Curves: curvesOf(id, a), Points: pointRows(a),
		Stack: stack(id+"-stack", a), Small: smallCauses(id+"-small", a), Causes: causeTableOf(id, a),
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
	if a.Machine.CPUModel != "" {
		about += " · " + a.Machine.CPUModel
	}
	if a.Machine.LogicalCPUs > 0 {
		about += ", " + count(a.Machine.LogicalCPUs, "CPU")
	}
	return wording.Brief(title), wording.Brief(shown(about))
}

// policy is the Content-Security-Policy of a page: its own style and script, and nothing from anywhere.
func policy(style, script string) string {
	hash := func(text string) string {
		sum := sha256.Sum256([]byte(text))
		return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	}
	return "default-src 'none'; script-src " + hash(script) + "; style-src " + hash(style) + "; base-uri 'none'; form-action 'none'"
}
