package permtest

import (
	"cmp"
	"math"

	"serialfraction/harness"
	"serialfraction/workloads/vector"
	"serialfraction/workloads/welch"
)

// A permuter is what all workers of a permutation test share; it is read-only, but
// for maxima.
type permuter struct {
	*chooser // of the smaller group, the first
	vectors  vector.Set
	ttest    *welch.Test // of the row as it is
	outputs  int
	pooled   bool
	from     int      // first column of the first group as observed
	whole    division // of a row without missing values
	count    int      // random permutations of each row
	seed     uint64
	plan     *plan   // arrangements that all rows share; nil = each row has its own
	maxima   *maxima // where maxT needs t* itself
}

func newPermuter(v vector.Set, pooled bool, na, nb, count int, seed uint64) *permuter {
	p := &permuter{chooser: newChooser(na+nb, min(na, nb)),
		vectors: v, ttest: welch.New(v, pooled, na, nb), pooled: pooled, count: count, seed: seed}
	if nb < na {
		p.from = na
	}
	p.whole = newDivision(pooled, p.few, p.cols-p.few)
	return p
}

// permRows is how many rows are tested as they are before their arrangements.
const permRows = 32

// A permWorker is a worker with its scratch.
type permWorker struct {
	*permuter
	stream  stream
	drawn   arrangement
	tests   [permRows * 5]float64 // of some rows, as welch.Columns has them
	squared [256]float64          // t² of some arrangements

	// The row that is being tested.
	values  []float64 // centred and scaled, NaN where missing
	missing int
	score   score
	sizes   []division // by the number of values in the first group, if any are missing
	tables  sumTables
}

func (p *permuter) newWorker() *permWorker {
	return &permWorker{permuter: p, stream: stream{seed: p.seed, vectors: p.vectors}, drawn: make(arrangement, len(p.full)),
		values: make([]float64, p.cols), sizes: make([]division, p.few+1), tables: newSumTables(p.cols)}
}

// Close does nothing: the scratch is the collector's.
func (w *permWorker) Close() error { return nil }

// Kernel tests the rows of one chunk.
func (w *permWorker) Kernel(dst []float64, c harness.Chunk) error {
	for row := 0; row < c.Rows; row += permRows {
		rows := min(permRows, c.Rows-row)
		values := c.Values[row*c.Cols : (row+rows)*c.Cols]
		w.ttest.Rows(w.tests[:], 5, values, rows)
		for i := range rows {
			out := dst[(row+i)*w.outputs : (row+i+1)*w.outputs]
			values := values[i*c.Cols : (i+1)*c.Cols]
			out[0], out[1] = w.statistic(i, values), math.NaN()
			if len(out) > 2 {
				out[2] = math.NaN() // for the finish to fill
			}
			if !math.IsNaN(out[0]) {
				w.load(values)
				out[1] = w.test(c.Row + row + i)
			}
		}
	}
	return nil
}

// statistic returns t of row i of the tests: infinite, with the sign of the difference,
// where each group is constant and they differ, and NaN where there is none.
func (w *permWorker) statistic(i int, values []float64) float64 {
	meanA, meanB, t := w.tests[5*i], w.tests[5*i+1], w.tests[5*i+2]
	if math.IsNaN(t) && w.ttest.Separates(values) {
		return math.Inf(cmp.Compare(meanA, meanB))
	}
	return t
}

// load centres and scales a row that can be tested.
func (w *permWorker) load(row []float64) {
	scale := math.Ldexp(1, -welch.Exponent(row))
	sum, n := 0.0, 0
	for i, v := range row {
		v *= scale
		w.values[i] = v
		if v == v {
			sum += v
			n++
		}
	}
	w.missing = len(row) - n
	mean := sum / float64(n)
	for i := range w.values {
		w.values[i] -= mean
	}
	w.score.sums, _ = sumOf(w.values)
	first, here := sumOf(w.values[w.from : w.from+w.few])
	d := &w.whole
	if w.missing > 0 {
		for i := range w.sizes {
			w.sizes[i] = newDivision(w.pooled, i, n-i)
		}
		d = &w.sizes[here]
	}
	w.score.observe(d, first, n)
	w.tables.fill(w.values)
}

// sumOf returns the sums of the values that are there, and their number.
func sumOf(x []float64) (s sums, n int) {
	for _, v := range x {
		if v == v {
			s.sum += v
			s.square += float64(v * v)
			n++
		}
	}
	return s, n
}

// test returns p of the loaded row.
func (w *permWorker) test(row int) float64 {
	count := w.count
	if w.plan != nil {
		count = w.plan.count
	}
	w.stream.start(rowStream, uint64(row))
	keep := w.maxima.claim(row, w.score.least)
	extreme, valid := 0, 0
	for at := 0; at < count; at += len(w.squared) {
		part := w.squared[:min(len(w.squared), count-at)]
		for i := range part {
			a := w.drawn
			if w.plan != nil {
				a = w.plan.of(at + i)
			} else {
				w.draw(a, &w.stream)
			}
			part[i] = w.square(a)
		}
		for _, t2 := range part {
			extreme += atLeast(t2, w.score.least)
			valid += atLeast(t2, 0)
		}
		copy(keep, part)
		keep = keep[min(len(part), len(keep)):]
	}
	if w.plan != nil && w.plan.every {
		return float64(extreme) / float64(valid)
	}
	return float64(extreme+1) / float64(valid+1)
}

// square returns t² of the loaded row in an arrangement, none where there is no t.
func (w *permWorker) square(a arrangement) float64 {
	d := &w.whole
	if w.missing > 0 {
		if d = &w.sizes[w.tables.size(a)]; d.none {
			return none
		}
	}
	return w.score.squared(d, w.tables.of(a))
}
