package timings

import (
	"strings"
	"testing"
)

// The CPUs of a sweep that was exported bound the N that are fitted, where each worker needs
// one.
func TestBenchCPUs(t *testing.T) {
	const runs = "\nBenchmarkSweep/workload=w/workers=1 1 100 ns/op\nBenchmarkSweep/workload=w/workers=4 1 50 ns/op\n"
	for _, c := range []struct {
		config string
		want   float64
	}{
		{"cpus: 2\ngomaxprocs: 2\nworkload: ttest\nengine: pool\npaced: false", 2},
		{"cpus: 4\ngomaxprocs: 2\nworkload: ttest\nengine: pool\npaced: false", 2},
		{"cpus: 1.5\nworkload: ttest\nengine: pool\npaced: false", 1.5},
		{"cpus: 2\ngomaxprocs: 2\nworkload: ttest\nengine: pool\npaced: true", 0},
		{"cpus: 2\ngomaxprocs: 2\nworkload: pipe\nengine: pool\npaced: false", 0},
		{"cpus: 2\ngomaxprocs: 2\nworkload: command\nengine: command\npaced: false", 0},
		{"cpus: 2\nworkload: wait\nengine: sim\npaced: false", 0},
		{"cpus: 2", 0},
		{"cpus: many\nengine: pool\npaced: false", 0},
	} {
		all, err := Read("x.txt", strings.NewReader(c.config+"\n"+runs), Options{})
		if err != nil || len(all) != 1 || all[0].CPUs != c.want {
			t.Errorf("%q: %+v, %v, want %v CPUs", c.config, all, err, c.want)
		}
	}
}
