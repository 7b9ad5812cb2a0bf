package timings

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"serialfraction/fit"
	"serialfraction/harness"
	"serialfraction/harness/wording"
)

// A timed is what was run under one name with one set of parameters, such as a command of
// hyperfine or a benchmark of criterion, and its times.
type timed struct {
	name    string
	params  map[string]string
	seconds []float64 // of each run; for a rate, of a piece of work
	mean    bool      // seconds is the mean of runs that the file does not have
	failed  int       // number of the runs that failed
	cpus    float64   // that it could use; 0 = unknown
}

// A tool is what wrote timed results.
type tool struct {
	noun string // of what has a name: command, benchmark, run
	cure string // what to type so that the number of workers has a name
	many bool   // it writes many benchmarks, of which those without N are left out
}

// curves sorts results into series by their number of workers: the parameter that counts
// them or, without parameters, the one number in which the names differ. proto has what all
// series have.
func (t tool) curves(s source, all []timed, proto Series, o Options) ([]Series, error) {
	if len(all) == 0 {
		return nil, s.errorf("no %s in it has a time: run it again, and %s", t.noun, t.cure)
	}
	n, err := t.loads(s, all, o)
	if err != nil {
		return nil, err
	}
	meansOnly := !slices.ContainsFunc(all, func(r timed) bool { return !r.mean })
	if meansOnly {
		proto.Warnings = append(proto.Warnings, "the file has means only, and its noise is unknown: give the times of all runs where you have them")
	}
	var g gathering
	var left []string
	for i, r := range all {
		load := n.loads[i]
		if load == 0 {
			left = append(left, r.name)
			continue
		}
		p := proto
		p.Warnings = slices.Clone(proto.Warnings)
		if n.warning != "" {
			p.Warnings = append(p.Warnings, n.warning)
		}
		series := g.at(n.label(s, t, i, r), p)
		series.CPUs = max(series.CPUs, r.cpus)
		if err := t.add(s, series, r, load, meansOnly); err != nil {
			return nil, err
		}
	}
	if left != nil {
		for i := range g.series {
			g.series[i].Warnings = append(g.series[i].Warnings, t.leftOut(left))
		}
	}
	return g.series, nil
}

// nouns returns what has a name, several of them.
func (t tool) nouns() string { return wording.Plural(2, t.noun) }

// leftOut returns the warning of benchmarks without a number of workers.
func (t tool) leftOut(names []string) string {
	names = slices.Compact(names)
	text := fmt.Sprintf("%s %q has no number of workers and is left out", t.noun, names[0])
	if len(names) > 1 {
		text = fmt.Sprintf("%s such as %q have no number of workers and are left out", wording.Count(len(names), t.noun), names[0])
	}
	return text + ": " + t.cure
}

// add appends the times of a result.
func (t tool) add(s source, series *Series, r timed, load float64, meansOnly bool) error {
	if len(r.seconds) == 0 {
		return s.errorf("%s %q has neither times nor a mean: run it again", t.noun, r.name)
	}
	if r.mean && !meansOnly {
		series.Warnings = append(series.Warnings, fmt.Sprintf("N = %s has its mean only, and its noise is unknown: give the times of all runs where you have them", formatLoad(load)))
	}
	if r.failed > 0 {
		series.Warnings = append(series.Warnings, fmt.Sprintf("%d of %s of %q failed, and may have stopped early: look at its exit codes and run it again", r.failed, wording.Count(len(r.seconds), "run"), r.name))
	}
	for _, sec := range r.seconds {
		if math.IsNaN(sec) {
			return s.errorf("%s %q: found null where a %s above 0 should be: run it again", t.noun, r.name, Time)
		}
		if !isPositive(sec) {
			return s.errorf("%s %q: found a %s of %v s where one above 0 should be: run it again", t.noun, r.name, Time, sec)
		}
		series.Readings = append(series.Readings, fit.Reading{Load: load, Seconds: sec})
	}
	return nil
}

// A numbering is the number of workers of each result, in their order.
type numbering struct {
	loads   []float64 // 0 = it has none
	names   []string  // with N in place of the number of workers
	apart   bool      // the names tell curves apart
	key     string    // the parameter that counts workers, "" where the names do
	warning string    // where that is an assumption
}

// loads finds the number of workers of each result.
func (t tool) loads(s source, all []timed, o Options) (numbering, error) {
	key, warning, err := t.loadParam(s, all, o)
	if err != nil {
		return numbering{}, err
	}
	if key == "" {
		names := make([]string, len(all))
		for i, r := range all {
			names[i] = r.name
		}
		return t.numbersIn(s, names)
	}
	n := numbering{key: key, warning: warning, loads: make([]float64, len(all)), names: make([]string, len(all))}
	for i, r := range all {
		text, ok := r.params[key]
		if !ok && !t.many {
			return numbering{}, s.unclear(ByX, "%s %q has no parameter %q: remove it, or name the parameter that counts workers", t.noun, r.name, key)
		}
		if n.names[i] = r.name; !ok {
			continue
		}
		if n.loads[i], ok = positive(text); !ok {
			return numbering{}, s.errorf("%s %q, parameter %q: found %q where a number of workers above 0 should be: run it again with one", t.noun, r.name, key, text)
		}
		n.names[i] = withN(r.name, n.loads[i])
	}
	n.apart = n.namesApart(all)
	return n, nil
}

// loadParam returns the parameter that counts workers, and a warning where that is an
// assumption; "" where no parameter does, and the names may.
func (t tool) loadParam(s source, all []timed, o Options) (key, warning string, err error) {
	values := map[string]map[string]bool{}
	for _, r := range all {
		for k, v := range r.params {
			if values[k] == nil {
				values[k] = map[string]bool{}
			}
			values[k][v] = true
		}
	}
	keys := slices.Sorted(maps.Keys(values))
	if o.X != "" {
		switch {
		case len(keys) == 0:
			return "", "", &harness.FlagError{Flag: "x", Value: o.X, Want: s.name + " has no parameters: leave it out"}
		case values[o.X] == nil:
			return "", "", &harness.FlagError{Flag: "x", Value: o.X, Want: s.name + " has no such parameter: type one of " + strings.Join(keys, ", ")}
		}
		return o.X, "", nil
	}
	among := func(ok func(k string) bool) (found []string) {
		for _, k := range keys {
			if ok(k) {
				found = append(found, k)
			}
		}
		return found
	}
	counts := among(func(k string) bool { return meaningOf(k).role == load })
	if len(counts) > 1 {
		if vary := among(func(k string) bool { return meaningOf(k).role == load && len(values[k]) > 1 }); len(vary) == 1 {
			counts = vary
		}
	}
	switch len(counts) {
	case 0:
	case 1:
		return counts[0], "", nil
	default:
		return "", "", s.unclear(ByX, "each of the parameters %s could count the workers: name one", strings.Join(counts, ", "))
	}
	numbers := among(func(k string) bool {
		for v := range values[k] {
			if _, ok := positive(v); !ok {
				return false
			}
		}
		return true
	})
	switch len(numbers) {
	case 0:
		return "", "", nil
	case 1:
		return numbers[0], fmt.Sprintf("parameter %q is taken for the number of workers: rename it to threads if it is", numbers[0]), nil
	}
	return "", "", s.unclear(ByX, "none of the parameters %s is known to count workers: name the one that does", strings.Join(keys, ", "))
}

// namesApart reports whether names tell curves apart: some were run with the same parameters
// as others, or each of them at several N.
func (n numbering) namesApart(all []timed) bool {
	first := map[string]string{}        // name by parameters
	at := map[string]map[float64]bool{} // N by name
	crossed, returns, each := false, false, true
	for i, r := range all {
		name, params := n.names[i], fmt.Sprint(r.params) // in the order of the keys
		if of, ok := first[params]; !ok {
			first[params] = name
		} else if of != name {
			crossed = true
		}
		if at[name] == nil {
			at[name] = map[float64]bool{}
		}
		at[name][n.loads[i]] = true
	}
	for _, of := range at {
		returns, each = returns || len(of) > 1, each && len(of) > 1
	}
	return len(at) > 1 && returns && (crossed || each)
}

// label names the series of a result by the parameters that are not the load, and by its
// name where names are apart.
func (n numbering) label(s source, t tool, i int, r timed) string {
	var parts []string
	if n.apart || t.many {
		parts = append(parts, n.names[i])
	}
	for _, k := range slices.Sorted(maps.Keys(r.params)) {
		if k != n.key {
			parts = append(parts, k+"="+r.params[k])
		}
	}
	if parts == nil {
		return s.stem()
	}
	return strings.Join(parts, " ")
}
