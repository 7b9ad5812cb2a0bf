package compare

import (
	"cmp"
	"fmt"
	"strings"

	"serialfraction/fit"
	"serialfraction/results"
)

// Files compares every file with the first. It neither keeps nor changes the files, and
// its result is reproducible. The error names two sweeps that cannot be compared and why:
// their data differ, one has more work, or both are the same sweep.
func Files(files []*results.File, o Options) (*Comparison, error) {
	if len(files) < 2 {
		return nil, fmt.Errorf("a comparison needs two result files, not %d: harness compare OLD NEW", len(files))
	}
	o.Level = cmp.Or(o.Level, 0.95)
	o.Margins.Time = cmp.Or(o.Margins.Time, DefaultMargins.Time)
	o.Margins.Serial = cmp.Or(o.Margins.Serial, DefaultMargins.Serial)
	if !(o.Level > 0 && o.Level < 1) {
		return nil, fmt.Errorf("the level %v is not between 0 and 1: give one such as 0.95", o.Level)
	}
	if !(o.RowLevel >= 0 && o.RowLevel < 1) {
		return nil, fmt.Errorf("the row level %v is not between 0 and 1: give one such as 0.95", o.RowLevel)
	}
	sides := make([]*side, len(files))
	for i, f := range files {
		var err error
		if sides[i], err = newSide(o.name(i), f, o); err != nil {
			return nil, err
		}
	}
	for i, a := range sides {
		for _, b := range sides[i+1:] {
			if err := comparable(a, b); err != nil {
				return nil, err
			}
		}
	}
	return judged(sides, o)
}

// name returns the name of file i.
func (o Options) name(i int) string {
	if i < len(o.Names) {
		return o.Names[i]
	}
	return string(rune('A' + i%26))
}

// judged compares every side with the first and judges all rows of all pairs together.
func judged(sides []*side, o Options) (*Comparison, error) {
	base := sides[0]
	c := &Comparison{Schema: 1, Scope: base.sample.Scope, Level: o.Level, Margins: o.Margins, Baseline: base.Side}
	var all [][]contrast
	var ps []float64
	for _, other := range sides[1:] {
		diffs, err := differences(&base.file.Header, &other.file.Header)
		if err != nil {
			return nil, err
		}
		interleaved := paired(base, other)
		list := contrasts(base, other, o, interleaved)
		for i := range list {
			ps = append(ps, list[i].p())
		}
		all = append(all, list)
		c.Pairs = append(c.Pairs, Pair{Side: other.Side, Paired: interleaved, Differences: diffs, Rows: []Row{}, Warnings: []string{}, Next: []string{}})
	}
	c.Tests = len(ps)
	c.RowLevel = cmp.Or(o.RowLevel, 1-(1-o.Level)/float64(c.Tests))
	adjusted := fit.Holm(ps)
	var verdicts []string
	for k := range c.Pairs {
		p := &c.Pairs[k]
		for i := range all[k] {
			p.Rows = append(p.Rows, all[k][i].judge(adjusted[0], o.Level, c.RowLevel))
			adjusted = adjusted[1:]
		}
		p.Warnings = append(p.Warnings, warnings(base, sides[k+1])...)
		p.Longer = longer(base, sides[k+1], p.Rows)
		p.Verdict = verdict(base, p)
		verdicts = append(verdicts, p.Verdict)
	}
	c.Verdict = strings.Join(verdicts, " ")
	return c, nil
}
