package adjust_test

import (
	"fmt"

	"serialfraction/harness"
	"serialfraction/workloads/adjust"
	"serialfraction/workloads/spec"
)

// A workload that tests rows reads the method and ends a run with it.
func Example() {
	s := spec.Read([]spec.Param{adjust.Setting}, spec.Args{"adjust": {"holm"}})
	w := harness.Workload{Name: "test", Outputs: []string{"p"}}
	if w.Finish = adjust.Read(s).Finish("p"); w.Finish != nil {
		w.Outputs = append(w.Outputs, "q")
	}
	out := &harness.Table{Columns: w.Outputs, Values: []float64{0.01, 0, 0.04, 0, 0.03, 0}}
	w.Finish(out)
	fmt.Printf("%.2f\n", out.Values)
	// Output: [0.01 0.03 0.04 0.06 0.03 0.06]
}
