package fit

// AmdahlLaw is strong scaling with a serial share S (Amdahl 1967).
var AmdahlLaw = Model{
	Name:    "amdahl",
	Formula: "T1·(S + (1−S)/n)",
	Params:  []string{"S"},
	Span:    4,
	ratios:  1,
	terms:   amdahlTerms,
}

// T1/n + T1·S·(n−1)/n
func amdahlTerms(n, _ float64) [maxTerms]float64 { return [maxTerms]float64{1 / n, (n - 1) / n} }
