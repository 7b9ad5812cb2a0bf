package fit

import "math"

// A Prospect is a law that the readings leave possible, as it goes on beyond them. Several
// prospects of one choice answer a question about N that were not measured together: what
// holds under each of them holds under the data.
type Prospect struct {
	Model string

	// Serial is the share of the time at N = 1 that no worker makes shorter: S of Amdahl's
	// and of the capped law, sigma of the USL, and 0 of a law that has none.
	Serial Interval

	curve *Curve    // nil where the law is Amdahl's, which Serial describes
	mean  *MeanTime // of the mean time, in place of that of the curve; else nil
	other *Curve    // the same law without the known bias of the readings; nil where none is known
}

// Assumed returns the prospect of Amdahl's law with a serial fraction that nobody measured.
func Assumed(s Interval) Prospect { return Prospect{Model: AmdahlLaw.Name, Serial: s} }

// Prospects returns the law of the choice and those that the readings leave possible beside
// it, that of the choice first. They hold at any N, so they are more than the rivals that
// leave a choice open, which are asked about at twice the largest N: where the law is
// Amdahl's, overhead that is too small to be seen among the readings may still be most of the
// time at a hundred times their N, and it is as large as the readings allow. Readings that do
// not determine the USL, as those at N = 1 and 2, may be overhead altogether.
func (ch *Choice) Prospects() []Prospect {
	c := ch.Curve
	all := []Prospect{ch.prospect(c)}
	add := func(c *Curve) {
		for _, p := range all {
			if c == nil || p.Model == c.Model {
				return
			}
		}
		all = append(all, ch.prospect(c))
	}
	for _, r := range ch.rivals {
		add(r.Curve)
	}
	amdahl, usl := ch.candidate(AmdahlLaw), ch.candidate(USL)
	switch {
	case c.Model == AmdahlLaw.Name && usl.Curve != nil && usl.Curve.t > 0:
		add(usl.Curve)
	case c.Model == AmdahlLaw.Name:
		add(ch.candidate(LinearOverhead).Curve)
	case c.Model == USL.Name && ch.doubtful(amdahl, usl):
		add(amdahl.Curve)
	case c.Model == Saturation.Name: // the capped law with S = 0
		if capped := ch.candidate(Capped); capped.possible && capped.evidence < ch.candidate(Saturation).evidence+decisive {
			add(capped.Curve)
		}
	}
	return all
}

func (ch *Choice) prospect(c *Curve) Prospect {
	p := Prospect{Model: c.Model, Serial: Interval{Level: c.level}, curve: c, other: ch.without(c)}
	switch c.Model {
	case AmdahlLaw.Name, USL.Name, Capped.Name:
		p.Serial = c.Params[1].Estimate
		if b := c.InBlocks(ch.blocks); b != nil {
			p.Serial = p.Serial.Hull(b.SerialFraction)
		}
		if p.other != nil {
			p.Serial = p.Serial.Hull(p.other.Params[1].Estimate)
		}
	}
	if c.Model == AmdahlLaw.Name {
		p.curve, p.other = nil, nil
		if c == ch.Curve { // so that no prospect ends below the ceiling
			s, _ := ch.SerialParam(c)
			p.Serial = s.Estimate
		}
	}
	return p
}

// Prospect returns the law of the mean time, which is that of the curve with other
// coefficients.
func (m *MeanTime) Prospect() Prospect {
	p := Prospect{Model: m.curve.Model, Serial: m.SerialFraction}
	if p.Model != AmdahlLaw.Name {
		p.curve, p.mean = m.curve, m
	}
	return p
}

// Share returns T(n)/T(1) where the parallel work, and nothing else, is faster times as
// fast; 1 leaves the program as it is. n and faster are 1 or more, and the interval is
// that of the law: it begins at 0 at least. By Amdahl's law
//
//	T(n)/T(1) = S + (1−S)/(faster·n)
//
// and S below 0 counts as 0, and above 1 leaves no parallel work. By the other laws what the
// faster work saves, (1 − 1/faster)·(1−S)/n, is taken from the time with the value of S.
func (p Prospect) Share(n, faster float64) Interval {
	if p.curve == nil {
		at := func(s float64) float64 {
			s = max(0, s)
			work := 1 / (faster * n)
			if s > 1 {
				work = 1 / n
			}
			return s*(1-work) + work // not Inf − Inf
		}
		s := p.Serial
		return Interval{at(s.Value), at(s.Lo), at(s.Hi), s.Level}
	}
	share := p.measuredShare(n)
	if faster == 1 {
		return share
	}
	if p.curve.Model == Saturation.Name { // the coordinator is not faster
		knee := p.curve.Params[1].Estimate
		at := func(knee float64) float64 { return max(inverse(knee), 1/(faster*n)) }
		return Interval{at(knee.Value), at(knee.Hi), at(knee.Lo), knee.Level}
	}
	within := n
	if p.curve.Model == Capped.Name {
		within = min(n, p.curve.state.bend)
	}
	work := (1 - max(0, min(1, p.Serial.Value))) / within
	least := work / faster
	at := func(x float64) float64 { return max(least, x-work*(1-1/faster)) }
	return Interval{at(share.Value), at(share.Lo), at(share.Hi), share.Level}
}

// ShareOf returns T(n)/T(1) by the value of the law with s, from 0 to 1, in place of its own
// serial fraction: its overhead stays, and so does its knee. n and faster are as for Share.
func (p Prospect) ShareOf(s, n, faster float64) float64 {
	own, now := max(0, p.Serial.Value), faster
	if own > 1 { // there is no parallel work that faster code would have made shorter
		now = 1
	}
	work := func(faster float64) float64 {
		switch {
		case p.curve != nil && p.curve.Model == Capped.Name:
			return max(1/(faster*n), 1/(faster*p.Knee()))
		case p.curve != nil && p.curve.Model == Saturation.Name: // the coordinator is not faster
			return max(1/(faster*n), 1/p.Knee())
		}
		return 1 / (faster * n)
	}
	overhead := p.Share(n, now).Value - own*(1-work(now)) - work(now)
	return overhead + s*(1-work(faster)) + work(faster)
}

// Knee returns the N beyond which more workers do not make the job faster by the value of the law;
// +Inf where it has none. Overhead that makes time rise again is no knee.
func (p Prospect) Knee() float64 {
	if p.curve != nil {
		switch p.curve.Model {
		case Capped.Name:
			return p.curve.state.bend
		case Saturation.Name:
			return p.curve.Params[1].Estimate.Value
		}
	}
	return math.Inf(1)
}

// measuredShare returns T(n)/T(1) of a curve.
func (p Prospect) measuredShare(n float64) Interval {
	if p.mean != nil {
		return p.mean.Speedup(n).Reciprocal()
	}
	share := p.curve.share(n)
	if p.other != nil {
		share = share.Hull(p.other.share(n))
	}
	return share
}

// share returns T(n)/T(1) of a curve with its band. An estimate of overhead that is not above
// 0 for sure does not exclude overhead, so the upper end is then that of the signed estimate,
// by the delta method in time.
func (c *Curve) share(n float64) Interval {
	share := c.Speedup(n).Reciprocal()
	if c.Model != USL.Name || n == 1 || c.t == 0 || c.Params[2].Estimate.Lo > 0 {
		return share
	}
	st := c.signed
	one := st.seconds(1)
	ratio, g := st.seconds(n)/one, st.gradient(n)
	for k, x := range st.gradient(1) {
		g[k] = (g[k] - ratio*x) / one
	}
	share.Hi = max(share.Value, ratio+c.t*math.Sqrt(c.noise.ms*quadratic(st.gram, g)))
	return share
}
