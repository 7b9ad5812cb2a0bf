package fit

import (
	"math"
	"testing"
)

// The runs of prediction_interval.csv are log-normal with a standard deviation of 0.05. Of
// this distribution at N = 8 the interval held 0.875 by the trimmed mean, and 0.26 by the
// minimum.
func TestPredictionHoldsItsOwnRuns(t *testing.T) {
	var rs []Reading
	var middle float64
	for _, row := range table(t, "prediction_interval.csv") {
		r := Reading{number(t, row, "workers"), number(t, row, "seconds")}
		rs = append(rs, r)
		if r.Load == 8 {
			middle += math.Log(r.Seconds) / 20
		}
	}
	for _, e := range Estimators {
		c, err := Method{e, LogTime, 0.95}.Fit(AmdahlLaw, rs)
		if err != nil {
			t.Fatal(err)
		}
		i := c.Predict(8).Seconds
		if p := normal(math.Log(i.Hi)-middle, 0.05) - normal(math.Log(i.Lo)-middle, 0.05); p < 0.93 || p > 0.97 {
			t.Errorf("%s: %g–%g s holds %.3f of such runs", e.Name, i.Lo, i.Hi, p)
		}
	}
}

// normal returns the probability that a normal number of mean 0 is below x.
func normal(x, sd float64) float64 { return math.Erfc(-x/sd/math.Sqrt2) / 2 }
