//go:build !race

package fit

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// A once is one kind of series with one run at each N = 1, 2, 4 … most, of the USL.
type once struct {
	most      int
	kappa, cv float64
}

// An outcome counts series.
type outcome struct {
	series    int
	decided   int // for Amdahl's law
	held      int // sigma lies in the interval of S
	both      int // decided for Amdahl's law, and sigma lies in the interval of S
	ceiling   int // the largest speed-up lies in its interval
	meanWidth float64
}

const onceSigma = 0.05

func (k once) choose(t *testing.T, r *rand.Rand, series int) outcome {
	o := outcome{series: series}
	law := func(n float64) float64 { return (1 + onceSigma*(n-1) + k.kappa*n*(n-1)) / n }
	truth := 1 / onceSigma
	if k.kappa > 0 {
		truth = 1 / law(math.Sqrt((1-onceSigma)/k.kappa))
	}
	for range series {
		var loads []float64
		for n := 1.0; n <= float64(k.most); n *= 2 {
			loads = append(loads, n)
		}
		ch, err := Default.Choose(simulateLaw(r, law, k.cv, 1, loads...))
		if err != nil {
			t.Fatal(err)
		}
		_, s := ch.Serial()
		held := s.Estimate.Lo <= onceSigma && onceSigma <= s.Estimate.Hi
		if held {
			o.held++
		}
		if ch.Decided && ch.Curve.Model == AmdahlLaw.Name {
			o.decided++
			if held {
				o.both++
			}
		}
		if m := ch.MaxSpeedup(ch.Curve); m.Lo <= truth && truth <= m.Hi {
			o.ceiling++
		}
		o.meanWidth += min(1, s.Estimate.Hi-s.Estimate.Lo) / float64(series)
	}
	return o
}

// With one run at each N overhead that matters is never decided away: such series were
// decided for Amdahl's law in 43 % of these, with sigma in the interval of one in four.
func TestOneRunEachDecides(t *testing.T) {
	r := rand.New(rand.NewPCG(2007, 431))
	var o, amdahl outcome
	for _, most := range []int{8, 16, 32, 64} {
		for _, kappa := range []float64{0, 0.0005, 0.002, 0.01} {
			got := once{most, kappa, 0.02}.choose(t, r, 40)
			if kappa == 0 {
				amdahl.series, amdahl.decided = amdahl.series+got.series, amdahl.decided+got.decided
				continue
			}
			o.series += got.series
			o.decided += got.decided
			o.held += got.held
			o.ceiling += got.ceiling
		}
	}
	if 100*o.decided > 3*o.series || 100*o.held < 92*o.series || 100*o.ceiling < 85*o.series {
		t.Errorf("with overhead: %+v", o)
	}
	if 100*amdahl.decided < 20*amdahl.series {
		t.Errorf("without: %d of %d decided", amdahl.decided, amdahl.series)
	}
}

// onceCoverage adds the table of series with one run at each N.
func onceCoverage(t *testing.T, out *bytes.Buffer) {
	const series = 1000
	fmt.Fprintf(out, `
## One run at each N

What is decided, and what the intervals hold, over %d series for each entry (standard error
up to 1.6): one run at each N, sigma = %g. "Decided" are the series that are decided for
Amdahl's law, "of these" the share of them whose interval of S holds sigma; "ceiling" is
how often the interval of the largest speed-up holds the true one. Without repeats the noise
is known from the residuals alone. Four N have no score by which laws could be compared, and
no interval knows of overhead that N ends too early to show.

| N | kappa | CV | decided | of these | S holds | ceiling holds | mean width of S |
|---|---|---|---|---|---|---|---|
`, series, onceSigma)
	for _, most := range []int{8, 16, 32, 64} {
		for _, kappa := range []float64{0, 0.0005, 0.002, 0.01} {
			for _, cv := range []float64{0.005, 0.02, 0.05} {
				o := once{most, kappa, cv}.choose(t, rand.New(rand.NewPCG(2007, uint64(most))), series)
				percent := func(n, of int) string {
					if of == 0 {
						return "–"
					}
					return fmt.Sprintf("%.1f", 100*float64(n)/float64(of))
				}
				fmt.Fprintf(out, "| 1..%d | %g | %g %% | %s | %s | %s | %s | %.4f |\n", most, kappa, 100*cv,
					percent(o.decided, series), percent(o.both, o.decided), percent(o.held, series), percent(o.ceiling, series), o.meanWidth)
				if o.held < 84*series/100 {
					t.Errorf("%+v: %+v", once{most, kappa, cv}, o)
				}
			}
		}
	}
}
