package permtest

import (
	"cmp"
	"context"
	"math"

	"serialfraction/harness"
	"serialfraction/workloads/vector"
	"serialfraction/workloads/welch"
)

// A permuter is what all workers of a permutation test share. It is read-only except maxima.
type permuter struct {
	*chooser // draws the smaller group, which is called the first
	vectors  vector.Set
	ttest    *welch.Test // of the observed row
	outputs  int
	pooled   bool
	na       int      // columns of group a, which come first in a row
	from     int      // first column of the first group as observed
	whole    division // of a row without missing values
	count    int      // random permutations of each row; 0 = every arrangement
	seed     uint64
	values   bool    // of a row only the values are dealt, and not its missing places
	plan     *plan   // arrangements that all rows share; nil = each row has its own
	maxima   *maxima // keeps t*² for maxT; nil = not needed
}

func newPermuter(v vector.Set, pooled bool, na, nb, count int, seed uint64) *permuter {
	p := &permuter{chooser: newChooser(na+nb, min(na, nb)),
		vectors: v, ttest: welch.New(v, pooled, na, nb), pooled: pooled, na: na, count: count, seed: seed}
	if nb < na {
		p.from = na
	}
	p.whole = newDivision(pooled, p.few, p.cols-p.few)
	return p
}

// permRows is the number of rows whose observed t is computed at once, before their
// arrangements.
const permRows = 32

// A permWorker is a worker with its scratch memory.
type permWorker struct {
	*permuter
	ctx     context.Context // of the run; a row may take minutes
	stream  stream
	drawn   arrangement
	tests   [permRows * 5]float64 // of some rows, with the columns of welch.Columns
	squared [256]float64          // t² of some arrangements

	// The row that is being tested.
	row    []float64 // centred and scaled, NaN where missing
	score  score
	sizes  []division // by the number of values in the first group, where missing places are assigned too
	even   *division  // of every arrangement; nil where the sizes of the groups vary
	tables sumTables
	own    gathered // its arrangements, where only its values are assigned
}

func (p *permuter) newWorker(ctx context.Context) *permWorker {
	return &permWorker{permuter: p, ctx: ctx, stream: stream{seed: p.seed, vectors: p.vectors}, drawn: make(arrangement, len(p.full)),
		row: make([]float64, p.cols), sizes: make([]division, p.few+1), tables: newSumTables(p.cols), own: newGathered(p.cols, p.few)}
}

// Close does nothing.
func (w *permWorker) Close() error { return nil }

// Kernel tests the rows of one chunk. Where the context ends it returns its error, and leaves the
// places of the row that it was testing as they are.
func (w *permWorker) Kernel(dst []float64, c harness.Chunk) error {
	for row := 0; row < c.Rows; row += permRows {
		rows := min(permRows, c.Rows-row)
		values := c.Values[row*c.Cols : (row+rows)*c.Cols]
		w.ttest.Rows(w.tests[:], 5, values, rows)
		for i := range rows {
			out := dst[(row+i)*w.outputs : (row+i+1)*w.outputs]
			values := values[i*c.Cols : (i+1)*c.Cols]
			t, p := w.statistic(i, values), math.NaN()
			if !math.IsNaN(t) {
				w.load(values)
				var err error
				if p, err = w.test(c.Row + row + i); err != nil {
					return err
				}
			}
			out[0], out[1] = t, p
			if len(out) > 2 {
				out[2] = math.NaN() // the last step fills it
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
		w.row[i] = v
		if v == v {
			sum += v
			n++
		}
	}
	mean := sum / float64(n)
	for i := range w.row {
		w.row[i] -= mean
	}
	w.score.sums, _ = sumOf(w.row)
	first, here := sumOf(w.row[w.from : w.from+w.few])
	w.even, w.own.few = &w.whole, 0
	observed := w.even
	switch {
	case n == len(row):
	case w.values:
		first = w.own.gather(w.row, w.na, w.pooled)
		w.even = &w.own.division
		observed = w.even
	default:
		w.even = nil
		for i := range w.sizes {
			w.sizes[i] = newDivision(w.pooled, i, n-i)
		}
		observed = &w.sizes[here]
	}
	w.score.observe(observed, first, n)
	w.tables.fill(w.row)
}

// sumOf returns the sums of the values that are not missing, and their number.
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

// test returns p of the loaded row, or an error where the context ends.
func (w *permWorker) test(row int) (p float64, err error) {
	count := w.arrangements()
	w.stream.start(rowStream, uint64(row))
	keep := w.maxima.claim(row, w.score.least)
	extreme, valid := 0, 0
	for at := 0; at < count; at += len(w.squared) {
		if err := w.ctx.Err(); err != nil {
			w.maxima.release(row)
			return 0, err
		}
		part := w.squared[:min(len(w.squared), count-at)]
		w.squares(part, at)
		for _, t2 := range part {
			extreme += atLeast(t2, w.score.least)
			valid += atLeast(t2, 0)
		}
		copy(keep, part)
		keep = keep[min(len(part), len(keep)):]
	}
	if w.count == 0 {
		return float64(extreme) / float64(valid), nil
	}
	return float64(extreme+1) / float64(valid+1), nil
}

// arrangements returns the number of arrangements that the loaded row is compared with.
func (w *permWorker) arrangements() int {
	switch {
	case w.count > 0:
		return w.count
	case w.own.few > 0:
		return w.own.ways()
	}
	return w.plan.count
}

// squares sets part to t² of the arrangements of the loaded row, beginning with number at. It
// must be called in the order of the arrangements.
func (w *permWorker) squares(part []float64, at int) {
	switch {
	case w.own.few > 0:
		a := w.drawn[:len(w.own.full)]
		for i := range part {
			w.own.next(a, w.count == 0, &w.stream)
			part[i] = w.square(a)
		}
	case w.plan != nil:
		for i := range part {
			part[i] = w.square(w.plan.of(at + i))
		}
	default:
		for i := range part {
			w.draw(w.drawn, &w.stream)
			part[i] = w.square(w.drawn)
		}
	}
}

// square returns t² of the loaded row in an arrangement, or none where t is not defined.
func (w *permWorker) square(a arrangement) float64 {
	d := w.even
	if d == nil {
		if d = &w.sizes[w.tables.size(a)]; d.none {
			return none
		}
	}
	return w.score.squared(d, w.tables.of(a))
}
