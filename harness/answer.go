package harness

import (
	"math"
	"slices"
	"unsafe"

	"serialfraction/harness/machine"
)

// untouched is a NaN that no kernel computes: a place that still holds it after
// a run was never written.
const untouched = 0x7ff4_dead_beef_0001

func poison(dst []float64) {
	nan := math.Float64frombits(untouched)
	for i := range dst {
		dst[i] = nan
	}
}

// poisonNew is poison on so many goroutines at once, for new memory: there most of the time is the
// system's, which gives a page at the first write to it.
func poisonNew(dst []float64, workers int) {
	inParts(len(dst), workers).each(func(_, lo, hi int) { poison(dst[lo:hi]) })
}

// pieceValues is the number of values whose memory one of AnswerPieces gives back, 8 MiB.
const pieceValues = 1 << 20

// AnswerPieces returns functions that may be called at once, each of which gives back memory of an answer that is not used
// any more.
func AnswerPieces(answer []float64) (pieces []func()) {
	for part := range slices.Chunk(answer, pieceValues) {
		memory := unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(part))), 8*len(part))
		pieces = append(pieces, func() { machine.GiveBack(memory) })
	}
	return pieces
}

// unwritten returns a *KernelError for the first place that still holds the
// poison: a kernel must write every place of its result. So many goroutines
// look at once.
func (j *Job) unwritten(dst []float64, workers int) error {
	all := inParts(len(dst), workers)
	first := make([]int, all.count) // of each part; len(dst) = none
	for p := range first {
		first[p] = len(dst)
	}
	all.each(func(p, lo, hi int) {
		if at := slices.IndexFunc(dst[lo:hi], func(v float64) bool { return math.Float64bits(v) == untouched }); at >= 0 {
			first[p] = lo + at
		}
	})
	i := slices.Min(first)
	if i == len(dst) {
		return nil
	}
	width := len(j.Workload.Outputs)
	row := i / width
	return &KernelError{Workload: j.Workload.Name, First: row, Last: row,
		FirstID: j.Data.ID(row), LastID: j.Data.ID(row),
		Cause: "column " + j.Workload.Outputs[i%width] + " was not written"}
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
