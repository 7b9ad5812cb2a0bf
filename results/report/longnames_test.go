package report

import (
	"strings"
	"testing"

	"serialfraction/harness/machine"
	"serialfraction/results/analysis"
)

// What a damaged file has where a name should be does not fill the screen.
func TestLongNames(t *testing.T) {
	long := strings.Repeat("x", 10_000)
	a := &analysis.Report{Workload: long}
	a.Data.Name = long
	m := machine.Description{CPUModel: long, OS: long, Kernel: long, GoVersion: long}
	if n := len(strings.Join(append(machineItems(m), jobItems(a)...), " ")); n > 4000 {
		t.Errorf("%d bytes", n)
	}
}
