package reproduce

import (
	"encoding/json"
	"math"

	"serialfraction/fit"
	"serialfraction/results/analysis"
)

// An Outcome is whether a statement of the article holds here.
type Outcome string

// The outcomes.
const (
	Holds      Outcome = "holds"
	DoesNot    Outcome = "does not"
	CannotTell Outcome = "cannot tell"
)

// A Region is where the article has a quantity: above Lo, up to Hi. Hi may be infinite; in JSON that is null.
type Region struct{ Lo, Hi float64 }

// MarshalJSON writes {"lo","hi"}.
func (r Region) MarshalJSON() ([]byte, error) {
	var hi *float64
	if !math.IsInf(r.Hi, 1) {
		hi = &r.Hi
	}
	return json.Marshal(struct {
		Lo float64  `json:"lo"`
		Hi *float64 `json:"hi"`
	}{r.Lo, hi})
}

// of returns the outcome of an interval alone.
func (r Region) of(i fit.Interval) Outcome {
	switch {
	case i.Hi <= r.Lo || i.Lo > r.Hi:
		return DoesNot
	case i.Lo > r.Lo && i.Hi <= r.Hi:
		return Holds
	}
	return CannotTell
}

// Evidence is what was measured for a claim.
type evidence struct {
	at    *fit.Interval  // nil = nothing
	quiet []fit.Interval // the same less the waits for a CPU, where other work took of the runs
	whole bool           // at is S of program and machine, which other work may make
	of    []*Sweep       // that it is from
	why   string         // why at is nil
	note  string         // what else these sweeps show, in a sentence
}

// unmeasured returns the evidence of nothing.
func unmeasured(why string, of ...*Sweep) evidence { return evidence{why: why, of: of} }

// judge returns the outcome and the reason for one that is "cannot tell".
//
// Other work on the machine may make an S larger or smaller, so on a busy machine a claim does not fail,
// and holds only if it holds without the waits too, and not at all where that work made S or had the CPUs
// for a quarter of the time. Nor does a claim fail where the machine was busy in another sweep of the study: it may
// have been in this one too, in a way that no account of its runs shows.
func judge(e evidence, r Region, busyElsewhere bool) (Outcome, string) {
	busy, drifted := "", false
	for _, s := range e.of {
		if o := s.Report.OtherWork; o != nil {
			busy = o.Sentence()
			if e.at != nil && (e.whole && o.Made || o.Much(o.ShareAt(o.Workers))) {
				return CannotTell, busyWords(s, o) + ": " + o.Cure()
			}
		}
		drifted = drifted || s.Report.Drift != nil
	}
	switch {
	case e.at == nil && busy != "":
		return CannotTell, e.why + "; " + busy
	case e.at == nil:
		return CannotTell, e.why
	}
	out := r.of(*e.at)
	switch {
	case out == CannotTell && busy != "":
		return out, "the interval reaches beyond the region, and " + busy
	case out == CannotTell:
		return out, "the interval reaches beyond the region: more repeats would narrow it"
	case busy != "" && out == DoesNot:
		return CannotTell, busy + ", which may be why it is outside the region: sweep again on a quiet machine"
	case drifted && out == DoesNot:
		return CannotTell, "the machine changed during the sweep: sweep again on a quiet machine"
	case busyElsewhere && out == DoesNot:
		return CannotTell, "it is outside the region, but the machine was busy in other sweeps: sweep again on a quiet machine"
	case busy == "":
		return out, ""
	}
	for _, less := range e.quiet {
		if r.of(less) != out {
			return CannotTell, busy + ", and without that it might be outside the region: sweep again on a quiet machine"
		}
	}
	if len(e.quiet) == 0 {
		return CannotTell, busy + ", and what it would be without that is not known: sweep again on a quiet machine"
	}
	return out, ""
}

// busyWords returns what other work took of a sweep.
func busyWords(s *Sweep, o *analysis.BusyMachine) string {
	return "the machine was busy: in " + string(s.Name) + " " + o.Sentence()
}
