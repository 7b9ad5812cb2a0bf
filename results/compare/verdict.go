package compare

import (
	"fmt"
	"strings"

	"serialfraction/fit"
	"serialfraction/harness/wording"
	"serialfraction/results/number"
)

// verdict returns the result of a pair in words: which side was busy, the program's own S, its
// speed on one worker, S, and its speed at the largest N that both have.
func verdict(a, b *side, p *Pair) string {
	var parts []string
	if own, ok := p.Row("program"); ok {
		parts = append(parts, "The program's own "+ofS(own))
	}
	if one, ok := p.Row("T(1)"); ok { // as it was measured: T1 of a curve is not what one worker took
		parts = append(parts, quote(p.Name)+" "+asFast(one, quote(a.Name))+" on one worker"+remedy(one))
	}
	if s, ok := p.Row("S"); ok {
		parts = append(parts, ofS(s))
	}
	for i := len(p.Rows) - 1; i >= 0; i-- {
		if r := p.Rows[i]; strings.HasPrefix(r.Quantity, "T(") && r.Workers > 1 {
			parts = append(parts, fmt.Sprintf("at N = %d %s %s%s", r.Workers, quote(p.Name), asFast(r, quote(a.Name)), remedy(r)))
			break
		}
	}
	text := busySentences(busiest(a.sweeps).Side, busiest(b.sweeps).Side) + strings.Join(parts, "; ") + "."
	if p.Conditions != nil && p.decided() {
		text += " One sweep a side does not show how much sweeps vary, and before these " + differed(p.Conditions) + "."
	}
	return text
}

// busySentences returns a sentence for each side on whose machine there was other work.
func busySentences(sides ...Side) string {
	text := ""
	for _, s := range sides {
		if o := s.OtherWork; o != nil && o.Quota {
			text += fmt.Sprintf("%s was stopped: %s. ", quote(s.Name), o.Sentence())
		} else if o != nil {
			text += fmt.Sprintf("The machine of %s was busy: %s. ", quote(s.Name), o.Sentence())
		}
	}
	return text
}

// quote returns the name of a sweep so that it cannot be read as a word of the sentence.
func quote(name string) string { return wording.Quote(name, 1<<10) }

// asFast compares the speeds of a row of times, in words.
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

// speed returns the ratio of speeds of a ratio of times.
func speed(q fit.Interval) fit.Interval {
	return q.Reciprocal()
}

// factor returns the text of a ratio, "1.82x (1.70–1.94x)", with as many digits as its
// width justifies.
func factor(q fit.Interval) string {
	digits := max(2, number.Decimals(number.HalfWidth(q), 4))
	s := number.Fixed(q.Value, digits) + "x"
	if span := number.SpanApart(q, 1, digits); span != number.None {
		s += " (" + span + "x)"
	}
	return s
}

// ofS compares the serial fractions, in words.
func ofS(r Row) string {
	digits := number.SerialDigits(r.Difference)
	head := fmt.Sprintf("S = %s against %s", number.Fixed(r.New.Value, digits), number.Fixed(r.Old.Value, digits))
	by := ""
	if span := number.SpanApart(r.Difference, 0, digits); span != number.None {
		by = " (difference " + span + ")"
	}
	switch r.Verdict {
	case Same:
		return head + by + ": no difference at this precision"
	case More:
		return head + by + ": more serial"
	case Less:
		return head + by + ": less serial"
	}
	return head + by + ": cannot tell" + remedy(r)
}

// remedy returns how to settle a row with the verdict CannotTell, or why it is open; "" for
// other rows.
func remedy(r Row) string {
	switch {
	case r.Verdict != CannotTell:
		return ""
	case r.OtherWork: // the verdict begins with whose
		return ", other work could make or hide it"
	case r.Sweeps > 0:
		return fmt.Sprintf(", about %s a side would settle it", wording.Count(r.Sweeps, "sweep"))
	case r.Repeats > 0:
		return fmt.Sprintf(", about %s would settle it", wording.Count(r.Repeats, "repeat"))
	case r.Reason != "":
		return ", " + r.Reason
	}
	return ""
}
