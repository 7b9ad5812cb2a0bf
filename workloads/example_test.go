package workloads_test

import (
	"fmt"

	"serialfraction/harness"
	"serialfraction/workloads"
	"serialfraction/workloads/spec"
)

// A name and settings, as typed, become the workload that an engine runs on rows.
func Example() {
	s, err := workloads.Lookup("invert")
	if err != nil {
		fmt.Println(err)
		return
	}
	ds := &harness.Dataset{Name: "one equation", Cols: 2, Values: []float64{4, 1}}
	w, err := s.New(ds, spec.Args{"method": {"diagonal"}})
	fmt.Println(w.Name, w.Method, w.Outputs, err)
	// Output: invert diagonal [x1] <nil>
}
