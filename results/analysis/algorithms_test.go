package analysis

import (
	"math"
	"strings"
	"testing"
	"time"

	"serialfraction/harness"
	"serialfraction/harness/machine"
	"serialfraction/results"
)

// TestAlgorithms compares two algorithms with exact times. The base is the exact one at
// N = 1, whichever of the two is the sweep's own.
func TestAlgorithms(t *testing.T) {
	for _, own := range []string{"full", "diagonal"} {
		t.Run(own, func(t *testing.T) {
			seconds := map[string]time.Duration{"full": 8 * time.Second, "diagonal": 2 * time.Second}
			alternative := map[string]string{"full": "diagonal", "diagonal": "full"}[own]
			f := &results.File{Header: results.Header{Workload: "invert", Engine: "pool", Method: own, Workers: []int{1, 2},
				Machine:     machine.Description{EffectiveCPUs: 2},
				Alternative: &results.Alternative{Method: alternative, Workers: []int{1, 2}, Approximation: results.Approximation{Method: "diagonal", Median: 0.1, Max: 0.5, Rows: 7}}}}
			for block := range 3 {
				for _, n := range []int{1, 2} {
					for engine, method := range map[string]string{"pool": own, harness.Alternative{}.Name(): alternative} {
						wall := seconds[method] / time.Duration(n)
						f.Runs = append(f.Runs, harness.Run{Engine: engine, Block: block, Workers: n,
							Timing: harness.Timing{Wall: wall, Parallel: wall}})
					}
				}
			}
			a, err := Of(f, Options{})
			if err != nil {
				t.Fatal(err)
			}
			if len(a.Algorithms) != 2 || a.Runs != 6 {
				t.Fatalf("%d algorithms, %d runs fitted", len(a.Algorithms), a.Runs)
			}
			for i, want := range [][]float64{{1, 2}, {4, 8}} {
				for k, p := range a.Algorithms[i].Points {
					if math.Abs(p.Speedup.Value-want[k]) > 1e-12 {
						t.Errorf("%s at N = %d: %v, want %v", a.Algorithms[i].Method, p.Workers, p.Speedup.Value, want[k])
					}
				}
			}
			if a.Algorithms[0].Inexact != nil || a.Algorithms[1].Inexact.Max != 0.5 {
				t.Errorf("approximations %+v", a.Algorithms)
			}
			const want = "On one worker diagonal is 4.00x as fast as full; full on 2 workers reaches 2.00x. The error of diagonal is 0.1 in the median row and 0.5 in the worst."
			if !strings.HasSuffix(a.Verdict, want) {
				t.Errorf("verdict %q", a.Verdict)
			}
		})
	}
}
