package made

import (
	"context"
	"fmt"
	"math"
	"strconv"

	"serialfraction/harness"
)

// loadSynth generates the data set that the parameters describe.
func loadSynth(ctx context.Context, params string) (*harness.Dataset, []string, error) {
	p, err := parseSpec(params)
	if err != nil {
		return nil, nil, err
	}
	d, err := p.generate(ctx)
	if err != nil {
		return nil, nil, err
	}
	groups := make([]string, d.Cols)
	for col := range groups {
		groups[col] = "b"
		if col < p.sizeA() {
			groups[col] = "a"
		}
	}
	return d, groups, nil
}

// sizeA returns the number of samples in group a.
func (p spec) sizeA() int { return (p.cols + 1) / 2 }

// generate returns standard normal noise, with p.effect added to the values of group
// a in the changed rows. Every value is a function of the seed, its row and its
// column alone, computed in operations that round the same everywhere: the bits do
// not depend on the machine, its architecture, or the number of goroutines.
func (p spec) generate(ctx context.Context) (*harness.Dataset, error) {
	d := &harness.Dataset{
		Name:    "synth:" + p.params(),
		Cols:    p.cols,
		Values:  make([]float64, p.rows*p.cols),
		Rows:    make([]string, p.rows),
		Samples: make([]string, p.cols),
	}
	for col := range d.Samples {
		if a := p.sizeA(); col < a {
			d.Samples[col] = fmt.Sprintf("a%d", col+1)
		} else {
			d.Samples[col] = fmt.Sprintf("b%d", col+1-a)
		}
	}
	if err := eachGrain(ctx, p.rows, func(lo, hi int) { p.rowsInto(d, lo, hi) }); err != nil {
		return nil, err
	}
	return d, nil
}

// rowsInto generates rows [lo, hi) of d.
func (p spec) rowsInto(d *harness.Dataset, lo, hi int) {
	noise, changed, missing := newKey(p.seed, 1), newKey(p.seed, 2), newKey(p.seed, 3)
	for row := lo; row < hi; row++ {
		shift := 0.0
		if changed.uniform(row) < p.changed {
			shift = p.effect
		}
		values, of := d.Row(row), noise.sub(row)
		for col := range values {
			values[col] = quantile(of.uniform(col))
			if col < p.sizeA() {
				values[col] += shift
			}
		}
		if p.missing == 0 {
			continue
		}
		of = missing.sub(row)
		for col := range values {
			if of.uniform(col) < p.missing {
				values[col] = math.NaN()
			}
		}
	}
	numberRows(d.Rows, lo, hi)
}

// numberRows names rows [lo, hi) r1, r2, …, as views of one string.
func numberRows(rows []string, lo, hi int) {
	buf := make([]byte, 0, 12*(hi-lo))
	ends := make([]int, 0, hi-lo)
	for row := lo; row < hi; row++ {
		buf = strconv.AppendInt(append(buf, 'r'), int64(row+1), 10)
		ends = append(ends, len(buf))
	}
	all, from := string(buf), 0
	for i, end := range ends {
		rows[lo+i] = all[from:end]
		from = end
	}
}
