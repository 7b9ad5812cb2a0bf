package fit

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

func (ch *Choice) decide() {
	usual := *ch.candidate(AmdahlLaw)
	ch.Curve = usual.Curve
	if usual.Reason != "" {
		first := usual.Curve.Loads[0]
		ch.undecided(usual.Curve, Warning{Kind: ShortSpan, Need: Need{Loads: doublings([]float64{first}, 4), Runs: repeats}}, []Claim{},
			fmt.Sprintf("%s over N = %g..%g; these runs do not show which law they follow (%s)",
				usual.Curve.Params[1], first, usual.Curve.Loads[len(usual.Curve.Loads)-1], usual.Reason))
		ch.Claims = []Claim{{Kind: Estimated, Param: usual.Curve.Params[1]}} // which the sentence has too
		return
	}
	if math.IsInf(usual.Score, 1) {
		loads := usual.Curve.Loads
		ch.undecided(usual.Curve, Warning{Kind: Uncompared, Need: Need{Loads: doublings(loads, leastCompared), Runs: repeats}},
			ch.claims(usual.Curve), "these runs are too few to compare this law with another")
		return
	}
	best := ch.best(usual)
	ch.Curve, ch.rivals = best.Curve, ch.rivalsOf(best)
	if len(ch.rivals) > 0 {
		ch.contested(best)
		return
	}
	ch.Decided, ch.Open = true, nil
	doubt := ""
	if best.Curve.Widened {
		doubt = ch.missed(best.Curve)
	}
	ch.state(ch.claims(best.Curve), doubt)
}

// best returns the candidate of the best score, or the usual law where that is not worse by
// ten.
func (ch *Choice) best(usual Candidate) Candidate {
	if usl := ch.candidate(USL); usl.Score < usual.Score+supported {
		usual = *usl
	}
	best := usual
	for _, c := range ch.Candidates {
		if c.Score < best.Score {
			best = c
		}
	}
	if best.Score > usual.Score-decisive {
		return usual
	}
	return best
}

// contested leaves the choice open between the best law and its rivals.
func (ch *Choice) contested(best Candidate) {
	r, c := ch.rivals[0], best.Curve
	open := Warning{Kind: AlternativeLaw, Model: r.Model, Load: r.load, Apart: r.apart, Need: Need{Loads: withLoad(c.Loads, r.load)}}
	at := fmt.Sprintf("with times %.0f %% apart at N = %g", 100*r.apart, r.load)
	var what string
	switch {
	case r.unseen && c.once():
		open.Need.Runs = repeats
		what = fmt.Sprintf("with one run at each N these runs do not exclude the %s model, with times %s apart at N = %g", r.Model, upTo(r.apart), r.load)
	case r.unseen:
		open.Need.Runs = max(repeats, c.Runs/len(c.Loads))
		what = fmt.Sprintf("these runs do not exclude the %s model, with times %s apart at N = %g", r.Model, upTo(r.apart), r.load)
	case r.evidence < best.evidence-decisive:
		what = fmt.Sprintf("the %s model explains these runs better, %s%s", r.Model, at, ch.others())
	default:
		what = fmt.Sprintf("the %s model explains these runs as well, %s%s", r.Model, at, ch.others())
	}
	ch.undecided(c, open, ch.claims(c), what)
}

// others names the rivals after the first that explain the readings too.
func (ch *Choice) others() string {
	var names []string
	for _, r := range ch.rivals[1:] {
		if !r.unseen {
			names = append(names, r.Model)
		}
	}
	switch len(names) {
	case 0:
		return ""
	case 1:
		return fmt.Sprintf("; so does the %s model", names[0])
	}
	return fmt.Sprintf("; so do the models %s", strings.Join(names, ", "))
}

// missed describes by how much the points miss the curve, and whether all laws miss them: one
// that passes through them may be impossible, with a parameter below 0.
func (ch *Choice) missed(c *Curve) string {
	which := "no law here passes"
	for _, other := range ch.Candidates {
		if other.Curve != nil && other.Model != c.Model && !other.Curve.Widened {
			which = fmt.Sprintf("the %s model does not pass", c.Model)
		}
	}
	n, off := c.worst()
	return fmt.Sprintf("%s through all points (at N = %g the time is %+.1f %% off)", which, n, 100*off)
}

// Beside tells the choice a speed-up that was measured at an N that is not fitted, so that
// no largest speed-up contradicts it.
func (ch *Choice) Beside(speedup Interval) {
	ch.beside = speedup
	ch.decide()
}

func (ch *Choice) undecided(c *Curve, open Warning, claims []Claim, why string) {
	open.Loads = c.Loads
	ch.Decided, ch.Open = false, &open
	ch.state(claims, why)
}

// state sets the claims and both sentences of the choice. doubt is what speaks against the law, ""
// where nothing does.
func (ch *Choice) state(claims []Claim, doubt string) {
	ch.Claims = claims
	ch.Sentence = behind(ch.Curve.Words(claims), doubt)
	ch.Within = behind(ch.Curve.Words(ch.Curve.within(claims)), doubt)
}

// within returns what claims about the curve state of the readings: in place of one about N that
// no reading has, the estimates that it is read from.
func (c *Curve) within(claims []Claim) []Claim {
	var of []Claim
	add := func(claim Claim) {
		if !slices.Contains(of, claim) {
			of = append(of, claim)
		}
	}
	for _, claim := range claims {
		if !claim.Kind.beyond() {
			add(claim)
			continue
		}
		from := []Param{claim.Param, claim.Overhead}
		if claim.Kind == StopsAt && c.state.model.freeBend() {
			from = append(from, c.Params[len(c.Params)-1]) // the knee
		}
		for _, p := range from {
			if p.Name != "" {
				add(Claim{Kind: Estimated, Param: p})
			}
		}
	}
	return of
}

// behind joins two clauses, of which either may be empty.
func behind(first, second string) string {
	if first == "" || second == "" {
		return first + second
	}
	return first + "; " + second
}

// leastCompared is the number of different N from which laws can be compared without
// repeats.
const leastCompared = 5

// withLoad returns the loads and n, without those that are less than twice the one before.
func withLoad(loads []float64, n float64) []float64 {
	var apart []float64
	last := 0.0
	for _, l := range append(slices.Clone(loads), n) {
		if l >= 2*last {
			apart, last = append(apart, l), l
		}
	}
	return apart
}

// worst returns the N of the point furthest from the signed curve, in units of its weight,
// and its difference from the curve as a fraction of the time.
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

// upTo writes how far two times are apart: "up to 34 %", or "far" where no percentage is a
// number to read.
func upTo(apart float64) string {
	if apart > 10 {
		return "far"
	}
	return fmt.Sprintf("up to %.0f %%", 100*apart)
}
