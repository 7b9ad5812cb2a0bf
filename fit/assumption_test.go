package fit_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"serialfraction/fit"
)

// A curve assumes its law where no N is left to check it, and then each claim beyond the
// readings has the condition, whatever the law.
func TestAssumption(t *testing.T) {
	for _, c := range []struct {
		model fit.Model
		loads []float64
		law   string // "" = none
	}{
		{fit.AmdahlLaw, []float64{1, 2}, "Amdahl's law"},
		{fit.AmdahlLaw, []float64{1, 16}, "Amdahl's law"},
		{fit.AmdahlLaw, []float64{1, 2, 4}, ""},
		{fit.USL, []float64{1, 2, 4}, "the usl model"},
		{fit.USL, []float64{1, 2, 4, 8}, ""},
		{fit.LinearOverhead, []float64{1, 2}, "the overhead model"},
		{fit.Saturation, []float64{1, 2}, "the saturation model"},
		{fit.Gustafson, []float64{1, 2}, "Gustafson's law"},
		{fit.Linear, []float64{1, 2}, ""},
	} {
		r := rand.New(rand.NewPCG(1, 2))
		var rs []fit.Reading
		for range 5 {
			for _, n := range c.loads {
				seconds := (0.1 + 0.9/n + 0.001*n) * (1 + 0.001*r.NormFloat64())
				if c.model.Weak {
					seconds = (1 + 0.1*n) * (1 + 0.001*r.NormFloat64())
				}
				rs = append(rs, fit.Reading{Load: n, Seconds: seconds})
			}
		}
		curve, err := fit.Default.Fit(c.model, rs)
		if err != nil {
			t.Fatalf("%s over %v: %v", c.model.Name, c.loads, err)
		}
		law, words := curve.Assumes(), curve.Sentence()
		if (law != nil) != (c.law != "") {
			t.Errorf("%s over %v assumes %+v", c.model.Name, c.loads, law)
		}
		if law == nil {
			if strings.Contains(words, "holds beyond") {
				t.Errorf("%s over %v: %s", c.model.Name, c.loads, words)
			}
			continue
		}
		if want := ", if " + c.law + " holds beyond N = "; !strings.Contains(words, want) && c.model.Name != fit.Saturation.Name { // which sees no knee
			t.Errorf("%s over %v: %s, want %q", c.model.Name, c.loads, words, want)
		}
	}
}

// A text has the condition in full once.
func TestCondition(t *testing.T) {
	none, law := fit.Condition{}, fit.Condition{Of: &fit.Assumption{Model: "amdahl", Beyond: 2}}
	for i, want := range []string{", if Amdahl's law holds beyond N = 2, which these N cannot show", ", if that law holds", ", if that law holds"} {
		if got := law.End(); got != want {
			t.Errorf("claim %d ends %q", i+1, got)
		}
		if got := none.End(); got != "" {
			t.Errorf("without an assumption claim %d ends %q", i+1, got)
		}
	}
}
