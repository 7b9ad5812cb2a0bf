package fit

import "gonum.org/v1/gonum/stat/distuv"

// tQuantile returns t such that a Student variable with df degrees of freedom lies
// within ±t with probability level.
func tQuantile(level, df float64) float64 {
	return distuv.StudentsT{Sigma: 1, Nu: df}.Quantile((1 + level) / 2)
}

// fTail returns the probability that an F variable exceeds f.
func fTail(f, df1, df2 float64) float64 {
	return distuv.F{D1: df1, D2: df2}.Survival(f)
}
