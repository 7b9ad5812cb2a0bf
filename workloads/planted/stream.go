package planted

import (
	"context"
	"fmt"
	"math/bits"
	"sync/atomic"
	"time"

	"serialfraction/harness"
	"serialfraction/harness/machine"
	"serialfraction/workloads/spec"
)

const streamSummary = "reads a piece of a large array for every row, with a known serial part"

// Stream is the entry of the workload in the table.
var Stream = spec.Workload{
	Name:    "stream",
	Summary: streamSummary,
	Bound:   "memory bandwidth",
	Data:    spec.Data{Source: "synth:rows=%d,cols=2", Rows: 1024, Memory: rowMemory, Cost: readingCost},
	Params:  streamParams,
	Example: "--array 1GiB",
	New:     newStream,
	Takes:   streamTakes,
}

var streamParams = append([]spec.Param{
	{Name: "bytes-per-row", Default: "1MiB", Usage: "the `SIZE` of the memory that one row reads"},
	{Name: "array", Default: "256MiB", Usage: "the `SIZE` of the array that the rows read in turn: several times the last-level cache, else the sweep times the cache"},
}, plantParams...)

// readingCost returns the time in which a CPU reads the bytes of a row, at 25 GB/s.
func readingCost(args spec.Args) time.Duration {
	const bytesPerNanosecond = 25
	return time.Duration(spec.Read(streamParams, args).Size("bytes-per-row") / bytesPerNanosecond)
}

// streamTakes returns what the workload has in memory beside its rows.
func streamTakes(args spec.Args, rows spec.Rows) spec.Memory {
	s := spec.Read(streamParams, args)
	perRow, size := s.Size("bytes-per-row")/wordBytes, s.Size("array")/wordBytes
	m := takes(streamParams)(args, rows)
	_, words := ringOf(perRow, size, rows.Count)
	m.Rest = append(m.Rest, machine.Part{What: "the array", Fixed: wordBytes * int64(words)})
	m.Setting, m.Within = "array", func(bytes int64) string {
		if bytes < 1<<10 {
			return ""
		}
		return spec.SizeOf(bytes)
	}
	return m
}

// ringOf returns the words of a piece, and of all pieces of the array: no more than the rows read.
func ringOf(perRow, size, rows int) (piece, words int) {
	piece = max(1, min(perRow, size))
	words = size
	if rows < size/perRow {
		words = perRow * rows
	}
	return piece, max(1, words/piece) * piece
}

// newStream returns a workload that reads memory and does almost nothing else. Row i reads a
// piece of bytes-per-row bytes of the array, and row i+1 the next piece; after the end of the
// array it goes on at the beginning. Every worker begins at another place, so that none finds
// in a shared cache what another has read. The pieces are alike, so the output does not depend
// on the worker. The output, sum, is the integer sum of the words read, modulo 2^64, without
// its last 11 bits, so that a float64 holds it exactly.
func newStream(ds *harness.Dataset, args spec.Args) (harness.Workload, error) {
	s := spec.Read(streamParams, args)
	perRow, size := s.Size("bytes-per-row")/wordBytes, s.Size("array")/wordBytes
	planted, weight := plantsOf(s), weightsOf(s, ds.NumRows())
	if s.Err() != nil {
		return harness.Workload{}, s.Err()
	}
	piece, words := ringOf(perRow, size, ds.NumRows())
	a := newWordRing(piece, words/piece)
	var made atomic.Uint64
	var run ending
	w := harness.Workload{Name: "stream", Summary: streamSummary, Outputs: []string{"sum"}, Heed: run.heed,
		NewWorker: func(context.Context) (harness.Worker, error) {
			from := a.start(made.Add(1), piece)
			return harness.Stateless(func(dst []float64, c harness.Chunk) {
				for i := range c.Rows {
					row := c.Row + i
					sum, whole := a.sum(from+row*piece, int(float64(perRow)*weight.of(row, 1)), &run)
					if !whole {
						return
					}
					dst[i] = float64(sum >> 11)
				}
			}), nil
		}}
	if _, named := args["array"]; named && words < size/piece*piece {
		w.Notes = func() []string {
			return []string{fmt.Sprintf("the rows read %s of the array of %s, so no more of it was made: %d rows read all of it",
				spec.SizeOf(int64(wordBytes*words)), s.Text("array"), (size+perRow-1)/perRow)}
		}
	}
	work := func(words float64) { a.sum(0, int(words), &run) }
	err := planted.into(&w, float64(perRow)*weight.of(0, ds.NumRows()), work, work)
	return w, err
}

const wordBytes = 8

// A wordRing is an array that continues at its beginning. It is read-only.
type wordRing []uint64

// newWordRing returns a ring of n pieces; each holds the first multiples of an odd number.
func newWordRing(piece, n int) wordRing {
	a := make(wordRing, n*piece)
	for i := range a {
		a[i] = (uint64(i%piece) + 1) * goldenWord
	}
	return a
}

// goldenWord is 2^64 over the golden ratio, made odd.
const goldenWord = 0x9E3779B97F4A7C15

// start returns the index of the first word of the i-th worker, the beginning of a piece far
// from those of the other workers: the fractional parts of multiples of the golden ratio are
// spread as evenly as possible (D. E. Knuth, The Art of Computer Programming 3, 6.4).
func (a wordRing) start(i uint64, piece int) int {
	pieces := uint64(len(a) / piece)
	at, _ := bits.Mul64(i*goldenWord, pieces)
	return int(at) * piece
}

// readPart is the number of words, of some milliseconds, between two looks whether the run ends.
const readPart = 1 << 23

// sum adds up n words, beginning with number from, modulo 2^64. It adds up fewer where the run ends;
// whole is false then.
func (a wordRing) sum(from, n int, run *ending) (total uint64, whole bool) {
	for from %= len(a); n > 0; {
		piece := a[from:min(len(a), from+n, from+readPart)]
		total += sumWords(piece)
		n -= len(piece)
		if from += len(piece); from == len(a) {
			from = 0
		}
		if n > 0 && run.over() {
			return total, false
		}
	}
	return total, true
}

// sumWords adds up words in four sums that are independent of each other.
//
//go:noinline
func sumWords(x []uint64) uint64 {
	var s0, s1, s2, s3 uint64
	for ; len(x) >= 8; x = x[8:] {
		s0 += x[0] + x[4]
		s1 += x[1] + x[5]
		s2 += x[2] + x[6]
		s3 += x[3] + x[7]
	}
	for _, v := range x {
		s0 += v
	}
	return s0 + s1 + s2 + s3
}
