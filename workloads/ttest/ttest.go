package ttest

import (
	"slices"
	"time"

	"serialfraction/harness"
	"serialfraction/workloads/adjust"
	"serialfraction/workloads/spec"
	"serialfraction/workloads/vector"
	"serialfraction/workloads/welch"
)

const summary = "two-sample t-test of every row, two-sided"

// Spec is the entry of the workload in the table.
var Spec = spec.Workload{
	Name:    "ttest",
	Summary: summary,
	Bound:   "CPU and memory bandwidth",
	Data: spec.Data{Source: "synth:rows=%d,cols=100,seed=1,effect=0.5,changed=0.05", Rows: 200_000,
		Memory: 910, Cost: spec.Takes(40 * time.Nanosecond)},
	Params:  params,
	Example: "--var equal --adjust bh",
	New:     New,
	Takes: func(args spec.Args, _ spec.Rows) spec.Memory {
		return adjust.Read(spec.Read(params, args)).Memory(spec.Memory{Outputs: len(welch.Columns)})
	},
}

var params = []spec.Param{welch.Setting, adjust.Setting}

// New returns the two-sample t-test of every row of ds, group a against group b. The outputs are
// welch.Columns, and q where p is adjusted.
func New(ds *harness.Dataset, args spec.Args) (harness.Workload, error) {
	return newOn(vector.Native(), ds, args)
}

func newOn(v vector.Set, ds *harness.Dataset, args spec.Args) (harness.Workload, error) {
	s := spec.Read(params, args)
	pooled, correction := welch.Pooled(s), adjust.Read(s)
	if s.Err() != nil {
		return harness.Workload{}, s.Err()
	}
	na, nb, err := welch.GroupSizes("ttest", ds)
	if err != nil {
		return harness.Workload{}, err
	}
	outputs := slices.Clone(welch.Columns)
	finish := correction.Finish("p")
	if finish != nil {
		outputs = append(outputs, "q")
	}
	test := welch.New(v, pooled, na, nb)
	return harness.Workload{Name: "ttest", Summary: summary, Outputs: outputs, Finish: finish, Questions: []harness.Question{test.Question()},
		Kernel: func(dst []float64, c harness.Chunk) { test.Rows(dst, len(outputs), c.Values, c.Rows) }}, nil
}
