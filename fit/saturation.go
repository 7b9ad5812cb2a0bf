package fit

// Saturation is the law of a serial coordinator that overlaps the workers:
// T = max(D, T1/n), where D is the coordinator's own time and knee = T1/D. It resembles
// Amdahl's law, but scaling is perfect up to the knee, and workers beyond it add nothing.
var Saturation = Model{
	Name:    "saturation",
	Formula: "T1/min(n, knee)",
	Params:  []string{"knee"},
	Span:    4,
	terms:   func(n, knee float64) [maxTerms]float64 { return [maxTerms]float64{1 / min(n, knee)} },
	bend:    &bend{},
}
