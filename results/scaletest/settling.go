package scaletest

import (
	"fmt"
	"strings"

	"serialfraction/harness"
	"serialfraction/results/advice"
)

// settling describes how a benchmark makes the sweep that is needed: by a flag of go test,
// or in its own code. It is "" where a benchmark has no way to.
func settling(n advice.Need) string {
	var code []string
	workers := n.Workers
	if n.MaxWorkers > 0 {
		for _, w := range harness.WorkerCounts(n.MaxWorkers) {
			workers = append(workers, float64(w))
		}
	}
	if workers != nil {
		code = append(code, "the workers "+strings.Trim(strings.ReplaceAll(fmt.Sprint(workers), " ", ", "), "[]"))
	}
	if n.Pace > 0 {
		code = append(code, fmt.Sprintf("a Workload.Pace of %v in the job", n.Pace))
	}
	if n.Schedule != "" {
		code = append(code, fmt.Sprintf("the schedule %s of the pool", n.Schedule))
	}
	var parts []string
	if code != nil {
		parts = append(parts, "in the benchmark give "+strings.Join(code, " and "))
	}
	if n.Repeats > 0 {
		parts = append(parts, fmt.Sprintf("type go test -bench … -benchtime %dx", n.Repeats)) // a block is one repeat
	}
	if n.CPUs != "" {
		parts = append(parts, fmt.Sprintf("type taskset -c %s go test -bench …", n.CPUs))
	}
	return strings.Join(parts, ", and ")
}
