package fit

// Gustafson is the law of weak scaling, with a scaled speed-up of n − s·(n−1) (Gustafson
// 1988): all work but the serial share s of the time at N = 1 grows with N. Its readings
// are the times of whole runs, each of n units of work; the model describes the time per
// unit,
//
//	T(n)/n = T1/(n − s·(n−1))
var Gustafson = Model{
	Name:    "gustafson",
	Formula: "T1·n/(n − s·(n−1))",
	Params:  []string{"s"},
	Span:    4,
	Weak:    true,
	ratios:  1,
	terms:   func(n, _ float64) [maxTerms]float64 { return [maxTerms]float64{n, 1 - n} },
	rate:    true,
}
