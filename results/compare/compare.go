package compare

import (
	"cmp"
	"fmt"
	"strings"

	"serialfraction/results"
	"serialfraction/results/analysis"
)

// Files compares every file with the first. It neither keeps nor changes the files, and
// its result is reproducible. The error names two sweeps that cannot be compared and why:
// their data differ, one has more work, or both are the same sweep.
func Files(files []*results.File, o Options) (*Comparison, error) {
	if len(files) < 2 {
		return nil, fmt.Errorf("a comparison needs two result files, not %d: harness compare OLD NEW", len(files))
	}
	names := make([]string, len(files))
	for i := range files {
		names[i] = o.name(i)
	}
	samples, err := Samples(files, names, analysis.Options{Scope: o.Scope, Level: o.Level})
	if err != nil {
		return nil, err
	}
	return Groups(Single(samples, names), o)
}

// Samples analyses files; names is parallel to them. The error begins with the name of the file that has
// nothing to analyse.
func Samples(files []*results.File, names []string, o analysis.Options) ([]*analysis.Sample, error) {
	samples := make([]*analysis.Sample, len(files))
	for i, f := range files {
		var err error
		if samples[i], err = analysis.NewSample(f, o); err != nil {
			return nil, fmt.Errorf("%s: %w", names[i], err)
		}
	}
	return samples, nil
}

// Single returns sides of one sweep each; names is parallel to samples.
func Single(samples []*analysis.Sample, names []string) []Group {
	groups := make([]Group, len(samples))
	for i, s := range samples {
		groups[i] = Group{names[i], []*analysis.Sample{s}, []string{names[i]}}
	}
	return groups
}

// Groups compares every side with the first, as Files does. Where the sides have several sweeps,
// the sweeps are the repeats, and the interval of a row is that of the difference of
// their means. It is an error too where one side has one sweep and another several, and where the
// sweeps of a side are not of one job. Names and Scope of o are not used.
func Groups(groups []Group, o Options) (*Comparison, error) {
	o.Level = cmp.Or(o.Level, 0.95)
	o.Margins.Time = cmp.Or(o.Margins.Time, DefaultMargins.Time)
	o.Margins.Serial = cmp.Or(o.Margins.Serial, DefaultMargins.Serial)
	if !(o.Level > 0 && o.Level < 1) {
		return nil, fmt.Errorf("the level %v is not between 0 and 1: give one such as 0.95", o.Level)
	}
	if !(o.RowLevel >= 0 && o.RowLevel < 1) {
		return nil, fmt.Errorf("the row level %v is not between 0 and 1: give one such as 0.95", o.RowLevel)
	}
	sides := make([]*side, len(groups))
	for i, g := range groups {
		var err error
		if sides[i], err = newSide(g, o); err != nil {
			return nil, err
		}
	}
	if err := alike(sides); err != nil {
		return nil, err
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
	c := &Comparison{Schema: 1, Scope: base.sweeps[0].sample.Scope, Level: o.Level, Margins: o.Margins, Baseline: base.Side}
	var all [][]contrast
	for _, other := range sides[1:] {
		p := Pair{Side: other.Side, Rows: []Row{}, Warnings: []string{}, Next: []string{}}
		var err error
		if p.Differences, err = base.differences(other); err != nil {
			return nil, err
		}
		list := p.contrasts(base, other, o)
		c.Tests += len(list)
		all = append(all, list)
		c.Pairs = append(c.Pairs, p)
	}
	c.RowLevel = cmp.Or(o.RowLevel, 1-(1-o.Level)/float64(c.Tests))
	var verdicts []string
	for k := range c.Pairs {
		p, other := &c.Pairs[k], sides[k+1]
		for i := range all[k] {
			p.Rows = append(p.Rows, all[k][i].judge(o.Level, c.RowLevel))
		}
		p.Warnings = append(p.Warnings, p.warnings(base, other)...)
		p.Longer = longer(base, other, p.Rows)
		p.Verdict = verdict(base, other, p)
		verdicts = append(verdicts, p.Verdict)
	}
	c.Verdict = strings.Join(verdicts, " ")
	return c, nil
}

// contrasts returns the contrasts of a side with the baseline, and records how they were compared.
func (p *Pair) contrasts(base, other *side, o Options) []contrast {
	if base.several() {
		p.Apart = apart(turns(base.sweeps, other.sweeps))
		return between(base.sweeps, other.sweeps, o)
	}
	a, b := base.sweeps[0], other.sweeps[0]
	if p.Paired = paired(a, b); !p.Paired {
		p.Conditions = conditions(&a.file.Header, &b.file.Header, o.Margins.Time)
	}
	return contrasts(a, b, o, p.Paired)
}
