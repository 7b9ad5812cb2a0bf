package scaletest

import (
	"strings"
	"testing"
	"time"

	"serialfraction/results/advice"
)

// Every part of a need that a benchmark can meet has its words.
func TestSettling(t *testing.T) {
	for _, c := range []struct {
		need advice.Need
		want string
	}{
		{advice.Need{}, ""},
		{advice.Need{Repeats: 20}, "type go test -bench … -benchtime 20x"},
		{advice.Need{Workers: []float64{1, 2, 4}, Repeats: 5}, "in the benchmark give the workers 1, 2, 4, and type go test -bench … -benchtime 5x"},
		{advice.Need{Pace: 2500 * time.Microsecond, MaxWorkers: 4}, "in the benchmark give the workers 1, 2, 4 and a Workload.Pace of 2.5ms in the job"},
		{advice.Need{Schedule: "dynamic"}, "in the benchmark give the schedule dynamic of the pool"},
		{advice.Need{CPUs: "0-7"}, "type taskset -c 0-7 go test -bench …"},
		{advice.Need{Store: true}, ""},
	} {
		got := settling(c.need)
		if strings.Contains(got, "--") || strings.Contains(got, "harness") {
			t.Errorf("%q names the command line, which a benchmark has not", got)
		}
		if got != c.want {
			t.Errorf("%+v: %q, want %q", c.need, got, c.want)
		}
	}
}
