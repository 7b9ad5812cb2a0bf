package doctor_test

import (
	"fmt"

	"serialfraction/harness/machine"
	"serialfraction/results"
	"serialfraction/results/doctor"
)

// Two CPUs that together do 1.5 times the work of one hide any S below 0.3.
func Example() {
	known := func(x float64) results.Middle { return results.Middle{Value: x, Lo: x, Hi: x, Level: 0.95} }
	d := doctor.Diagnose(machine.Description{LogicalCPUs: 2}, &results.Probe{
		Spin: []results.SpinProbe{{Threads: 1, Speedup: known(1)}, {Threads: 2, Speedup: known(1.5)}},
	})
	fmt.Println(d.Verdict)
	for _, f := range d.Findings {
		fmt.Printf("%s: %s, %s\n", f.Check, f.Verdict, f.Effect)
	}
	// Output:
	// Not good enough to measure S on: 2 CPUs.
	// 2 CPUs: bad, adds 0.33 to S of work that only computes (0.33–0.33)
	// frequency: ok, its effect is included in what the CPUs do together
}
