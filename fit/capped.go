package fit

// Capped is Amdahl's law on a machine that gives no more than cap CPUs to any number of
// workers. The cap need not be whole, because a quota need not be.
var Capped = Model{
	Name:    "capped",
	Formula: "T1·(S + (1−S)/min(n, cap))",
	Params:  []string{"S", "cap"},
	Span:    4,
	ratios:  1,
	terms:   func(n, cap float64) [maxTerms]float64 { return amdahlTerms(min(n, cap), 0) },
	bend:    &bend{},
}

// CappedAt returns [Capped] with a known cap: the CPUs that the process may use.
func CappedAt(cpus float64) Model {
	m := Capped
	m.Params = []string{"S"}
	m.bend = &bend{given: cpus}
	return m
}
