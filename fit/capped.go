package fit

// Capped is Amdahl's law on a machine that gives no more than cap CPUs, however many
// workers there are. The cap need not be whole: quotas are not.
var Capped = Model{
	Name:    "capped",
	Formula: "T1·(S + (1−S)/min(n, cap))",
	Params:  []string{"S", "cap"},
	Span:    4,
	terms:   func(n, cap float64) []float64 { return amdahlTerms(min(n, cap), 0) },
	bend:    &bend{},
}

// CappedAt is [Capped] with a cap that is known: the CPUs that the process may use.
func CappedAt(cpus float64) Model {
	m := Capped
	m.Params = []string{"S"}
	m.bend = &bend{given: cpus}
	return m
}
