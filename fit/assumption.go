package fit

import "fmt"

// An Assumption is the law that a curve follows beyond its readings, where these have no N left
// to check it: two N lie on every law of two parameters. A claim about such a curve is made
// under a condition, and nil is no condition.
type Assumption struct {
	Model  string  `json:"model"`          // the name of the law
	Beyond float64 `json:"beyond_workers"` // the largest N of the readings
}

// Assumes returns what the curve assumes of N beyond its readings; nil where they check the law.
func (c *Curve) Assumes() *Assumption {
	if c == nil || len(c.Loads) > c.signed.model.free() {
		return nil
	}
	return &Assumption{c.Model, c.Loads[len(c.Loads)-1]}
}

// Assumes returns what S and the largest speed-up assume of N beyond the runs; nil where these
// check the law, or there is no fit.
func (f *Fit) Assumes() *Assumption {
	if f == nil {
		return nil
	}
	return f.curve.Assumes()
}

// If returns the condition: "if Amdahl's law holds beyond N = 2".
func (a *Assumption) If() string {
	return fmt.Sprintf("if %s holds beyond N = %.4g", a.Law(), a.Beyond)
}

// InFull returns the condition and why it is one: "if Amdahl's law holds beyond N = 2, which
// these N cannot show".
func (a *Assumption) InFull() string { return a.If() + ", which these N cannot show" }

// Law returns the law as a noun: "Amdahl's law", "the usl model".
func (a *Assumption) Law() string {
	switch a.Model {
	case AmdahlLaw.Name:
		return "Amdahl's law"
	case Gustafson.Name:
		return "Gustafson's law"
	}
	return "the " + a.Model + " model"
}

// A Condition ends the claims of one text with what they assume: in full once, then in short.
// The zero value is no condition.
type Condition struct {
	Of    *Assumption
	given bool
}

// End returns the end of the next claim: ", if Amdahl's law holds beyond N = 2, which these N
// cannot show", and after that ", if that law holds".
func (c *Condition) End() string {
	switch {
	case c.Of == nil:
		return ""
	case c.given:
		return ", if that law holds"
	}
	c.given = true
	return ", " + c.Of.InFull()
}
