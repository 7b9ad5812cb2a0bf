package curves

import (
	"fmt"
	"math"

	"serialfraction/fit"
	"serialfraction/results/advice"
)

// A conclusion is the result of the choice among the models.
type conclusion struct {
	decided bool
	verdict string
	claims  []fit.Claim
	warning advice.Fact // the model that the data prefer; nil unless the caller's is another
}

// candidates fits every model that applies and returns the chosen curve.
func (y *seriesFit) candidates(a *Analysis, rs []fit.Reading) (*fit.Curve, conclusion, error) {
	if y.Weak {
		c, err := y.Method.Fit(fit.Gustafson, rs)
		if err != nil {
			return nil, conclusion{}, err
		}
		a.Models = append(a.Models, y.model(fit.Candidate{Model: c.Model, Curve: c}, fit.Gustafson))
		claims := c.Claims(y.best())
		return c, conclusion{decided: true, verdict: c.Words(claims) + y.stands(c), claims: claims}, nil
	}
	choice, err := y.Method.ChooseInBlocks(rs, y.punctual(), y.blocks())
	if err != nil && y.Model == "" {
		return nil, conclusion{}, err
	}
	if err == nil {
		choice.Beside(y.best())
		for _, c := range choice.Candidates {
			if law, err := fit.ModelByName(c.Model); err == nil {
				a.Models = append(a.Models, y.model(c, law))
			}
		}
	}
	if y.Model != "" {
		return y.named(a, rs, choice)
	}
	y.choice, a.Choice, a.Room = choice, choice, y.room()
	sentence := choice.Sentence
	if open := choice.Open; open != nil {
		sentence = "cannot tell the law for sure: " + a.settle(y.room().Law(sentence, *open))
	}
	return choice.Curve, conclusion{decided: choice.Decided, verdict: sentence + y.stands(choice.Curve), claims: choice.Claims}, nil
}

// named fits the model that the caller names. choice may be nil.
func (y *seriesFit) named(a *Analysis, rs []fit.Reading, choice *fit.Choice) (*fit.Curve, conclusion, error) {
	law, err := fit.ModelByName(y.Model)
	if err != nil {
		return nil, conclusion{}, err
	}
	if y.atCPUs() {
		law = fit.CappedAt(y.full())
	}
	c, err := y.Method.Fit(law, rs)
	if err != nil {
		return nil, conclusion{}, err
	}
	m := y.model(fit.Candidate{Model: c.Model, Curve: c}, law)
	m.Score = nil
	placed := false
	for i, other := range a.Models {
		if other.Name == m.Name {
			m.Score, m.Reason = other.Score, other.Reason
			a.Models[i], placed = m, true
		}
	}
	if !placed {
		a.Models = append(a.Models, m)
	}
	claims := c.Claims(y.best())
	end := conclusion{decided: true, verdict: c.Words(claims) + y.stands(c), claims: claims}
	if choice != nil && choice.Decided && choice.Curve.Model != c.Model {
		end.warning = advice.Preferred{Model: choice.Curve.Model, Sentence: choice.Sentence}
	}
	return c, end, nil
}

// oversubscribed adds the law that also explains the N beyond the CPUs: Amdahl's law with
// at most as many workers at once as the CPUs can run.
func (y *seriesFit) oversubscribed(a *Analysis) {
	if y.out == nil || y.Weak || y.full() == 0 {
		return
	}
	law := fit.CappedAt(y.full())
	c, err := y.Method.Fit(law, y.unit)
	if err != nil {
		return // this law is an extra and may be missing
	}
	m := y.model(fit.Candidate{Model: "capped at cpus", Curve: c}, law)
	m.Score, m.Reason = nil, fmt.Sprintf("fitted to all N, with %g CPUs", y.has())
	if full := y.full(); full != y.has() {
		m.Reason += fmt.Sprintf(", which N = %.3g keeps busy", full)
	}
	a.Models = append(a.Models, m)
}

// model describes a candidate.
func (y *seriesFit) model(from fit.Candidate, law fit.Model) Model {
	m := Model{
		Name: from.Model, Formula: law.Formula, Params: map[string]fit.Param{},
		Held: []string{}, Reason: from.Reason, Curve: from.Curve,
	}
	if !math.IsInf(from.Score, 0) && m.Reason == "" {
		m.Score = &from.Score
	}
	c := from.Curve
	if c == nil {
		return m
	}
	m.RSS, m.DF, m.AICc, m.Widened, m.Peak = &c.RSS, &c.DF, c.AICc, c.Widened, peak(c)
	m.Held = append(m.Held, c.Held...)
	if c.LackOfFit != nil {
		m.LackOfFitP = &c.LackOfFit.P
	}
	for _, p := range c.Params {
		m.Names = append(m.Names, p.Name)
		m.Params[p.Name] = p
	}
	if y.Quantity == Throughput {
		m.Names = append(m.Names, rateName)
		m.Params[rateName] = rateOf(c.Params[0])
	}
	return m
}

// rateName is the throughput at N = 1, which Gunther calls gamma.
const rateName = "X1"

// rateOf returns 1/T1 with its intervals. The ends of the profile are the reciprocals of
// those of T1, because a profile does not depend on how a parameter is written. The
// standard error is se/T1², as asymptotic as every one of a least-squares fit.
func rateOf(t1 fit.Param) fit.Param {
	t := t1.Estimate
	x := fit.Param{Name: rateName, Estimate: t.Reciprocal()}
	x.Wald = fit.Interval{Value: x.Estimate.Value, Lo: math.Inf(-1), Hi: math.Inf(1), Level: t.Level}
	if t1.SE != nil {
		se := *t1.SE / (t.Value * t.Value)
		x.SE = &se
		half := (t1.Wald.Hi - t1.Wald.Lo) / 2 / (t.Value * t.Value)
		x.Wald.Lo, x.Wald.Hi = x.Wald.Value-half, x.Wald.Value+half
	}
	return x
}

// The limits of a bootstrap.
const (
	refits      = 10000 // the usual number
	mostDraws   = 2e8   // of all refits of a model together; more would take too long
	leastRefits = 1000  // fewer are not enough for the quantiles
	mostRepeats = 65535 // runs that a counter of 16 bits can count
	seed        = 1
)

// bootstrap gives every model bootstrap intervals beside its others.
func (y *seriesFit) bootstrap(a *Analysis) {
	n := int(min(refits, mostDraws/float64(max(a.Runs, 1))))
	if n < leastRefits || a.Runs > mostRepeats {
		a.warn(advice.TooMany{Runs: a.Runs})
		return
	}
	for i, m := range a.Models {
		if m.Curve == nil {
			continue
		}
		intervals, err := m.Curve.Bootstrap(n, seed)
		if err != nil {
			if m.Name == a.ChosenModel {
				a.warn(advice.NoResample{Unfit: advice.Unfit{Err: err}})
			}
			continue
		}
		a.Models[i].Bootstrap = map[string]fit.Interval{}
		for k, interval := range intervals {
			a.Models[i].Bootstrap[m.Curve.Params[k].Name] = interval
		}
		if y.Quantity == Throughput {
			a.Models[i].Bootstrap[rateName] = intervals[0].Reciprocal()
		}
	}
}
