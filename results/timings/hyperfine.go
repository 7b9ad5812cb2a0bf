package timings

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"serialfraction/fit"
	"serialfraction/harness"
	"serialfraction/harness/wording"
)

func isHyperfine(s source) bool { return isJSON(s, "results", "command") }

func isHyperfineCSV(s source) bool { return strings.HasPrefix(s.text, "command,mean,stddev,") }

// readHyperfineCSV reads the means of hyperfine's table.
func readHyperfineCSV(s source, o Options) ([]Series, error) {
	if err := o.timesOnly("hyperfine"); err != nil {
		return nil, err
	}
	o.Y, o.YIs = "mean", string(Time)
	all, err := readTable(s, o)
	for i := range all {
		all[i].Unit = "s"
		all[i].Warnings = append(all[i].Warnings, "the file has means only, and its noise is unknown: use hyperfine --export-json")
	}
	return all, err
}

// A hyperfineResult is one command of hyperfine's JSON. Releases up to 1.10 write one
// parameter without a name; release 2 writes measurements.
type hyperfineResult struct {
	Command      string
	Parameter    scalar
	Parameters   map[string]scalar
	Mean         *seconds
	Times        []seconds
	ExitCodes    []*int `json:"exit_codes"`
	Measurements []struct {
		Time     seconds `json:"time_wall_clock"`
		ExitCode *int    `json:"exit_code"`
	}
}

// seconds is a time in JSON: a number of seconds, or a value with its unit.
type seconds float64

func (v *seconds) UnmarshalJSON(b []byte) error {
	if string(b) == "null" {
		return nil
	}
	var quantity struct {
		Value float64
		Unit  string
	}
	if json.Unmarshal(b, &quantity) == nil {
		sc, ok := units[strings.ToLower(quantity.Unit)]
		if !ok {
			return fmt.Errorf("unit %q of a time is not known", quantity.Unit)
		}
		*v = seconds(quantity.Value * sc.num / sc.den)
		return nil
	}
	return json.Unmarshal(b, (*float64)(v))
}

// readHyperfine reads hyperfine's JSON, releases 1 and 2. The load is the parameter that
// counts workers; without parameters, the one number that differs between the commands.
func readHyperfine(s source, o Options) ([]Series, error) {
	if err := o.timesOnly("hyperfine"); err != nil {
		return nil, err
	}
	var doc struct{ Results []hyperfineResult }
	if err := s.decode(&doc); err != nil {
		return nil, err
	}
	if len(doc.Results) == 0 {
		return nil, s.errorf("results is empty: run hyperfine -L threads 1,2,4 'COMMAND {threads}'")
	}
	for i := range doc.Results {
		if r := &doc.Results[i]; r.Parameters == nil && r.Parameter != "" {
			r.Parameters = map[string]scalar{"parameter": r.Parameter}
		}
	}
	key, warning, err := hyperfineKey(s, doc.Results, o)
	if err != nil {
		return nil, err
	}
	var g gathering
	apart := commandsApart(doc.Results, key)
	for _, r := range doc.Results {
		text, ok := r.Parameters[key]
		if !ok {
			return nil, s.unclear(ByX, "command %q has no parameter %q: remove it, or name the parameter that counts workers", r.Command, key)
		}
		n, ok := positive(string(text))
		if !ok {
			return nil, s.errorf("command %q, parameter %q: found %q where a number of workers above 0 should be: run it again with one", r.Command, key, text)
		}
		proto := Series{Quantity: Time, Unit: "s"}
		if warning != "" {
			proto.Warnings = []string{warning}
		}
		series := g.at(r.label(s, key, apart), proto)
		if err := r.addTo(s, series, n); err != nil {
			return nil, err
		}
	}
	return g.series, nil
}

// commandsApart reports whether commands tell curves apart: some were run with the same
// parameters as others, and each at several N.
func commandsApart(results []hyperfineResult, key string) bool {
	commands := map[string]string{} // by parameters
	loads := map[string]scalar{}    // by command
	crossed, returns := false, false
	for _, r := range results {
		name := r.commandOfN(key)
		at := fmt.Sprint(r.Parameters) // in the order of the keys
		if first, ok := commands[at]; !ok {
			commands[at] = name
		} else if first != name {
			crossed = true
		}
		if first, ok := loads[name]; !ok {
			loads[name] = r.Parameters[key]
		} else if first != r.Parameters[key] {
			returns = true
		}
	}
	return crossed && returns
}

// commandOfN returns the command with N for its number of workers.
func (r hyperfineResult) commandOfN(key string) string {
	n, _ := positive(string(r.Parameters[key]))
	return withN(r.Command, n)
}

// label names the series by the parameters that are not the load, and by the command where
// commands are apart.
func (r hyperfineResult) label(s source, key string, apart bool) string {
	var parts []string
	if apart {
		parts = append(parts, r.commandOfN(key))
	}
	for _, k := range slices.Sorted(maps.Keys(r.Parameters)) {
		if k != key {
			parts = append(parts, k+"="+string(r.Parameters[k]))
		}
	}
	if parts == nil {
		return s.stem()
	}
	return strings.Join(parts, " ")
}

// addTo appends the times at n workers: all runs, or their mean where there are no runs.
func (r hyperfineResult) addTo(s source, series *Series, n float64) error {
	times, codes := r.Times, r.ExitCodes
	for _, m := range r.Measurements {
		times, codes = append(times, m.Time), append(codes, m.ExitCode)
	}
	if len(times) == 0 {
		if r.Mean == nil {
			return s.errorf("command %q has neither times nor a mean: run it again", r.Command)
		}
		times = []seconds{*r.Mean}
		series.Warnings = append(series.Warnings, fmt.Sprintf("N = %s has its mean only, and its noise is unknown: keep times when you shorten the file", formatLoad(n)))
	}
	failed := 0
	for _, c := range codes {
		if c == nil || *c != 0 {
			failed++
		}
	}
	if failed > 0 {
		series.Warnings = append(series.Warnings, fmt.Sprintf("%d of %s of %q failed, and may have stopped early: look at its exit codes and run it again", failed, wording.Count(len(times), "run"), r.Command))
	}
	for _, t := range times {
		if !isPositive(float64(t)) {
			return s.errorf("command %q: found a time of %v s where one above 0 should be: run it again", r.Command, float64(t))
		}
		series.Readings = append(series.Readings, fit.Reading{Load: n, Seconds: float64(t)})
	}
	return nil
}

// hyperfineKey returns the parameter that counts workers, and a warning where that is an
// assumption. Where no command has a parameter it adds one to the results.
func hyperfineKey(s source, results []hyperfineResult, o Options) (key, warning string, err error) {
	names := map[string]bool{}
	for _, r := range results {
		for k := range r.Parameters {
			names[k] = true
		}
	}
	all := slices.Sorted(maps.Keys(names))
	if o.X != "" {
		if !names[o.X] {
			return "", "", &harness.FlagError{Flag: "x", Value: o.X, Want: s.name + " has no such parameter: type one of " + strings.Join(all, ", ")}
		}
		return o.X, "", nil
	}
	if len(all) == 0 {
		return numberInCommands(s, results)
	}
	counts := slices.DeleteFunc(slices.Clone(all), func(k string) bool { return meaningOf(k).role != load })
	switch {
	case len(counts) == 1:
		return counts[0], "", nil
	case len(counts) > 1:
		return "", "", s.unclear(ByX, "each of the parameters %s could count the workers: name one", strings.Join(counts, ", "))
	case len(all) > 1:
		return "", "", s.unclear(ByX, "none of the parameters %s is known to count workers: name the one that does", strings.Join(all, ", "))
	}
	return all[0], fmt.Sprintf("parameter %q is taken for the number of workers: rename it to threads if it is", all[0]), nil
}
