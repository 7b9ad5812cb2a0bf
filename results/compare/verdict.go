package compare

import (
	"fmt"
	"strings"

	"serialfraction/fit"
	"serialfraction/results/number"
)

// verdict is what a pair says in words: one worker, S, and the most workers that both
// have.
func verdict(a *side, p *Pair) string {
	var said []string
	say := func(s string) {
		if s != "" {
			said = append(said, s)
		}
	}
	one, ok := p.Row("T1")
	if !ok {
		one, ok = p.Row("T(1)")
	}
	if ok {
		say(p.Name + " " + asFast(one, a.Name) + " on one worker" + untold(one))
	}
	if s, ok := p.Row("S"); ok {
		say(ofS(s))
	}
	for i := len(p.Rows) - 1; i >= 0; i-- {
		if r := p.Rows[i]; strings.HasPrefix(r.Quantity, "T(") && r.Workers > 1 {
			say(fmt.Sprintf("at N = %d %s %s%s", r.Workers, p.Name, asFast(r, a.Name), untold(r)))
			break
		}
	}
	return strings.Join(said, "; ") + "."
}

// asFast says how much faster the time of a row is.
func asFast(r Row, than string) string {
	q := speed(*r.Ratio)
	switch r.Verdict {
	case Same:
		return fmt.Sprintf("is as fast as %s (%s)", than, factor(q))
	case CannotTell:
		return fmt.Sprintf("may or may not be as fast as %s (%s)", than, factor(q))
	}
	return fmt.Sprintf("is %s as fast as %s", factor(q), than)
}

// speed is the ratio of speeds, of one of times.
func speed(q fit.Interval) fit.Interval {
	return fit.Interval{Value: 1 / q.Value, Lo: 1 / q.Hi, Hi: inverse(q.Lo), Level: q.Level}
}

// factor writes a ratio: "1.82x (1.70–1.94x)", with the digits that its width
// deserves.
func factor(q fit.Interval) string {
	digits := max(2, number.Decimals(number.HalfWidth(q), 4))
	s := number.Fixed(q.Value, digits) + "x"
	if span := number.Span(q, digits); span != number.None {
		s += " (" + span + "x)"
	}
	return s
}

// ofS says how the serial fractions differ.
func ofS(r Row) string {
	digits := number.SerialDigits(r.Difference)
	head := fmt.Sprintf("S %s against %s", number.Fixed(r.New.Value, digits), number.Fixed(r.Old.Value, digits))
	by := ""
	if span := number.Span(r.Difference, digits); span != number.None {
		by = " (by " + span + ")"
	}
	switch r.Verdict {
	case Same:
		return head + by + ": no difference at this precision"
	case More:
		return head + by + ": more serial"
	case Less:
		return head + by + ": less serial"
	}
	return head + by + ": cannot tell" + untold(r)
}

// untold says what would tell.
func untold(r Row) string {
	switch {
	case r.Verdict != CannotTell:
		return ""
	case r.Repeats > 0:
		return fmt.Sprintf(", some %d repeats would tell", r.Repeats)
	case r.Reason != "":
		return ", " + r.Reason
	}
	return ""
}
