package fit

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// A limit of 6 CPUs looks like overhead at N = 1, 2, 4, 8, and overhead of N = 1..6 like serial
// code. Both laws are named, and the intervals hold S and the largest speed-up of either.
func TestRivalsAreNamed(t *testing.T) {
	for _, c := range []struct {
		repeated
		rival string
	}{
		{repeated{loads: []float64{1, 2, 4, 8}, repeats: 10, cap: 6}, Capped.Name},
		{repeated{loads: []float64{1, 2, 3, 4, 5, 6}, repeats: 10, kappa: 0.01}, USL.Name},
	} {
		ch, err := Default.Choose(simulateLaw(rand.New(rand.NewPCG(4, 1)), c.law, 0.02, c.repeats, c.loads...))
		if err != nil {
			t.Fatal(err)
		}
		if ch.Decided || ch.Open.Kind != AlternativeLaw || !strings.Contains(ch.Sentence, c.rival+" model") {
			t.Errorf("%v: decided %v: %s", c.repeated, ch.Decided, ch.Sentence)
		}
		_, s := ch.Serial()
		if m := ch.MaxSpeedup(ch.Curve); s.Estimate.Lo > repeatedSerial || s.Estimate.Hi < repeatedSerial || m.Lo > c.ceiling() || m.Hi < c.ceiling() {
			t.Errorf("%v: S %v, largest speed-up %v, truly %.3g", c.repeated, s, m, c.ceiling())
		}
	}
}

// Serial work is seen in these times, whose Karp–Flatt fractions are all above 0. That its
// interval reaches 0 comes from overhead that may explain it.
func TestSerialOrOverhead(t *testing.T) {
	ch, err := Default.Choose([]Reading{{1, 1204}, {2, 640}, {4, 350}, {8, 210}})
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(ch.Sentence, "no serial part") || !strings.Contains(ch.Sentence, "S < 0.083 (95 %), part or all of which may be overhead") {
		t.Error(ch.Sentence)
	}
	if k := ch.Claims[0].Kind; k != OrOverhead {
		t.Errorf("claim %v", k)
	}
}
