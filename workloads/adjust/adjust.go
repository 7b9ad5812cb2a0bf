package adjust

import (
	"math"
	"slices"

	"serialfraction/harness"
	"serialfraction/harness/machine"
	"serialfraction/workloads/spec"
)

// Setting is the setting of a workload that adjusts its p-values by one of Methods.
var Setting = spec.Param{Name: "adjust", Default: "none", Usage: "adjust p by `METHOD` for the number of rows, as a last serial step: none, bh, holm or bonferroni"}

// Read returns the Method that Setting names.
func Read(s *spec.Settings) Method { return Methods[s.Choice(Setting.Name, Names()...)] }

// A Method turns the p-values of many tests into adjusted ones.
type Method struct {
	Name string

	ascending bool // needs the p-values in ascending order
	adjust    func(q column, tests []ranked)
}

// Methods is the table of methods, none first. The definitions are those of R's p.adjust, to
// the last bit.
var Methods = []Method{
	{Name: "none"},
	{"bh", true, benjaminiHochberg},
	{"holm", true, holm},
	{"bonferroni", false, bonferroni},
}

// Names returns the names of Methods.
func Names() (names []string) {
	for _, m := range Methods {
		names = append(names, m.Name)
	}
	return names
}

// Finish returns a serial step that fills the column q of a result from the column named p. It
// returns nil where the method is none. A row with p = NaN gets q = NaN and does not count as a
// test. After its first use the step allocates nothing.
func (m Method) Finish(p string) func(*harness.Table) {
	if m.adjust == nil {
		return nil
	}
	var tests, spare []ranked
	return func(out *harness.Table) {
		p, width := out.Column(p), len(out.Columns)
		q := column{out.Values, out.Column("q"), width}
		tests = slices.Grow(tests[:0], out.NumRows())
		for row := range out.NumRows() {
			q.set(int32(row), math.NaN())
			if v := out.Values[row*width+p]; !math.IsNaN(v) {
				tests = append(tests, ranked{math.Float64bits(math.Abs(v)), int32(row)})
			}
		}
		if m.ascending {
			spare = slices.Grow(spare[:0], len(tests))[:len(tests)]
			tests, spare = sortRanked(tests, spare)
		}
		m.adjust(q, tests)
	}
}

// Memory adds to what a workload takes the column q, and what the last step keeps.
func (m Method) Memory(of spec.Memory) spec.Memory {
	if m.adjust == nil {
		return of
	}
	of.Outputs++
	row := int64(16) // of ranked
	if m.ascending {
		row *= 2 // to sort them
	}
	of.Rest = append(of.Rest, machine.Part{What: "the adjustment of p", Row: row})
	return of
}

// column is one column of a result.
type column struct {
	values    []float64
	at, width int
}

func (c column) set(row int32, v float64) { c.values[int(row)*c.width+c.at] = v }

// benjaminiHochberg controls the false discovery rate: the step-up procedure of
// Y. Benjamini and Y. Hochberg, J. R. Stat. Soc. B 57 (1995) 289–300.
func benjaminiHochberg(q column, sorted []ranked) {
	least, m := 1.0, float64(len(sorted))
	for i := len(sorted) - 1; i >= 0; i-- {
		least = min(least, float64(m/float64(i+1))*sorted[i].p())
		q.set(sorted[i].row, least)
	}
}

// holm controls the family-wise error: the step-down procedure of S. Holm, Scand.
// J. Stat. 6 (1979) 65–70.
func holm(q column, sorted []ranked) {
	most := 0.0
	for i, r := range sorted {
		most = min(max(most, float64(len(sorted)-i)*r.p()), 1)
		q.set(r.row, most)
	}
}

// bonferroni controls the family-wise error with m·p.
func bonferroni(q column, tests []ranked) {
	for _, r := range tests {
		q.set(r.row, min(float64(len(tests))*r.p(), 1))
	}
}
