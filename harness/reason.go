package harness

// A Reason is why a row has no answer. A workload has one value for each of its reasons,
// so that equal reasons are equal pointers.
type Reason struct {
	Code string // for programs: stable
	Text string // for people: a clause about one row, "a value is infinite"

	// A setting of the workload by which such a row may have an answer; zero where there
	// is none.
	Setting, Value string
}
