package report

import (
	"fmt"
	"io"
	"math"
	"strings"

	"serialfraction/fit"
	"serialfraction/harness/formats"
	"serialfraction/results/number"
	"serialfraction/results/plan"
	"serialfraction/results/report/draw"
)

// PlanFormats are the forms that a plan can be written in; the first is the default.
var PlanFormats = formats.Table[Format[*plan.Plan]]{
	{"table", "for a terminal: the decision, tables, what is missing", writePlan},
	{"json", "everything, for other programs", writeJSON[*plan.Plan]},
	{"md", "Markdown tables, for a pull request or a wiki", writePlanMarkdown},
}

// writePlan writes the plan that people read, the decision first.
func writePlan(w io.Writer, p *plan.Plan, s Style) error {
	t := newTerminal(s)
	t.verdict(p.Verdict, nil)
	if p.Simulation != nil {
		t.Gap()
		t.Labelled("sim", draw.Dim, p.Simulation.Sentence(p.TargetSeconds), draw.Plain)
	}
	if p.Settle != "" {
		t.Gap()
		t.Labelled("settle", draw.Dim, p.Settle, draw.Plain)
		if p.Command != "" {
			t.Command(draw.LabelWidth, p.Command)
		}
	}
	t.Gap()
	for _, f := range planFacts(p) {
		t.Fact(f.label, f.items)
	}
	for _, g := range planTables(p) {
		t.Gap()
		t.Lines(g.Lines(t.Width, t.Painter)...)
	}
	if len(p.Rule) > 0 {
		t.Gap()
		lines, legend := draw.Family{Curves: rulePlot(p)}.Lines(t.Width, t.Painter)
		t.Lines(lines...)
		t.Legend(legend)
	}
	for i, note := range p.Notes {
		if i == 0 {
			t.Gap()
		}
		t.Labelled("note", draw.Dim, draw.Clean(note), draw.Plain)
	}
	_, err := io.WriteString(w, t.String())
	return err
}

// writePlanMarkdown writes a plan as GitHub's Markdown, the decision first.
func writePlanMarkdown(w io.Writer, p *plan.Plan, _ Style) error {
	var b strings.Builder
	b.WriteString("**" + draw.Escape(draw.Clean(p.Verdict)) + "**\n\n")
	for _, f := range planFacts(p) {
		b.WriteString("- " + strings.ToUpper(f.label[:1]) + f.label[1:] + ": " + draw.Escape(draw.Clean(strings.Join(f.items, ", "))) + "\n")
	}
	if p.Simulation != nil {
		b.WriteString("- Simulated: " + draw.Escape(p.Simulation.Sentence(p.TargetSeconds)) + "\n")
	}
	for _, note := range p.Notes {
		b.WriteString("- Note: " + draw.Escape(draw.Clean(note)) + "\n")
	}
	for _, g := range planTables(p) {
		b.WriteString("\n" + strings.Join(g.Markdown(), "\n") + "\n")
	}
	if p.Settle != "" {
		b.WriteString("\nTo settle it: " + draw.Escape(draw.Clean(p.Settle)) + "\n")
	}
	if p.Command != "" {
		b.WriteString("\n    " + draw.Clean(p.Command) + "\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// planFacts returns the facts that a plan was made from.
func planFacts(p *plan.Plan) []curveFact {
	var facts []curveFact
	if p.TargetSeconds > 0 {
		job := []string{"target " + plan.Time(p.TargetSeconds), "one worker takes " + plan.Time(p.OneSeconds.Value), number.Factor(p.SpeedupNeeded) + " as fast is needed"}
		if p.Rows > 0 {
			job = append(job, number.Workers(p.Rows)+" rows")
		}
		if p.MaxWorkers != nil {
			job = append(job, "at most "+number.Workers(*p.MaxWorkers)+" workers")
		}
		facts = append(facts, curveFact{"job", job})
	}
	if p.Serial == nil {
		return facts
	}
	from := p.Source
	if p.Source != "assumed" {
		from = "from " + p.Source
	}
	facts = append(facts,
		curveFact{"S", []string{plan.Serial(*p.Serial) + " " + from}},
		curveFact{"floor", floorItems(p)})
	if p.Program != nil {
		facts = append(facts, curveFact{"own S", []string{plan.Serial(*p.Program) + " of the program by itself"}})
	}
	if p.CodeGainNeeded != nil {
		facts = append(facts, curveFact{"code", gainItems(p)})
	}
	if knee := p.Decision.Knee.Value; number.Finite(knee) {
		facts = append(facts, curveFact{"knee", []string{fmt.Sprintf("from N = %s on one more worker adds less than %gx to the speed-up", number.Workers(knee), plan.KneeGain)}})
	}
	return facts
}

// floorItems returns what more workers do not make shorter, and neither does a faster kernel.
func floorItems(p *plan.Plan) []string {
	if l := p.Log; l != nil {
		chain := "the tasks of the log, one behind the other as it has them, take " + number.Duration(l.CriticalSeconds)
		if p.FloorSeconds.Value == 0 {
			return []string{chain}
		}
		return []string{chain, "in " + number.Duration(p.FloorSeconds.Value) + " of the job no task runs, which no faster kernel makes shorter"}
	}
	return []string{byLaw(p.AssumedLaw) + planFloor(p.FloorSeconds) + " no number of workers and no faster kernel makes shorter"}
}

// byLaw names what a floor assumes; "" where the runs check it.
func byLaw(law *fit.Assumption) string {
	if law == nil {
		return ""
	}
	return "by " + law.Law() + " "
}

// planFloor writes the serial time, or its bound where there may be none.
func planFloor(i *fit.Interval) string {
	if i.Lo <= 0 && i.Hi > 0 {
		return "the serial part S·T1 is below " + number.Duration(i.Hi) + ", which"
	}
	return "the serial part S·T1 is " + plan.TimeSpan(*i) + ", which"
}

// gainItems returns how many times as fast better code must be, to the end of the interval
// where the answer is open.
func gainItems(p *plan.Plan) []string {
	up := func(x float64) string { return number.Factor(math.Ceil(x*100*(1-1e-9)) / 100) }
	g := *p.CodeGainNeeded
	all, kernel := "all code must be "+up(g.Value)+" as fast", "no faster kernel is enough: the floor alone takes longer"
	if p.KernelGainNeeded != nil {
		kernel = "or the kernel alone " + up(*p.KernelGainNeeded)
	}
	open := p.Outlooks[0].Reachable == plan.CannotTell
	if p.KernelGainNeeded == nil && (open || p.Outlooks[1].Reachable != plan.No) {
		kernel = "no faster kernel is surely enough: the floor may take longer"
	}
	switch {
	case open && number.Finite(g.Hi):
		all = "to be sure, all code must be " + up(g.Hi) + " as fast"
	case g.Lo < g.Hi && number.Finite(g.Hi):
		all += " (" + strings.TrimSuffix(number.Factor(g.Lo), "x") + "–" + number.Factor(g.Hi) + ")"
	}
	return []string{all, kernel}
}

// planTables returns the tables of a plan, without those that are empty.
func planTables(p *plan.Plan) []draw.Table {
	var all []draw.Table
	if len(p.Outlooks) > 0 {
		all = append(all, outlookTable(p))
	}
	if len(p.Steps) > 0 {
		all = append(all, stepTable(p))
	}
	if len(p.Remedies) > 0 {
		all = append(all, remedyTable(p))
	}
	if len(p.Sizes) > 0 {
		all = append(all, sizeTable(p))
	}
	if len(p.Rule) > 0 {
		all = append(all, ruleTable(p))
	}
	return all
}
