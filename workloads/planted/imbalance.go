package planted

import (
	"math"
	"math/rand/v2"
	"strconv"

	"serialfraction/workloads/spec"
)

// weights are what rows cost in units of the mean row, summed up: row i has
// weights[i+1] − weights[i]. nil = every row costs 1.
type weights []float64

// mostVariation bounds the coefficient of variation: beyond it a sweep would time
// little but its heaviest row.
const mostVariation = 10

// weightsOf reads the imbalance of rows.
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

// weightSeed makes the weights of rows the same in every sweep.
const weightSeed = 0x6e6f6d65616e

// rowWeight returns the weight of a row: lognormal with mean 1 and the given
// coefficient of variation, decided by the row's number alone.
func rowWeight(row int, cv float64) float64 {
	sigma := math.Sqrt(math.Log1p(cv * cv))
	z := rand.New(rand.NewPCG(weightSeed, uint64(row))).NormFloat64()
	return math.Exp(sigma*z - sigma*sigma/2)
}
