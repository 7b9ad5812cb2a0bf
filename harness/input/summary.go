package input

import (
	"context"
	"math"
	"runtime"
	"slices"
	"sync/atomic"

	"golang.org/x/sync/errgroup"
	"serialfraction/harness"
	"serialfraction/harness/crash"
	"serialfraction/harness/input/dataset"
)

// A Summary describes the values of a dataset.
type Summary struct {
	Values      int     // number of values: rows times columns
	Missing     int     // number of missing values
	MissingRows int     // number of rows with a missing value
	MissingCols int     // number of columns with a missing value
	Infinite    int     // number of infinite values
	Min, Max    float64 // of the finite values; NaN where there is none
}

// Summarize reads every value, on all CPUs. Rows of a Store are decoded block by block.
// It returns early with the cause of ctx, or with an error where a mapped file was cut
// short.
func Summarize(ctx context.Context, d *harness.Dataset) (Summary, error) {
	rows := d.NumRows()
	block := max(1, dataset.BlockValues/max(1, d.Cols))
	parts := make([]survey, runtime.GOMAXPROCS(0))
	var next atomic.Int64
	var g errgroup.Group
	for i := range parts {
		parts[i] = newSurvey(d.Cols)
		g.Go(crash.Guard(func() error {
			var buf []float64
			if d.Values == nil {
				buf = make([]float64, min(block, rows)*d.Cols)
			}
			for ctx.Err() == nil {
				hi := int(next.Add(int64(block)))
				lo := hi - block
				if lo >= rows {
					return nil
				}
				err := dataset.Guard(d, func() error {
					parts[i].add(d.Block(buf, lo, min(hi, rows)))
					return nil
				})
				if err != nil {
					return err
				}
			}
			return context.Cause(ctx)
		}))
	}
	if err := g.Wait(); err != nil {
		return Summary{}, err
	}
	for _, part := range parts[1:] {
		parts[0].merge(part)
	}
	return parts[0].summary(rows), nil
}

// A survey is the summary of the rows that one goroutine has read.
type survey struct {
	missing     []bool // by column: whether it has a missing value
	n           int    // number of missing values
	missingRows int
	infinite    int
	min, max    float64
}

func newSurvey(cols int) survey {
	return survey{missing: make([]bool, cols), min: math.Inf(1), max: math.Inf(-1)}
}

// add reads whole rows.
func (s *survey) add(values []float64) {
	for len(values) > 0 {
		before := s.n
		for col, v := range values[:len(s.missing)] {
			switch {
			case v != v:
				s.missing[col] = true
				s.n++
			case math.IsInf(v, 0):
				s.infinite++
			default:
				s.min, s.max = min(s.min, v), max(s.max, v)
			}
		}
		if s.n > before {
			s.missingRows++
		}
		values = values[len(s.missing):]
	}
}

func (s *survey) merge(other survey) {
	for col, missing := range other.missing {
		s.missing[col] = s.missing[col] || missing
	}
	s.n += other.n
	s.missingRows += other.missingRows
	s.infinite += other.infinite
	s.min, s.max = min(s.min, other.min), max(s.max, other.max)
}

func (s *survey) summary(rows int) Summary {
	sum := Summary{Values: rows * len(s.missing), Missing: s.n, MissingRows: s.missingRows, Infinite: s.infinite, Min: s.min, Max: s.max}
	sum.MissingCols = len(slices.DeleteFunc(slices.Clone(s.missing), func(missing bool) bool { return !missing }))
	if s.min > s.max {
		sum.Min, sum.Max = math.NaN(), math.NaN()
	}
	return sum
}
