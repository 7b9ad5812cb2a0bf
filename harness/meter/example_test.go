package meter_test

import (
	"fmt"
	"runtime"

	"serialfraction/harness/meter"
)

// A garbage collection shows in the account of a run.
func ExampleSystemGauge() {
	gauge := meter.NewSystemGauge()
	defer gauge.Close()
	for range 2 { // its files stay open from run to run
		gauge.Start()
		watch := meter.NewStopwatch()
		runtime.GC() // the run
		wall := watch.Now()
		system := gauge.Stop()
		fmt.Println(wall > 0, *system.GCCycles > 0)
	}
	// Output:
	// true true
	// true true
}
