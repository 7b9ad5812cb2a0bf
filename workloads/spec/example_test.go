package spec_test

import (
	"fmt"

	"serialfraction/harness"
	"serialfraction/workloads/spec"
)

// A workload declares its settings and reads them when it meets its data.
func Example() {
	params := []spec.Param{
		{Name: "by", Default: "2", Usage: "multiply every value by this `NUMBER`"},
		{Name: "method", Default: "quick", Usage: "the `METHOD`: quick or exact"},
	}
	scale := spec.Workload{
		Name: "scale", Summary: "every value times a number", Params: params,
		New: func(ds *harness.Dataset, args spec.Args) (harness.Workload, error) {
			s := spec.Read(params, args)
			by := float64(s.Whole("by", 100))
			s.Choice("method", "quick", "exact")
			return harness.Workload{Name: "scale", Outputs: []string{"y"}, Kernel: func(dst []float64, c harness.Chunk) {
				for i, v := range c.Values {
					dst[i] = by * v
				}
			}}, s.Err()
		},
	}
	ds := &harness.Dataset{Cols: 1, Values: []float64{1, 2, 3}}
	w, err := scale.New(ds, spec.Args{"by": {"10"}})
	dst := make([]float64, 3)
	w.Kernel(dst, harness.Chunk{Rows: 3, Cols: 1, Values: ds.Values})
	fmt.Println(dst, err)

	_, err = scale.New(ds, spec.Args{"method": {"slow"}})
	fmt.Println(err)
	// Output:
	// [10 20 30] <nil>
	// --method "slow": type one of quick, exact
}
