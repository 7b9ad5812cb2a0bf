package compare

import (
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"serialfraction/fit"
	"serialfraction/results"
)

// ordered returns the turns of a word: "abab" is one of each side after the other.
func ordered(word string) (list []turn) {
	count := [2]int{}
	for _, letter := range word {
		side := int(letter - 'a')
		list = append(list, turn{side: side, index: count[side]})
		count[side]++
	}
	return list
}

// The variance of a random walk in the difference of two sides, by the sum over its steps.
func TestWalk(t *testing.T) {
	steps := [2][]float64{{0, 1, 2}, {5, 6, 7}} // d = 1 from each sweep to the next of its side
	for order, variance := range map[string]float64{
		"aaabbb": 2*(1+4)/9.0 + 1,   // q = 1, steps of weight 1/3, 2/3, 1, 2/3, 1/3
		"ababab": 0.5 * 3 * 1 / 9.0, // q = 1/2 per step of two, weights 1/3, 0, 1/3, 0, 1/3
	} {
		e := ofWalk(ordered(order), 5, steps)
		if math.Abs(e.SE*e.SE-variance) > 1e-12 || math.Abs(e.DF-2*8/5.0) > 1e-12 || e.Value != 5 {
			t.Errorf("%s: %+v, want a variance of %v", order, e, variance)
		}
	}
}

// A trend through the places of the sweeps is taken out of their difference. The numbers are
// those of least squares by hand, with a level for each side and one slope.
func TestTrend(t *testing.T) {
	for _, tt := range []struct {
		order  string
		values [2][]float64
		want   fit.Estimate
	}{
		{"aaabbb", [2][]float64{{0, 1, 2}, {3, 4, 5}}, fit.Estimate{Value: 0, SE: 0, DF: 3}},
		{"aaabbb", [2][]float64{{0, 1, 2}, {13, 14, 15}}, fit.Estimate{Value: 10, SE: 0, DF: 3}},
		{"aabb", [2][]float64{{0, 2}, {5, 5}}, fit.Estimate{Value: 2, SE: math.Sqrt(5), DF: 1}},
	} {
		difference := fit.SampleMean(tt.values[1]).Value - fit.SampleMean(tt.values[0]).Value
		got := ofTrend(placesOf(ordered(tt.order)), difference, tt.values)
		if math.Abs(got.Value-tt.want.Value) > 1e-12 || math.Abs(got.SE-tt.want.SE) > 1e-12 || got.DF != tt.want.DF {
			t.Errorf("%s, %v: %+v, want %+v", tt.order, tt.values, got, tt.want)
		}
	}
}

// A trend is allowed for where the order of the sweeps does not rule it out.
func TestLeans(t *testing.T) {
	for order, want := range map[string]bool{
		"aabb": true, "aaaaabbbbb": true, "aaaababbbb": true, "bbbaaa": true,
		"abab": false, "abba": false, "ababababab": false, "abababababababababab": false, "aabbbbaa": false,
	} {
		if got := leans(placesOf(ordered(order))); got != want {
			t.Errorf("%s: %v, want %v", order, got, want)
		}
	}
}

// Where one side was made after the other the same numbers are wider apart from certainty, unless
// two machines made them.
func TestOneSideAfterTheOther(t *testing.T) {
	after := func(host string) func(side, i int, h *results.Header) {
		return func(side, i int, h *results.Header) {
			h.Time = epoch.Add(time.Duration(5*side+i) * time.Hour)
			if side == 1 {
				h.Machine.Hostname = host
			}
		}
	}
	width := map[string]float64{}
	for name, change := range map[string]func(side, i int, h *results.Header){"by turns": nil, "apart": after("one"), "two machines": after("two")} {
		c, err := Groups(turned(quick, quick, [2][]float64{sway, sink}, change), Options{})
		if err != nil {
			t.Fatal(err)
		}
		p := c.Pairs[0]
		r, _ := p.Row("T(1)")
		width[name] = r.Difference.Hi - r.Difference.Lo
		if p.Apart != (name == "apart") || strings.Contains(strings.Join(p.Warnings, " "), "by turns") != p.Apart || strings.Contains(r.Reason, "by turns") != p.Apart {
			t.Errorf("%s: apart %v, %q, reason %q", name, p.Apart, p.Warnings, r.Reason)
		}
	}
	if !(width["apart"] > 1.5*width["by turns"]) || width["two machines"] != width["by turns"] {
		t.Errorf("widths %v", width)
	}
}

// A machine that gets slower by 1 % with each of twenty sweeps makes no difference of ten that were
// made before ten others, at the level of a single row too.
func TestTrendIsNoDifference(t *testing.T) {
	var levels [2][]float64
	for side := range levels {
		for i := range 10 {
			levels[side] = append(levels[side], 0.01*float64(10*side+i))
		}
	}
	c, err := Groups(turned(quick, quick, levels, func(side, i int, h *results.Header) {
		h.Time = epoch.Add(time.Duration(10*side+i) * time.Hour)
	}), Options{RowLevel: 0.95})
	if err != nil {
		t.Fatal(err)
	}
	for _, quantity := range []string{"T(1)", "T(8)", "rows/s/worker", "T1"} {
		r, _ := c.Pairs[0].Row(quantity)
		if r.Verdict != CannotTell || *r.P != 1 && *r.P < 0.05 {
			t.Errorf("%s: %s, %+v, p = %v", quantity, r.Verdict, *r.Ratio, *r.P)
		}
	}
	if r, _ := c.Pairs[0].Row("T(1)"); slices.Max(r.OldSweeps) > slices.Min(r.NewSweeps) {
		t.Errorf("the sides overlap: %v, %v", r.OldSweeps, r.NewSweeps)
	}
}
