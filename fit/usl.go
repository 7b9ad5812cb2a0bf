package fit

// USL is the universal scalability law (Gunther 1993; 2007, eq. 4.31), in time. sigma is
// contention, the serial share of Amdahl's law; kappa is coherency, the cost of every pair
// of workers.
var USL = Model{
	Name:    "usl",
	Formula: "T1·(1 + sigma·(n−1) + kappa·n·(n−1))/n",
	Params:  []string{"sigma", "kappa"},
	Span:    8,
	ratios:  2,
	terms:   func(n, _ float64) [maxTerms]float64 { return [maxTerms]float64{1 / n, (n - 1) / n, n - 1} },
	// T = (c0−c1)/n + (c1−c2) + c2·n is least at n² = (c0−c1)/c2.
	peak: &peak{above: []float64{1, -1, 0}, below: []float64{0, 0, 1}, power: 0.5},
}
