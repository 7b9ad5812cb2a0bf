package predict

import (
	"fmt"
	"math"
	"slices"

	"serialfraction/fit"
	"serialfraction/harness/wording"
	"serialfraction/results/advice"
	"serialfraction/results/analysis"
	"serialfraction/results/number"
)

// Span writes a time with its interval: "20.1 s (18.2–22.3 s)".
func Span(i fit.Interval) string {
	return fmt.Sprintf("%s (%s)", number.Duration(i.Value), Ends(i))
}

// Ends writes the ends of a time: "18.2 s – 22.3 s".
func Ends(i fit.Interval) string {
	lo := number.Duration(i.Lo)
	switch {
	case number.Finite(i.Hi):
		return lo + " – " + number.Duration(i.Hi)
	case i.Lo > 0:
		return lo + " or more"
	}
	return "not known"
}

// verdict states the forecast of the largest N.
func (f *Forecast) verdict() string {
	p := f.Predictions[len(f.Predictions)-1]
	text := fmt.Sprintf("With %s the job takes ", wording.Count(p.Workers, "worker"))
	if f.Busy != nil && f.Busy.Made {
		text = fmt.Sprintf("Cannot tell what %s would take on a quiet machine. On this one, as busy as it was: ", wording.Count(p.Workers, "worker"))
	}
	if p.Simulation == nil {
		return text + fmt.Sprintf("%s by %s, and by no simulation, for it has no chunk times.", Span(*p.Law), lawName(f.Law))
	}
	text += Span(*p.Simulation) + " by the simulation"
	if p.Law == nil {
		return text + "; a law of the times knows nothing of what is changed."
	}
	text += fmt.Sprintf(", %s by %s", Span(*p.Law), lawName(f.Law))
	if p.Differ {
		return text + ". They differ: " + p.Reason.Words + "."
	}
	if p.Reason != nil {
		return text + "; the intervals overlap, so the runs leave open which. What is between the two: " + p.Reason.Words + "."
	}
	return text + "; the intervals overlap."
}

func lawName(model string) string {
	switch model {
	case fit.AmdahlLaw.Name:
		return "Amdahl's law"
	case fit.USL.Name:
		return "the USL"
	}
	return "the " + model + " law"
}

// assume lists what the simulation is made of, and what it takes to stay as it is.
func (f *Forecast) assume(r *recording, m *model, j job, c *Changes) {
	add := func(format string, args ...any) {
		f.Assumptions = append(f.Assumptions, fmt.Sprintf(format, args...))
	}
	most := r.ns[len(r.ns)-1]
	last := number.Workers(float64(most))
	at := m.phasesAt(most)
	if longer := at.busy / m.at[0].busy; most > 1 {
		add("chunks take what they took in %s, and the kernel %s times that beyond N = %s, as there", r.describe(), number.Significant(longer, 3), last)
	}
	h := r.handing(m, f.Predictions[len(f.Predictions)-1].Workers, j, c)
	switch {
	case h.Service == 0:
		add("a claim takes %s, and nothing serves all workers one after the other", number.Duration(h.Claim.Seconds()))
	case j.schedule.Coordinated() || r.header.Remote():
		add("a claim takes %s, and of the one coordinator %s, which no other chunk can use", number.Duration(h.Claim.Seconds()), number.Duration(h.Service.Seconds()))
	default:
		add("a claim takes %s; all of what it took one worker, %s, may be of the one counter that all claim from", number.Duration((h.Claim + h.Service).Seconds()), number.Duration(h.Service.Seconds()))
	}
	if !c.without("spawn") {
		grows := ""
		if m.start.slope > 0 {
			grows = fmt.Sprintf(", and all of them %s later for each worker beyond that", number.Duration(m.start.slope))
		}
		next := "all others with it"
		if at.step >= 1e-9 {
			next = "each further one " + number.Duration(at.step) + " later"
		}
		add("at N = %s the first worker starts after %s, %s%s", last, number.Duration(at.first), next, grows)
	}
	for _, phase := range []struct {
		name string
		line line
	}{{"split", m.split}, {"merge", m.merge}} {
		if c.without(phase.name) {
			continue
		}
		grows := "does not grow with N, as far as the runs show"
		if phase.line.slope > 0 {
			grows = fmt.Sprintf("grows by %s a worker", number.Duration(phase.line.slope))
		}
		add("%s takes %s at N = %s and %s", phase.name, number.Duration(m.lineAt(phase.line, most, 1)), last, grows)
	}
	if size := float64(j.rows) / float64(rowsOf(r.header)); size != 1 {
		add("the job has the rows of the runs %s times over: split, kernel and merge take so many times as long; the start of the workers, and what each adds, does not", number.Workers(size))
	}
	if c.ChunkRows > 0 && c.ChunkRows < r.header.ChunkRows {
		add("the rows of a chunk that was timed took the same each")
	}
	if c.ChunkRows > 0 && h.Service > 0 {
		add("handing a chunk out takes as long as measured, however many rows it has")
	}
	if c.Bandwidth > 0 {
		add("a row is %s on the link, and its answer nothing", number.Bytes(int64(r.header.RowBytes())))
	}
	if c.MemoryWorkers > 0 {
		add("the memory serves %s workers at full speed, and N share that evenly", number.Workers(c.MemoryWorkers))
	}
	if c.Stragglers > 0 {
		add("%s of the workers take %s times as long as the others", number.Percent(c.Stragglers), number.Significant(max(1, c.Slowness), 3))
	}
	largest := f.Predictions[len(f.Predictions)-1].Workers
	if !j.schedule.Dealt() && (j.chunks > mostClaims || largest > mostWorkers) {
		add("workers that become free in the same 1/256 of a chunk's time are counted together, and chunk times are drawn from %d classes", min(j.chunks, mostClasses, r.header.Chunks))
	}
}

// note lists how far the forecast reaches.
func (f *Forecast) note(a *analysis.Report) {
	if f.Notes == nil {
		f.Notes = []string{}
	}
	add := func(format string, args ...any) { f.Notes = append(f.Notes, fmt.Sprintf(format, args...)) }
	most := f.Measured[len(f.Measured)-1]
	if f.Busy != nil {
		add("%s: the forecast is of a machine as busy as it was, and a quiet one may take less", f.Busy.Sentence())
	}
	if a.AssumedLaw != nil && slices.ContainsFunc(f.Predictions, func(p Prediction) bool { return p.Workers > most && p.Law != nil }) {
		add("the law is that of two N or hardly more: its forecast holds only %s", a.AssumedLaw.InFull())
	}
	for _, p := range a.Points {
		if p.Oversubscribed && slices.ContainsFunc(f.Predictions, func(of Prediction) bool { return of.Workers == p.Workers }) {
			add("N = %s was measured on fewer CPUs than its workers need, in %s: the forecast is of workers that do not take turns", number.Workers(float64(p.Workers)), number.Duration(p.Seconds.Value))
		}
	}
	for _, p := range f.Predictions {
		if p.Workers <= most {
			how := "lies between N that were measured"
			if slices.Contains(f.Measured, p.Workers) {
				how = "was measured, and its runs are in the forecast"
			}
			add("N = %s %s", number.Workers(float64(p.Workers)), how)
		}
	}
	if a.MeanStanding == advice.MeanUndetermined {
		add("some runs are slow, and too few of them were seen to know the mean time")
	}
	if a.Interrupted {
		add("the sweep was interrupted")
	}
}

// noteSimulation lists how far the simulation was checked.
func (f *Forecast) noteSimulation() {
	add := func(format string, args ...any) { f.Notes = append(f.Notes, fmt.Sprintf(format, args...)) }
	most := f.Measured[len(f.Measured)-1]
	if off := errorOf(f.Checks); len(f.Checks) > 0 {
		add("from the N below it alone the simulation is %s off at N = %s; its interval has that for each time that N doubles", number.Percent(math.Expm1(off)), checked(f.Checks))
	} else {
		add("no N is left to check the simulation with: beyond N = %s its interval holds what the runs scatter by, and none of what it assumes", number.Workers(float64(most)))
	}
}

func checked(all []Check) string {
	var ns []int
	for _, c := range all {
		ns = append(ns, c.Workers)
	}
	return number.List(ns)
}
