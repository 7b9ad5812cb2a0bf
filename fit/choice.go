package fit

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// A Choice is the law that readings prefer, or that they prefer none.
type Choice struct {
	// Curve is of the chosen model. Where Decided is false it is Amdahl's, which then
	// sums up the readings and is not known to go on beyond them.
	Curve      *Curve
	Decided    bool
	Sentence   string // for a person: what the readings say
	Next       string // what to type to settle it; empty where Decided
	Candidates []Candidate
}

// A Candidate is a model that was tried.
type Candidate struct {
	Model  string
	Curve  *Curve  // nil where it could not be fitted
	Score  float64 // less is better; +Inf where Reason is not empty
	Reason string  // why it cannot be chosen; empty where it can
}

// telling is the difference in scores from which a model is preferred to another:
// two units of information, the usual threshold (Burnham & Anderson 2002, section
// 2.6).
const telling = 2

// Choose fits every model of strong scaling and chooses among those that the data
// can support: N must span enough, one N must be left to check the model, the
// parameters must have their signs, a term beyond another model's must be clear of 0
// and a bend must lie within the data. These are the gates, without which an
// information criterion picks absurd signs.
//
// With repeats a score is the lack of fit in units of the pure error, over the
// smallest mean square of any candidate if that is above 1, plus the penalty of AICc
// (QAICc; Burnham & Anderson 2002, section 2.5): repeats are no evidence of their own
// about the curve. Without repeats it is AICc. Of models of which one contains the
// other the simpler is kept unless it is worse by two units; other models as close as
// that leave the choice undecided.
func (m Method) Choose(rs []Reading) (*Choice, error) {
	if err := checkReadings(rs, m.Level); err != nil {
		return nil, err
	}
	groups := groupByLoad(rs)
	amdahl, err := m.fit(AmdahlLaw, groups, len(rs))
	if err != nil {
		return nil, err
	}
	ch := &Choice{Curve: amdahl}
	for _, model := range Models {
		if model.Weak {
			continue
		}
		c := Candidate{Model: model.Name, Score: math.Inf(1)}
		if c.Curve, err = m.fit(model, groups, len(rs)); err != nil {
			c.Curve, c.Reason = nil, strings.TrimPrefix(err.Error(), "fit: ")
		} else {
			c.Reason = gate(model, c.Curve)
		}
		ch.Candidates = append(ch.Candidates, c)
	}
	score(ch.Candidates)
	ch.decide()
	return ch, nil
}

// gate says why a curve cannot be chosen, or nothing.
func gate(model Model, c *Curve) string {
	first, last := c.Loads[0], c.Loads[len(c.Loads)-1]
	s := c.system
	params := model.free()
	switch {
	case model.ratios() == 0 && model.bend == nil:
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
	}
	if model.peak != nil {
		if p := c.Params[len(c.Params)-1]; p.Estimate.Lo <= 0 {
			return p.Name + " may be 0"
		}
	}
	return ""
}

// score fills in the scores of the candidates that have no reason against them.
func score(candidates []Candidate) {
	inflation := math.Inf(1)
	for _, c := range candidates {
		if c.Reason == "" && c.Curve.LackOfFit != nil {
			inflation = min(inflation, c.Curve.LackOfFit.F)
		}
	}
	inflation = max(1, inflation)
	for i := range candidates {
		c := &candidates[i]
		if c.Reason != "" {
			continue
		}
		s := c.Curve.system
		params := len(c.Curve.Params)
		if s.pureDF > 0 {
			pure := max(s.pureSS/s.pureDF, rounding*rounding)
			c.Score = c.Curve.signed.ss/(pure*inflation) + penalty(s.size, params)
			continue
		}
		n := float64(len(s.load)) + s.spare
		c.Score = n*math.Log(max(c.Curve.RSS/n, rounding*rounding)) + penalty(n, params)
	}
}

// penalty is that of AICc for p coefficients and a variance.
func penalty(n float64, p int) float64 {
	k := float64(p + 1)
	if n-k-1 <= 0 {
		return math.Inf(1)
	}
	return 2*k + 2*k*(k+1)/(n-k-1)
}

// simplest are the models that another contains, by the name of the other.
var simplest = map[string][]string{
	USL.Name:    {AmdahlLaw.Name, LinearOverhead.Name},
	Capped.Name: {AmdahlLaw.Name, Saturation.Name},
}

func (ch *Choice) decide() {
	ranked := slices.Clone(ch.Candidates)
	slices.SortStableFunc(ranked, func(a, b Candidate) int {
		switch {
		case a.Score < b.Score:
			return -1
		case a.Score > b.Score:
			return 1
		}
		return 0
	})
	best := ranked[0]
	if math.IsInf(best.Score, 1) {
		ch.undecided("which law these runs follow cannot be told: " + ch.Candidates[0].Reason)
		return
	}
	for _, c := range ranked[1:] {
		if c.Score < best.Score+telling && slices.Contains(simplest[best.Model], c.Model) {
			best = c
			break
		}
	}
	for _, c := range ranked {
		if c.Model == best.Model || c.Score >= best.Score+telling || slices.Contains(simplest[c.Model], best.Model) {
			continue
		}
		if n, apart := whereApart(best.Curve, c.Curve); apart > 0 {
			ch.Next = fmt.Sprintf("--workers %s", withLoad(best.Curve.Loads, n))
			ch.undecided(fmt.Sprintf("%s and %s cannot be told apart by these runs; at N = %g their times are %.0f %% apart",
				best.Model, c.Model, n, 100*apart))
			return
		}
	}
	ch.Decided, ch.Curve = true, best.Curve
	ch.Sentence = best.Curve.Sentence()
	if best.Curve.Widened {
		n, off := best.Curve.worst()
		ch.Sentence += fmt.Sprintf("; no law here passes through all points (at N = %g the time is %+.1f %% off)", n, 100*off)
	}
}

func (ch *Choice) undecided(what string) {
	c := ch.Curve
	if ch.Next == "" {
		first := c.Loads[0]
		ch.Next = fmt.Sprintf("--workers %g,%g,%g,%g --repeats 5", first, 2*first, 4*first, 8*first)
	}
	ch.Sentence = fmt.Sprintf("%s; taken as Amdahl's, %s over N = %g..%g; to settle it: %s",
		what, c.Params[1], c.Loads[0], c.Loads[len(c.Loads)-1], ch.Next)
}

// whereApart returns the doubling of the largest N, up to 64 times, at which two
// curves are furthest apart within reach, and by what part of the time.
func whereApart(a, b *Curve) (n, apart float64) {
	last := a.Loads[len(a.Loads)-1]
	for k := 2.0; k <= 64; k *= 2 {
		ta, tb := a.Seconds(k*last).Value, b.Seconds(k*last).Value
		if d := math.Abs(ta-tb) / max(min(ta, tb), math.SmallestNonzeroFloat64); d > apart {
			n, apart = k*last, d
		}
		if apart > 0.2 {
			break
		}
	}
	return n, apart
}

func withLoad(loads []float64, n float64) string {
	words := make([]string, 0, len(loads)+1)
	for _, l := range append(slices.Clone(loads), n) {
		words = append(words, fmt.Sprintf("%g", l))
	}
	return strings.Join(words, ",")
}

// worst returns the level furthest from the signed curve, in units of its weight, and
// by what part of the time it is off.
func (c *Curve) worst() (n, off float64) {
	s, most := c.system, -1.0
	for i, load := range s.load {
		t := c.signed.seconds(load)
		if r := math.Sqrt(s.w[i]) * math.Abs(s.y[i]-s.loss.of(t)); r > most {
			most, n, off = r, load, s.typic[i]/t-1
		}
	}
	return n, off
}
