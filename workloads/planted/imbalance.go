package planted

import (
	"math"
	"math/rand/v2"
	"strconv"

	"serialfraction/workloads/spec"
)

// weights are the cumulative costs of rows, in units of the mean row: row i costs
// weights[i+1] − weights[i]. nil = every row costs 1.
type weights []float64

// mostVariation bounds the coefficient of variation. Beyond it a sweep would time little more
// than its heaviest row.
const mostVariation = 10

// weightsOf returns the weights for the setting imbalance.
func weightsOf(s *spec.Settings, rows int) weights {
	v := s.Text("imbalance")
	cv, err := strconv.ParseFloat(v, 64)
	if err != nil || !(cv >= 0 && cv <= mostVariation) {
		s.Fail("imbalance", v, "type a coefficient of variation from 0 to "+strconv.Itoa(mostVariation)+", such as 0.5")
	}
	if cv == 0 || s.Err() != nil {
		return nil
	}
	w := make(weights, rows+1)
	for i := range rows {
		w[i+1] = w[i] + rowWeight(i, cv)
	}
	return w
}

// of returns the weight of the rows [row, row+rows) together.
func (w weights) of(row, rows int) float64 {
	if w == nil {
		return float64(rows)
	}
	return w[row+rows] - w[row]
}

// weightSeed is fixed, so that the weights of rows are the same in every sweep.
const weightSeed = 0x6e6f6d65616e

// rowWeight returns the weight of a row: lognormal with mean 1 and the coefficient of variation
// cv. It depends on the number of the row alone.
func rowWeight(row int, cv float64) float64 {
	sigma := math.Sqrt(math.Log1p(cv * cv))
	z := rand.New(rand.NewPCG(weightSeed, uint64(row))).NormFloat64()
	return math.Exp(sigma*z - sigma*sigma/2)
}
