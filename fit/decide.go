package fit

import (
	"fmt"
	"math"
	"slices"
)

func (ch *Choice) decide() {
	usual := *ch.candidate(AmdahlLaw)
	if usual.Reason != "" {
		first := usual.Curve.Loads[0]
		ch.undecided(usual.Curve, Warning{Kind: ShortSpan, Need: Need{Loads: doublings([]float64{first}, 4), Runs: repeats}},
			fmt.Sprintf("%s over N = %g..%g; these runs do not show which law they follow (%s)",
				usual.Curve.Params[1], first, usual.Curve.Loads[len(usual.Curve.Loads)-1], usual.Reason))
		ch.Claims = []Claim{{Kind: Estimated, Param: usual.Curve.Params[1]}}
		return
	}
	if math.IsInf(usual.Score, 1) {
		loads := usual.Curve.Loads
		ch.undecided(usual.Curve, Warning{Kind: Uncompared, Need: Need{Loads: doublings(loads, leastCompared), Runs: repeats}},
			ch.sentence(usual.Curve)+"; these runs are too few to compare this law with another")
		return
	}
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
		if alternative, n, apart := ch.alternative(usual); apart > 0 {
			ch.undecided(usual.Curve, Warning{Kind: AlternativeLaw, Model: alternative, Load: n, Apart: apart, Need: Need{Loads: withLoad(usual.Curve.Loads, n)}},
				fmt.Sprintf("%s; the %s model explains these runs as well, with times %.0f %% apart at N = %g",
					ch.sentence(usual.Curve), alternative, 100*apart, n))
			return
		}
		best = usual
	}
	if n, apart := ch.unseen(best); apart > 0 {
		ch.undecided(best.Curve, Warning{Kind: AlternativeLaw, Model: USL.Name, Load: n, Apart: apart, Need: Need{Loads: withLoad(best.Curve.Loads, n), Runs: repeats}},
			fmt.Sprintf("%s; with one run at each N these runs do not exclude the %s model, with times %s apart at N = %g", ch.sentence(best.Curve), USL.Name, upTo(apart), n))
		return
	}
	ch.Decided, ch.Open, ch.Curve, ch.Sentence, ch.Claims = true, nil, best.Curve, ch.sentence(best.Curve), ch.claims(best.Curve)
	if best.Curve.Widened {
		n, off := best.Curve.worst()
		ch.Sentence += fmt.Sprintf("; no law here passes through all points (at N = %g the time is %+.1f %% off)", n, 100*off)
	}
}

// Beside tells the choice a speed-up that was measured at an N that is not fitted, so that
// no largest speed-up contradicts it.
func (ch *Choice) Beside(speedup Interval) {
	ch.beside = speedup
	ch.decide()
}

func (ch *Choice) undecided(c *Curve, open Warning, what string) {
	open.Loads = c.Loads
	ch.Decided, ch.Curve, ch.Sentence, ch.Claims, ch.Open = false, c, what, ch.claims(c), &open
}

// leastCompared is the number of different N from which laws can be compared without
// repeats.
const leastCompared = 5

// lawMatters is the fraction of a time from which another law that explains the readings as
// well leaves the choice open; overheadMatters that from which overhead beside Amdahl's law
// does, of which any interval leaves some.
const (
	lawMatters      = 0.05
	overheadMatters = 0.2
)

// unseen returns an N beyond the readings and by what fraction a run there may differ from
// the law of a candidate, because the readings do not exclude the overhead of the USL; 0
// where the difference does not matter.
//
// It is for readings with one run at each N. Their noise is known from the residuals alone,
// where overhead hides, and of N = 1, 2 … 32 the USL has so many parameters that AICc
// prefers any other law. That is no evidence against overhead. Residuals that are larger by
// ten units of information are, or, for Amdahl's law, an upper end of the USL's band that
// is not far above the curve.
func (ch *Choice) unseen(c Candidate) (n, apart float64) {
	usl := ch.candidate(USL).Curve
	loads := c.Curve.Loads
	if c.Model == USL.Name || usl == nil || !c.Curve.once() {
		return 0, 0
	}
	if rise := math.Log(usl.RSS / max(c.Curve.RSS, math.SmallestNonzeroFloat64)); float64(len(loads))*rise > decisive {
		return 0, 0
	}
	least := lawMatters
	if c.Model == AmdahlLaw.Name {
		n, least = 2*loads[len(loads)-1], overheadMatters
		apart = usl.band(usl.signed, n).Hi/c.Curve.Seconds(n).Value - 1
	} else {
		n, apart = whereApart(c.Curve, usl)
	}
	if apart > least {
		return n, apart
	}
	return 0, 0
}

// once reports whether there is one run at each N.
func (c *Curve) once() bool { return c.Runs == len(c.Loads) }

// alternative returns the best model that explains the readings as well as the usual one
// and differs beyond them, the N where they differ most, and by what fraction of the time.
func (ch *Choice) alternative(usual Candidate) (model string, n, apart float64) {
	score := usual.Score + supported
	for _, c := range ch.Candidates {
		nested := c.Model == AmdahlLaw.Name || usual.Model == USL.Name && c.Model == LinearOverhead.Name
		if c.Model == usual.Model || nested || c.Score >= score {
			continue
		}
		if at, by := whereApart(usual.Curve, c.Curve); by > lawMatters {
			model, n, apart, score = c.Model, at, by, c.Score
		}
	}
	return model, n, apart
}

// whereApart doubles the largest N up to 64-fold and returns the first N at which two
// curves are more than 20 % apart, or else the one where they are furthest apart, and the
// difference as a fraction of the time.
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
