package made

import (
	"context"
	"fmt"
	"math"
	"strconv"

	"serialfraction/harness"
	"serialfraction/harness/machine"
)

// loadSynth generates the data set that the parameters describe.
func loadSynth(ctx context.Context, params string, room machine.Room) (*harness.Dataset, []string, error) {
	p, err := parseSpec(params)
	if err == nil {
		err = fits(room, "synth", params, "rows", p.rows, p.cols, rowBytes(p.cols))
	}
	if err != nil {
		return nil, nil, err
	}
	d, err := p.generate(ctx)
	if err != nil {
		return nil, nil, err
	}
	return d, p.groups(), nil
}

func sizeOfSynth(params string) (Size, error) {
	p, err := parseSpec(params)
	return Size{Rows: p.rows, Cols: p.cols, Row: int64(rowBytes(p.cols)), Groups: [2]int{p.sizeA(), p.cols - p.sizeA()}}, err
}

// useSynth returns the data set with rows that are generated each time they are used.
func useSynth(params string, room machine.Room) (*harness.Dataset, []string, error) {
	p, err := parseUsed(params)
	if err == nil {
		err = fits(room, "synth", params, "cols", p.cols, 1, rowBytes(1)+sampleBytes)
	}
	if err != nil {
		return nil, nil, err
	}
	d := &harness.Dataset{Name: "synth:" + p.params(), Cols: p.cols, Samples: p.samples(), Store: &harness.Store{
		Rows: p.rows,
		ID:   func(row int) string { return "r" + strconv.Itoa(row+1) },
		Decode: func(dst []float64, row, rows int, columns []int) {
			g := p.generator()
			width := len(dst) / max(1, rows)
			for i := range rows {
				g.row(dst[i*width:(i+1)*width], row+i, columns)
			}
		}}}
	return d, p.groups(), nil
}

// groups returns the group of each sample.
func (p spec) groups() []string {
	groups := make([]string, p.cols)
	for col := range groups {
		groups[col] = "b"
		if col < p.sizeA() {
			groups[col] = "a"
		}
	}
	return groups
}

// samples returns the names of the samples.
func (p spec) samples() []string {
	names := make([]string, p.cols)
	for col := range names {
		if a := p.sizeA(); col < a {
			names[col] = fmt.Sprintf("a%d", col+1)
		} else {
			names[col] = fmt.Sprintf("b%d", col+1-a)
		}
	}
	return names
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
		Samples: p.samples(),
	}
	if err := eachGrain(ctx, p.rows, func(lo, hi int) { p.rowsInto(d, lo, hi) }); err != nil {
		return nil, err
	}
	return d, nil
}

// rowsInto generates rows [lo, hi) of d.
func (p spec) rowsInto(d *harness.Dataset, lo, hi int) {
	g := p.generator()
	for row := lo; row < hi; row++ {
		g.row(d.Row(row), row, nil)
	}
	numberRows(d.Rows, lo, hi)
}

// A generator generates rows.
type generator struct {
	spec
	noise, changed, missing key
}

func (p spec) generator() generator {
	return generator{p, newKey(p.seed, 1), newKey(p.seed, 2), newKey(p.seed, 3)}
}

// row generates the values of a row in the given columns; nil = all, in their order.
func (g *generator) row(values []float64, row int, columns []int) {
	shift := 0.0
	if g.changed.uniform(row) < g.spec.changed {
		shift = g.effect
	}
	noise, missing := g.noise.sub(row), g.missing.sub(row)
	for i := range values {
		col := i
		if columns != nil {
			col = columns[i]
		}
		values[i] = quantile(noise.uniform(col))
		if col < g.sizeA() {
			values[i] += shift
		}
		if g.spec.missing > 0 && missing.uniform(col) < g.spec.missing {
			values[i] = math.NaN()
		}
	}
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
