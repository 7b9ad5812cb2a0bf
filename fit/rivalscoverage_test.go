//go:build !race

package fit

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// That no law passes through all points is stated only where none does.
func TestNoLawPasses(t *testing.T) {
	r := rand.New(rand.NewPCG(18, 2000))
	var none, one int
	for i := range 400 {
		k := repeated{loads: [][]float64{{1, 2, 4, 8}, to64}[i%2], repeats: 4}
		bent := 1 + 0.04*r.NormFloat64()
		ch, err := Default.Choose(simulateLaw(r, func(n float64) float64 {
			if n == 2 {
				return k.law(n) * bent
			}
			return k.law(n)
		}, 0.005, k.repeats, k.loads...))
		if err != nil {
			t.Fatal(err)
		}
		passes := false
		for _, c := range ch.Candidates {
			passes = passes || c.Curve != nil && (c.Curve.LackOfFit == nil || c.Curve.LackOfFit.P >= significance)
		}
		switch stated := strings.Contains(ch.Sentence, "no law here passes through all points"); {
		case stated && passes:
			t.Fatalf("a law passes: %s", ch.Sentence)
		case stated:
			none++
		case strings.Contains(ch.Sentence, "model does not pass through all points"):
			one++
		}
	}
	if none == 0 || one == 0 {
		t.Errorf("no law passes in %d, one law does not in %d: too few for this test", none, one)
	}
}
