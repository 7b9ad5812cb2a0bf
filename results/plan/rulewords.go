package plan

import (
	"fmt"
	"math"

	"serialfraction/results/number"
)

// ruleVerdict explains the rule of the article.
func (p *Plan) ruleVerdict() string {
	return fmt.Sprintf("S decides: with N workers a job takes T(1)·(S + (1 − S)/N), so no number of them makes it more than 1/S times as fast. Better code gives up to about %gx, and workers up to 100x at S = 0.01, which is about the best (100 workers give 50x, and only ever more of them 100x). Together that is 1000x at the most, and only if the serial part becomes %[1]gx as fast too: with a faster kernel alone the ceiling stays at 1/S.", p.Gain)
}

// unmeasuredVerdict returns what the target needs of an S that is not known.
func (p *Plan) unmeasuredVerdict(gain Gain) string {
	target := Time(p.TargetSeconds)
	after := p.after(&Outlook{Code: gain, Faster: p.Gain})
	if p.NeededSerialFraction == nil {
		return fmt.Sprintf("Not reachable: %s%s %s.", target, after, p.tooFew(gain))
	}
	text := fmt.Sprintf("Cannot tell: S is not known. %s%s takes a speed-up of %s, which needs S ≤ %s.", target, after, number.Factor(p.SpeedupNeeded), atMost(*p.NeededSerialFraction))
	most := p.Gain * 100
	switch {
	case p.SpeedupNeeded > most:
		text += fmt.Sprintf(" That is beyond what better code (%gx) and workers (100x at S = 0.01) give together: a better algorithm, an approximation or another technology must give %s of it.", p.Gain, number.Factor(math.Ceil(p.SpeedupNeeded/most*100)/100))
	case *p.NeededSerialFraction < 0.01:
		text += " An S below 0.01 is rare."
	}
	return text
}
