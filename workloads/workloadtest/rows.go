package workloadtest

import (
	"math"
	"math/rand/v2"
	"strconv"

	"pgregory.net/rapid"

	"serialfraction/harness"
	"serialfraction/workloads/spec"
)

// Matrix returns a dataset of one group of na and one of nb columns.
func Matrix(na, nb int, values []float64) *harness.Dataset {
	return &harness.Dataset{Name: "test", Cols: na + nb, Values: values,
		Rows:   make([]string, len(values)/(na+nb)),
		Groups: harness.Groups{Names: [2]string{"a", "b"}, Sizes: [2]int{na, nb}}}
}

// DrawRows draws a matrix of na+nb columns, now and then with a missing value, an
// infinity or a constant row.
func DrawRows(t *rapid.T) (na, nb int, x []float64) {
	na, nb = rapid.IntRange(1, 40).Draw(t, "na"), rapid.IntRange(1, 40).Draw(t, "nb")
	rows := rapid.IntRange(1, 80).Draw(t, "rows")
	rng := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
	odd := rapid.Bool().Draw(t, "odd")
	x = make([]float64, rows*(na+nb))
	for i := range x {
		x[i] = 3 + rng.NormFloat64()
		switch {
		case odd && i%(na+nb) > 0 && rng.IntN(8) == 0:
			x[i] = x[i-1]
		case odd && rng.IntN(50) == 0:
			x[i] = []float64{math.NaN(), math.Inf(1), 1e200}[rng.IntN(3)]
		}
	}
	return na, nb, x
}

// DrawVariance draws the setting of the variances of two groups.
func DrawVariance(t *rapid.T) spec.Args {
	return spec.Args{"var": {rapid.SampledFrom([]string{"welch", "equal"}).Draw(t, "var")}}
}

// Genotypes returns random genotypes of na cases and then nb controls, packed as PLINK does.
func Genotypes(na, nb, rows int) *harness.Dataset {
	rng := rand.New(rand.NewPCG(uint64(na), uint64(nb)))
	n := na + nb
	stride := (n + 3) / 4
	packed := make([]byte, rows*stride)
	for row := range rows {
		f := 0.05 + 0.5*rng.Float64()
		for s := range n {
			code := byte(1)
			if rng.Float64() > 0.03 {
				code = [3]byte{3, 2, 0}[copies(rng, f)]
			}
			packed[row*stride+s/4] |= code << (2 * (s % 4))
		}
	}
	ds := &harness.Dataset{Name: "packed", Cols: n,
		Groups: harness.Groups{Names: [2]string{"case", "control"}, Sizes: [2]int{na, nb}},
		Store:  &harness.Store{Rows: rows, Packed: packed, Stride: stride, Packing: harness.PackedPLINK}}
	for s := range n {
		ds.Samples = append(ds.Samples, strconv.Itoa(s))
	}
	return ds
}

// copies draws the number of copies that a sample has of an allele of frequency f.
func copies(rng *rand.Rand, f float64) (n int) {
	for range 2 {
		if rng.Float64() < f {
			n++
		}
	}
	return n
}
