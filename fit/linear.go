package fit

// Linear is perfect scaling: S = 0.
var Linear = Model{
	Name:    "linear",
	Formula: "T1/n",
	terms:   func(n, _ float64) [maxTerms]float64 { return [maxTerms]float64{1 / n} },
}
