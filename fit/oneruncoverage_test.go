//go:build !race

package fit

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// A forecast is one kind of sweep whose prediction of one further run is tested.
type forecast struct {
	est     Estimator
	repeats int
}

func forecasts(repeats ...int) []forecast {
	var all []forecast
	for _, e := range Estimators {
		for _, n := range repeats {
			all = append(all, forecast{e, n})
		}
	}
	return all
}

// hold returns the share of further runs that the prediction interval at each of N = 1, 8,
// 64 holds, over simulated sweeps of N = 1, 2, 4 … 64 with S = 0.05.
func (f forecast) hold(t *testing.T, sweeps int, cv float64, seed uint64) float64 {
	r := rand.New(rand.NewPCG(1908, seed))
	k := trial{serial: 0.05, cv: cv, most: 64, repeats: f.repeats, est: f.est}
	held, tried := 0.0, 0.0
	for range sweeps {
		c, err := Method{f.est, LogTime, 0.95}.Fit(AmdahlLaw, Readings(k.times(r)))
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range []float64{1, 8, 64} {
			i, truth := c.Predict(n).Seconds, amdahlTime(n, k.serial)
			held += normal(math.Log(i.Hi/truth), cv) - normal(math.Log(i.Lo/truth), cv)
			tried++
		}
	}
	return held / tried
}

// Of further runs 93–97 % lie within the interval, by each estimator.
func TestPredictionHoldsARun(t *testing.T) {
	for i, f := range forecasts(5, 10, 30, 100) {
		t.Run(fmt.Sprintf("%s of %d", f.est.Name, f.repeats), func(t *testing.T) {
			t.Parallel()
			if p := f.hold(t, 100, 0.02, uint64(i)); p < 0.93 || p > 0.97 {
				t.Errorf("%.3f of the runs lie within the interval", p)
			}
		})
	}
}

// predictionCoverage adds the table of what predictions of one further run hold.
func predictionCoverage(t *testing.T, out *bytes.Buffer) {
	const sweeps = 1000
	repeats := []int{5, 10, 30, 100}
	fmt.Fprintf(out, `
## One further run

What share of further runs, in %%, the nominal 95 %% prediction interval holds, over %d
sweeps for each entry (standard error below 0.1): S = 0.05, CV 2 %%, N = 1, 2, 4 … 64, the
mean over runs at N = 1, 8 and 64. The minimum lies below the middle of the runs, and the
interval begins at the curve where it would begin above it.

| estimator | 5 repeats | 10 | 30 | 100 |
|---|---|---|---|---|
`, sweeps)
	for i, f := range forecasts(repeats...) {
		if f.repeats == repeats[0] {
			fmt.Fprintf(out, "| %s |", f.est.Title)
		}
		p := f.hold(t, sweeps, 0.02, uint64(i))
		if p < 0.93 || p > 0.97 {
			t.Errorf("%s of %d: %.3f of the runs lie within the interval", f.est.Name, f.repeats, p)
		}
		fmt.Fprintf(out, " %.1f |", 100*p)
		if f.repeats == repeats[len(repeats)-1] {
			fmt.Fprintln(out)
		}
	}
}
