package harness

import "math"

// untouched is a NaN that no kernel computes: a place that still holds it after
// a run was never written.
const untouched = 0x7ff4_dead_beef_0001

func poison(dst []float64) {
	nan := math.Float64frombits(untouched)
	for i := range dst {
		dst[i] = nan
	}
}

// unwritten returns a *KernelError for the first place that still holds the
// poison: a kernel must write every place of its result.
func (j *Job) unwritten(dst []float64) error {
	width := len(j.Workload.Outputs)
	for i, v := range dst {
		if math.Float64bits(v) == untouched {
			row := i / width
			return &KernelError{Workload: j.Workload.Name, First: row, Last: row,
				FirstID: j.Data.ID(row), LastID: j.Data.ID(row),
				Cause: "column " + j.Workload.Outputs[i%width] + " was not written"}
		}
	}
	return nil
}

// compare returns an *AnswerError if got differs from want in any bit.
func compare(got, want []float64, j *Job, engine string, workers int) error {
	width := len(j.Workload.Outputs)
	first, last := -1, -1
	for i := range want {
		if math.Float64bits(got[i]) != math.Float64bits(want[i]) {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	if first < 0 {
		return nil
	}
	return &AnswerError{Engine: engine, Workers: workers, First: first / width, Last: last / width,
		FirstID: j.Data.ID(first / width), Column: j.Workload.Outputs[first%width],
		Got: got[first], Want: want[first]}
}
