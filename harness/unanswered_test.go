package harness_test

import (
	"math"
	"reflect"
	"testing"

	"serialfraction/harness"
)

// Rows are counted by the reason that the workload has for each, wherever they are kept:
// as values, in a form to be decoded, or packed.
func TestUnanswered(t *testing.T) {
	nan := math.NaN()
	negative, odd := &harness.Reason{Code: "negative"}, &harness.Reason{Code: "odd"}
	why := func(v float64) *harness.Reason {
		if v < 0 {
			return negative
		}
		return odd
	}
	values := []float64{0, 1, -2, 3, -4, 5, 6}
	packed := []byte{0, 1, 2 | 128, 3, 4 | 128, 5, 6}
	work := harness.Workload{Outputs: []string{"t", "p", "q"}, Questions: []harness.Question{
		{Name: "p", Outputs: []string{"p"}, Why: func(c harness.Chunk) *harness.Reason { return why(c.Values[0]) }},
		{Name: "any", Outputs: []string{"t", "q"}, Why: func(c harness.Chunk) *harness.Reason { return odd }},
	}}
	bits := work
	bits.Packed = true
	bits.Questions = []harness.Question{{Name: "p", Outputs: []string{"p"}, Why: func(c harness.Chunk) *harness.Reason { return why(float64(int8(c.Packed[0]))) }}, work.Questions[1]}
	answer := []float64{
		0, 0, 0,
		nan, nan, 0,
		0, nan, 0,
		0, nan, nan,
		0, 0, 0,
		0, nan, 0,
		0, 0, nan,
	}
	want := []harness.Unanswered{{"p", odd, 3}, {"p", negative, 1}, {"any", odd, 3}}
	for name, job := range map[string]*harness.Job{
		"values": {Data: &harness.Dataset{Cols: 1, Values: values}, Workload: work, ChunkRows: 4},
		"decoded": {Workload: work, ChunkRows: 4, Data: &harness.Dataset{Cols: 1, Store: &harness.Store{Rows: len(values),
			Decode: func(dst []float64, row, rows int, _ []int) { copy(dst, values[row:row+rows]) }}}},
		"packed": {Workload: bits, ChunkRows: 4, Data: &harness.Dataset{Cols: 1, Store: &harness.Store{Rows: len(packed), Packed: packed, Stride: 1}}},
	} {
		if got := job.Unanswered(answer, 2); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %+v, want %+v", name, got, want)
		}
	}
	full := &harness.Job{Data: &harness.Dataset{Cols: 1, Values: values}, Workload: work, ChunkRows: 4}
	if got := full.Unanswered(make([]float64, full.ResultLen()), 2); got != nil {
		t.Errorf("of an answer to every row: %+v", got)
	}
}
