package fit

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
)

// A Choice is the result of choosing a law for readings, decided or not.
type Choice struct {
	// Curve is the curve of the chosen model. Where Decided is false it describes the
	// readings but may not hold beyond them.
	Curve      *Curve
	Decided    bool
	Sentence   string   // the result in one sentence
	Within     string   // the same without what it states of N that no reading has: no largest speed-up, no peak
	Claims     []Claim  // what the sentence states of the curve, as values
	Open       *Warning // why the law is open, a ShortSpan or an AlternativeLaw; nil where Decided
	Candidates []Candidate

	rivals    []rival   // of the law of Curve; Open names the first
	blocks    []int     // of the readings; nil where they have none
	beside    Interval  // a speed-up that was measured at an N that is not fitted; zero = none
	corrected *Choice   // for the readings without their known bias; nil where no bias is known
	either    *Interval // S by Amdahl's law or the USL, whichever holds ([besideOverhead]); nil where they do not determine it
}

// A Candidate is a model that was tried.
type Candidate struct {
	Model  string
	Curve  *Curve  // nil where it could not be fitted
	Score  float64 // a lower one is better; +Inf where Reason is not empty
	Reason string  // why it cannot be chosen; "" where it can

	evidence float64 // a score regardless of Reason, in the unit of the best law that is possible; +Inf without a curve
	misfit   float64 // the evidence without the penalty for parameters; +Inf without a curve
	possible bool    // the readings do not contradict the law, though a gate may keep it from being chosen
}

// Differences in scores, in units of information (Burnham & Anderson 2002, section 2.6).
// Below supported both models have support; from decisive on the worse one has
// essentially none.
const (
	supported = 2
	decisive  = 10
)

// Choose fits every model of strong scaling and chooses among those that pass the gates.
// The gates are: N must span enough, at least one N must be left to check the model, the
// parameters must not be negative, the interval of a term beyond Amdahl's law must
// exclude 0, a bend must lie within the data, and time must not rise again beyond it.
// Without gates an information criterion picks parameters of absurd signs.
//
// With repeats a score is the lack of fit in units of the pure error, divided by the
// smallest mean square of any candidate if that is above 1, plus the penalty of AICc
// (QAICc; Burnham & Anderson 2002, section 2.5), because repeats are no evidence of their
// own about the curve. Without repeats it is AICc.
//
// The usual law is the USL where it passes the gates and is not two units worse than
// Amdahl's law, otherwise Amdahl's. Another model replaces it if its score is better by
// ten. A law that a gate keeps from being chosen is not refuted by that: where any law that
// is possible explains the readings as well and differs beyond them, the choice is
// undecided. It is so too where no score can be had, with one run at each of four N or
// fewer, and where the readings leave overhead open that would matter.
func (m Method) Choose(rs []Reading) (*Choice, error) { return m.ChooseCorrected(rs, nil) }

// try fits and scores the candidates.
func (m Method) try(rs []Reading) (*Choice, error) {
	if err := checkReadings(rs, m.Level); err != nil {
		return nil, err
	}
	groups := groupByLoad(rs)
	amdahl, err := m.fit(AmdahlLaw, groups, len(rs))
	if err != nil {
		return nil, err
	}
	ch := &Choice{}
	for _, model := range Models {
		if model.Weak {
			continue
		}
		c := Candidate{Model: model.Name, Score: math.Inf(1), misfit: math.Inf(1), evidence: math.Inf(1)}
		curve, err := amdahl, error(nil)
		if model.Name != AmdahlLaw.Name {
			curve, err = m.fit(model, groups, len(rs))
		}
		if err != nil {
			c.Reason = reason(err)
		} else {
			c.Curve, c.Reason = curve, gate(model, curve)
			c.possible = c.Reason == "" || possible(model, curve)
		}
		ch.Candidates = append(ch.Candidates, c)
	}
	score(ch.Candidates)
	if usl := ch.candidate(USL).Curve; usl != nil {
		ch.either = besideOverhead(amdahl, usl)
	}
	return ch, nil
}

// reason describes why there is no curve, without the readings that are needed. The choice
// names those once for all candidates.
func reason(err error) string {
	if undetermined := new(Undetermined); errors.As(err, &undetermined) {
		return undetermined.What
	}
	return err.Error()
}

// gate returns why a curve cannot be chosen, "" where it can.
func gate(model Model, c *Curve) string {
	first, last := c.Loads[0], c.Loads[len(c.Loads)-1]
	s := c.system
	params := model.free()
	switch {
	case model.ratios == 0 && model.bend == nil:
		return "Amdahl's law with S = 0"
	case last < model.Span*first:
		return fmt.Sprintf("N spans %.3gx, %gx is needed", last/first, model.Span)
	case len(s.load) <= params:
		return "no N left to check it"
	case c.t == 0:
		return "no spare runs"
	case len(c.Held) > 0 && model.Name != AmdahlLaw.Name: // S < hi is an answer
		return strings.Join(c.Held, " and ") + " below 0"
	}
	if model.freeBend() {
		p := c.Params[len(c.Params)-1].Estimate
		beyond := 0
		for _, n := range s.load {
			if n >= p.Value {
				beyond++
			}
		}
		if beyond < 2 || p.Hi > last {
			return "no bend within the data"
		}
		if n := c.risesFrom(); n > 0 {
			return fmt.Sprintf("time rises again from N = %g on", n)
		}
	}
	if model.peak != nil {
		if p := c.Params[len(c.Params)-1]; p.Estimate.Lo <= 0 {
			return p.Name + " may be 0"
		}
	}
	return ""
}

// possible reports whether a law that a gate keeps from being chosen is possible all the
// same: a gate asks for readings that show a law, and where they are missing the law is not
// refuted. It is refuted by a parameter below 0, which leaves a simpler law, and by times that
// rise again beyond a bend. A bend that may lie at the largest N, or that hardly changes the
// time there, is not seen: any law may bend beyond the readings.
func possible(model Model, c *Curve) bool {
	switch {
	case model.ratios == 0 && model.bend == nil, c.t == 0, len(c.Held) > 0:
		return false
	case model.freeBend():
		last := c.Loads[len(c.Loads)-1]
		straight := c.signed
		straight.bend = math.Inf(1)
		return c.Params[len(c.Params)-1].Estimate.Hi < last && c.signed.seconds(last) > (1+lawMatters)*straight.seconds(last) && c.risesFrom() == 0
	}
	return true
}

// risesFrom returns the N of the least time if, from there on, log time rises with
// log N by two percent or more and significantly at 5 %; 0 otherwise. A curve that passes
// through repeated points is not contradicted by such a rise: of several equal times one is
// the least by luck, and those after it seem to rise.
func (c *Curve) risesFrom() float64 {
	s := c.system
	if c.LackOfFit != nil && !c.Widened {
		return 0
	}
	least := 0
	for i, t := range s.typic {
		if t < s.typic[least] {
			least = i
		}
	}
	m := len(s.load) - least
	if m < 3 || s.typic[len(s.typic)-1] < 1.02*s.typic[least] {
		return 0
	}
	var a, y []float64
	for i := least; i < len(s.load); i++ {
		a = append(a, 1, math.Log(s.load[i]/s.load[least]))
		y = append(y, math.Log(s.typic[i]))
	}
	q := factor(slices.Clone(a), 2)
	coef, ss := q.fit(a, y)
	df := float64(m - 2)
	se := math.Sqrt(ss / df * q.inverseGram()[3])
	if coef[1] > TQuantile(1-2*significance, df)*se {
		return s.load[least]
	}
	return 0
}

// score sets the scores of the candidates. The unit of a Score is the mean square of the best
// law that can be chosen. That of the evidence is the mean square of the best law that is
// possible, whether or not a gate keeps it from being chosen: where that law passes through
// the points, the lack of fit of the others is no noise.
func score(candidates []Candidate) {
	allowed, tried := math.Inf(1), math.Inf(1)
	for _, c := range candidates {
		if c.possible && c.Curve.LackOfFit != nil {
			tried = min(tried, c.Curve.LackOfFit.F)
			if c.Reason == "" {
				allowed = min(allowed, c.Curve.LackOfFit.F)
			}
		}
	}
	for i := range candidates {
		c := &candidates[i]
		if c.Curve == nil {
			continue
		}
		var parameters float64
		if c.Reason == "" {
			c.Score, parameters = c.Curve.information(max(1, allowed))
			c.Score += parameters
		}
		c.misfit, parameters = c.Curve.information(max(1, tried))
		c.evidence = c.misfit + parameters
	}
}

// information returns the two parts of the score of a curve, that of its residuals and that
// of its parameters, with a lack of fit of inflation times the pure error as the unit.
func (c *Curve) information(inflation float64) (misfit, parameters float64) {
	s := c.system
	params := len(c.Params)
	if s.pureDF > 0 {
		pure := max(s.pureSS/s.pureDF, rounding*rounding)
		return c.signed.ss / (pure * inflation), penalty(s.size, params)
	}
	n := float64(len(s.load)) + s.spare
	return n * math.Log(max(c.RSS/n, rounding*rounding)), penalty(n, params)
}

// penalty returns the penalty of AICc for p coefficients and a variance.
func penalty(n float64, p int) float64 {
	k := float64(p + 1)
	if n-k-1 <= 0 {
		return math.Inf(1)
	}
	return 2*k + 2*k*(k+1)/(n-k-1)
}
