package timings

import (
	"regexp"
	"slices"
	"strings"

	"serialfraction/fit"
	"serialfraction/harness"
	"serialfraction/results"
	"serialfraction/results/analysis"
)

// headerLine is the first line of a result file, however a program that rewrote it
// spaces its JSON; it may be cut short.
var headerLine = regexp.MustCompile(`^\{[^\n]*"kind"\s*:\s*"header"`)

func isResults(s source) bool { return headerLine.MatchString(s.text) }

// readResults reads a result file of harness: the wall times of all runs but the
// warm-up, a series for each engine. Which of them ran at once is not judged here: the
// analysis of a sweep has that rule, and a fit goes by it.
func readResults(s source, o Options) ([]Series, error) {
	if err := o.timesOnly("harness sweep"); err != nil {
		return nil, err
	}
	if o.X != "" {
		return nil, &harness.FlagError{Flag: "x", Value: o.X, Want: "a file of harness sweep knows its workers: leave it out"}
	}
	f, err := results.Decode(strings.NewReader(s.text))
	if err != nil {
		return nil, s.errorf("%w", err)
	}
	timed, err := analysis.SeriesOf(f)
	if err != nil {
		return nil, s.errorf("%w", err)
	}
	if len(timed) == 0 {
		if f.End != nil && f.End.Failed != "" {
			return nil, s.errorf("no run in it has finished, for the sweep failed: %s", f.End.Failed)
		}
		return nil, s.errorf("no run in it has finished: run harness sweep again")
	}
	var all []Series
	for i, t := range timed {
		all = append(all, Series{Name: t.Name, Quantity: Time, Unit: "ns", Weak: t.Weak,
			Readings: fit.Readings(t.Runs), Sweep: &timed[i], Warnings: slices.Clone(f.Warnings)})
	}
	return all, nil
}
