package plan

import (
	"cmp"

	"serialfraction/fit"
)

// A RuleRow is what one serial fraction gives, by Amdahl's law.
type RuleRow struct {
	Serial  float64 `json:"serial_fraction"`
	Ceiling float64 `json:"max_speedup"`            // 1/S, of workers alone
	Kernel  float64 `json:"max_speedup_kernel"`     // with better code of the kernel alone: S·T(1) stays
	All     float64 `json:"max_speedup_all"`        // with better code of everything
	Knee    float64 `json:"knee_workers"`           // N from which one more worker adds less than [KneeGain]
	Best    float64 `json:"best_seconds,omitempty"` // of the job in question; 0 = none was asked about
}

// RuleSerials are the serial fractions that the rule is shown for: 0.01 is the best of the
// article, 0.05 to 0.1 average code.
var RuleSerials = []float64{0.001, 0.003, 0.01, 0.03, 0.05, 0.1}

// Rule returns what each of [RuleSerials] gives where better code is gain times as fast.
func Rule(gain float64) []RuleRow {
	var rows []RuleRow
	for _, s := range RuleSerials {
		exactly := fit.Interval{Value: s, Lo: s, Hi: s, Level: 1}
		law := fit.Assumed(exactly)
		c := newCourse(MostWorkers, smooth, func(n float64) fit.Interval { return law.Share(n, 1) })
		rows = append(rows, RuleRow{Serial: s, Ceiling: 1 / s, Kernel: 1 / s, All: gain / s, Knee: c.knee(value, 0)})
	}
	return rows
}

// Unasked returns the plan without a question: the rule alone.
func Unasked() *Plan {
	p := &Plan{Schema: 1, Reachable: CannotTell, Outlooks: []Outlook{}, Steps: []Step{}, Remedies: []Remedy{}, Notes: []string{}, Gain: UsualGain, Left: 1}
	p.Rule = Rule(p.Gain)
	p.Settle, p.Need.Again = "measure S of your job", true
	p.Verdict = p.ruleVerdict()
	return p
}

// unmeasured answers a question about a job whose S is not known: what the target needs.
func unmeasured(q Question) (*Plan, error) {
	if q.Runtime == 0 {
		return nil, bad("runtime", "the time of the job on one worker is not known")
	}
	if q.Rows > 0 && q.RowsNow == 0 {
		return nil, bad("rows_now", "the runtime is of an unknown number of rows")
	}
	one := fit.Interval{Value: q.Runtime, Lo: q.Runtime, Hi: q.Runtime, Level: 1}
	if q.Rows > 0 {
		one = times(one, q.Rows/q.RowsNow)
	}
	p := newPlan(q, one)
	if err := p.above(q); err != nil {
		return nil, err
	}
	if p.Rows = cmp.Or(q.Rows, q.RowsNow); p.Rows > 0 {
		p.limit = min(p.limit, p.Rows)
	}
	if q.Counts == "" {
		q.Counts = AsItIs
	}
	p.Reachable = CannotTell
	p.NeededSerialFraction, p.bare = p.needed(lawOf(fit.Assumed(fit.Interval{Level: 1})), q.Counts, new(course))
	if p.NeededSerialFraction == nil {
		p.Reachable = No
	}
	p.Rule = Rule(p.Gain)
	for i, r := range p.Rule {
		by := lawOf(fit.Assumed(fit.Interval{Value: r.Serial, Lo: r.Serial, Hi: r.Serial, Level: 1}))
		at := setting{laws: []law{by}, one: one, gain: q.Counts, faster: p.Gain}
		p.Rule[i].Best = at.seconds(at.laws[0], p.limit).Value
	}
	p.Settle, p.Need.Again = "measure S of your job", true
	p.Verdict = p.unmeasuredVerdict(q.Counts)
	return p, nil
}
