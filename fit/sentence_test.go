package fit

import (
	"math"
	"strings"
	"testing"
)

// Parameters and claims are in numbers that can be read: no infinity, no range with two
// dashes, no exponent below a million, and no "more than 1x faster".
func TestWordsOfClaims(t *testing.T) {
	inf := math.Inf(1)
	of := func(value, lo, hi float64) Param {
		return Param{Name: "S", Estimate: Interval{value, lo, hi, 0.95}}
	}
	for _, c := range []struct{ got, want string }{
		{of(-4.18, -inf, -0.509).String(), "S = -4.18 (95 % up to -0.509, no lower end)"},
		{of(-0.05, -0.06, -0.04).String(), "S = -0.05 (95 % -0.06 to -0.04)"},
		{of(0.05, 0.04, 0.06).String(), "S = 0.05 (95 % 0.04–0.06)"},
		{of(2.11, 0.793, 1534).String(), "S = 2.11 (95 % 0.793–1534)"},
		{Claim{Kind: MostFaster, Param: of(0.001, 0.000998, 0.001002), Number: Interval{999.9, 998, 1002, 0.95}}.words("amdahl"),
			"S = 0.001 (95 % 0.000998–0.001): no number of workers makes this more than 1000x faster (998–1002x)"},
		{of(0.05, -inf, 0.06).String(), "S < 0.06 (95 %)"},
		{of(0.0199999, 0.0199965, 0.020001).String(), "S = 0.02 (95 % 0.019997–0.020001)"},
		{Claim{Kind: MostAbove, Param: of(1.14, -2, 76), Number: Interval{1, 1.21, inf, 0.95}}.words("amdahl"),
			"every S from 0 to 1 is within its interval, so all that is known of the ceiling is that it is above 1.21x"},
		{Claim{Kind: MostAbove, Param: of(0.00001, -0.00001, 0.00004), Number: Interval{1e5, 24200, inf, 0.95}}.words("amdahl"),
			"no serial part is seen: S < 0.00004 (95 %), so the ceiling is above 24200x"},
		{Claim{Kind: MostFaster, Param: of(0.0002, 0.0001, 0.0004), Number: Interval{5000, 2500, 10000, 0.95}}.words("amdahl"),
			"S = 0.0002 (95 % 0.0001–0.0004): no number of workers makes this more than 5000x faster (2500–10000x)"},
		{Claim{Kind: MostFaster, Param: of(1.1, 0.794, 1.4), Number: Interval{1, 1, 1.26, 0.95}}.words("amdahl"),
			"S = 1.1 (95 % 0.794–1.4): one worker is probably fastest, and no number of workers makes this more than 1.26x faster"},
		{Claim{Kind: StopsAt, Number: Interval{2048, 1900, 2.1e6, 0.95}}.words("saturation"),
			"speed-up stops growing at N = 2048 (1900–2.1e+06): a limit on the CPUs, or a serial coordinator that overlaps the workers, not serial code between them"},
	} {
		if c.got != c.want {
			t.Errorf("got  %s\nwant %s", c.got, c.want)
		}
	}
}

// An s of Gustafson's law that is below 0 is no growth by 1 with every worker.
func TestScaledBelowZero(t *testing.T) {
	shrinking := func(n float64) float64 { return 1 / (1 + 2*(n-1)/n) } // s = -2
	level := func(n float64) float64 { return 1 + 0.2*(n-1)/n }
	for _, c := range []struct {
		law  func(float64) float64
		kind ClaimKind
		want string
	}{
		{shrinking, BeyondLinear, "scaled speed-up beyond linear (s = "},
		{level, ScaledBy, "the scaled speed-up grows by "},
	} {
		var rs []Reading
		for _, n := range []float64{1, 2, 4, 8} {
			for _, noise := range []float64{0.99, 1, 1.01} {
				rs = append(rs, Reading{Load: n, Seconds: c.law(n) * noise})
			}
		}
		curve, err := Default.Fit(Gustafson, rs)
		if err != nil {
			t.Fatal(err)
		}
		claims := curve.Claims(Interval{})
		if text := curve.Sentence(); claims[0].Kind != c.kind || !strings.HasPrefix(text, c.want) || strings.Contains(text, "Inf") {
			t.Errorf("%d: %s, want %s", claims[0].Kind, text, c.want)
		}
	}
}
