package gate

import (
	"strconv"
	"strings"
	"time"
)

// A Condition is a bound on a quantity of a sweep, or on its change.
type Condition struct {
	quantity quantity
	n        int     // number of workers; 0 = the quantity has none
	op       string  // <, <=, > or >=
	bound    float64 // in the base unit of the quantity
	change   bool    // the bound is on the change from an old sweep to a new one
	relative bool    // the bound is a share of the old value
	text     string
}

// String returns the condition as it was written, without spaces.
func (c Condition) String() string { return c.text }

// name returns the quantity as it is written: "S", "speedup@8".
func (c Condition) name() string {
	if c.n == 0 {
		return c.quantity.name
	}
	return c.quantity.name + "@" + strconv.Itoa(c.n)
}

// ParseValue parses a condition on a sweep,
//
//	QUANTITY[@N] OP VALUE
//
// such as "S<0.05", "speedup@8>=6", "efficiency@8>75%", "T@1<20ms" or "split@4<0.01".
// OP is <, <=, > or >=. Spaces between the parts are ignored. An error names the place of
// the fault and what was expected there.
func ParseValue(text string) (Condition, error) { return parse(text, false) }

// ParseChange parses a condition on the change from an old sweep to a new one. It is
// written like one on a value, but its number has a sign: "S>+0.01" is a difference,
// "speedup@8<-5%" a share of the old value, which only a quantity that is never 0 can
// have.
func ParseChange(text string) (Condition, error) { return parse(text, true) }

func parse(text string, change bool) (Condition, error) {
	s := scanner{text: text}
	c := Condition{change: change}
	var err error
	if c.quantity, err = s.quantity(); err != nil {
		return Condition{}, err
	}
	if c.n, err = s.workers(c.quantity); err != nil {
		return Condition{}, err
	}
	if change && c.row() == "" {
		return Condition{}, (&scanner{text: text}).faultf("the change of %s cannot be judged: choose S, program, machine, T1, max-speedup, T@N, speedup@N, efficiency@N or a cause without @N", c.name())
	}
	if c.op, err = s.operator(); err != nil {
		return Condition{}, err
	}
	if err = s.bound(&c); err != nil {
		return Condition{}, err
	}
	c.text = strings.Join(strings.Fields(text), "")
	return c, nil
}

// bound parses the number and its unit, up to the end of the text.
func (s *scanner) bound(c *Condition) error {
	s.space()
	start := *s
	sign := s.while("+-")
	if len(sign) > 1 {
		return start.faultf("one sign is enough")
	}
	digits := s.number()
	if digits == "" {
		return s.faultf("expected a number, such as %s", c.example())
	}
	x, err := strconv.ParseFloat(digits, 64)
	if err != nil {
		return start.faultf("%s is outside the range of numbers", digits)
	}
	s.space()
	rest := *s
	suffix := strings.TrimRight(s.text[s.at:], " \t\r\n")
	switch {
	case c.quantity.unit == seconds && suffix != "%":
		d, err := time.ParseDuration(digits + strings.Join(strings.Fields(suffix), ""))
		if err != nil && x != 0 {
			return rest.faultf("a time needs a unit: ns, us, ms, s, m or h, such as %s", c.example())
		}
		if err != nil && suffix != "" {
			return rest.faultf("%q is not a unit of time", suffix)
		}
		x = d.Seconds()
	case suffix == "%":
		x /= 100
		if c.change {
			c.relative = true
		} else if c.quantity.unit != share {
			return rest.faultf("%s is not a share: leave out the %%", c.name())
		}
	case suffix == "" || suffix == "x" && c.quantity.unit == factor:
	default:
		return rest.faultf("unexpected %q after the number: leave it out, as in %s", suffix, c.example())
	}
	if sign == "-" {
		x = -x
	}
	c.bound = x
	return c.checkSign(start, sign)
}

// checkSign refuses a value where a change is expected, and a change where a value is, so
// that neither is mistaken for the other. It also refuses bounds that the quantity can
// never reach.
func (c *Condition) checkSign(at scanner, sign string) error {
	switch {
	case !c.change && sign == "+":
		return at.faultf("a number with a + is a change, and needs two sweeps: harness compare OLD NEW")
	case c.change && sign == "" && c.bound != 0:
		return at.faultf("a change needs a sign, such as %s", c.example())
	case c.relative && c.quantity.unit == share && c.quantity.name != "efficiency":
		return at.faultf("%s may be 0, so its change cannot be a percentage: write a difference, such as %s", c.name(), c.example())
	case !c.change && c.quantity.unit != share && c.bound < 0:
		return at.faultf("%s is never below 0", c.name())
	}
	return nil
}

// example returns a bound that the quantity can have.
func (c *Condition) example() string {
	sign := ""
	if c.change {
		sign = "+"
	}
	switch {
	case c.quantity.unit == seconds:
		return sign + "20ms"
	case c.quantity.unit == factor && c.change:
		return "-5%"
	case c.quantity.unit == factor:
		return "6.5"
	case c.quantity.name == "efficiency" && !c.change:
		return "75%"
	}
	return sign + "0.01"
}
