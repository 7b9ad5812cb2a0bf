package timings

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"serialfraction/fit"
	"serialfraction/harness"
)

func isGoogleBenchmark(s source) bool { return isJSON(s, "context", "benchmarks") }

// A googleEntry is one run or aggregate: names, counts and counters under their keys.
type googleEntry map[string]any

func (e googleEntry) text(key string) string { t, _ := e[key].(string); return t }

// googleAggregates are the suffixes of the names of aggregates. Releases before 1.5 mark
// aggregates in no other way.
var googleAggregates = []string{"mean", "median", "stddev", "cv", "BigO", "RMS"}

// aggregate returns the kind of aggregate of an entry, "" for a run.
func (e googleEntry) aggregate() string {
	if e.text("run_type") == "aggregate" {
		return e.text("aggregate_name")
	}
	if _, typed := e["run_type"]; !typed {
		for _, a := range googleAggregates {
			if strings.HasSuffix(e.text("name"), "_"+a) {
				return a
			}
		}
	}
	return ""
}

// name returns the name of the benchmark, without the suffix of an aggregate.
func (e googleEntry) name() string {
	if n := e.text("run_name"); n != "" {
		return n
	}
	return strings.TrimSuffix(e.text("name"), "_"+e.aggregate())
}

// readGoogleBenchmark reads Google Benchmark's JSON, one series for each benchmark. The
// load is a key of the name such as /threads:4. What a release writes of one thread becomes
// that of all. It reads the repetitions, or the means
// where the file has aggregates only.
func readGoogleBenchmark(s source, o Options) ([]Series, error) {
	var doc struct {
		Context struct {
			CPUs    float64 `json:"num_cpus"`
			Version string  `json:"library_version"`
		}
		Benchmarks []googleEntry
	}
	if err := s.decode(&doc); err != nil {
		return nil, err
	}
	return googleDoc{doc.Context.CPUs, cmp.Or(doc.Context.Version, "0"), doc.Benchmarks}.series(s, o)
}

// series returns one series for each benchmark.
func (d googleDoc) series(s source, o Options) ([]Series, error) {
	entries, warnings := googleRuns(d.entries)
	if len(entries) == 0 {
		return nil, s.errorf("no benchmark in it has a time: run it again with --benchmark_format=json")
	}
	d.entries = entries
	var names []benchName
	for _, e := range entries {
		names = append(names, splitName(e.name(), ":"))
	}
	key, err := loadKey(s, names, o)
	if err != nil {
		return nil, err
	}
	field := o.Y
	if field == "" {
		field = "real_time"
	}
	release, unknown, err := d.release(s, field, key, names)
	if err != nil {
		return nil, err
	}
	if unknown != "" {
		warnings = append(warnings, unknown)
	}
	of := release.counts(field, key)
	if of.warning != "" {
		warnings = append(warnings, of.warning)
	}
	var g gathering
	for i, e := range entries {
		m, err := e.meaning(s, field, o)
		if err != nil {
			return nil, err
		}
		n, name, err := e.load(s, names[i], key, o)
		if err != nil {
			return nil, err
		}
		v, _ := e[field].(float64)
		r := fit.Reading{Load: n, Seconds: m.seconds(v, n)}
		if of.thread {
			r.Seconds /= n
		}
		if !isPositive(v) || !isPositive(r.Seconds) {
			return nil, s.errorf("benchmark %q, %s: found %v where a %s above 0 should be: run it again", e.name(), field, e[field], m.quantity)
		}
		series := g.at(name, Series{Quantity: m.quantity, Unit: m.unit, CPUs: d.cpus, Warnings: slices.Clone(warnings)})
		series.Readings = append(series.Readings, r)
	}
	return g.series, nil
}

// googleRuns returns the entries that are read.
func googleRuns(all []googleEntry) (entries []googleEntry, warnings []string) {
	repeated := map[string]bool{}
	for _, e := range all {
		if e.aggregate() == "" {
			repeated[e.name()] = true
		}
	}
	meansOnly := false
	for _, e := range all {
		if failed, _ := e["error_occurred"].(bool); failed {
			warnings = append(warnings, fmt.Sprintf("a run of %q failed (%s) and is left out: mend it and run it again", e.name(), e.text("error_message")))
			continue
		}
		switch a := e.aggregate(); {
		case a == "":
			entries = append(entries, e)
		case a == "mean" && !repeated[e.name()]:
			if !meansOnly {
				meansOnly = true
				warnings = append(warnings, "the file has aggregates only, and its noise is unknown: leave out --benchmark_report_aggregates_only")
			}
			entries = append(entries, e)
		}
	}
	return entries, warnings
}

// load returns the number of workers of an entry and the name of its series.
func (e googleEntry) load(s source, name benchName, key string, o Options) (float64, string, error) {
	text, part := name.value(key)
	if key != "" && part >= 0 {
		n, ok := positive(text)
		if !ok {
			return 0, "", s.errorf("benchmark %q, %s: found %q where a number of workers above 0 should be: run it again", e.name(), key, text)
		}
		return n, name.without(part), nil
	}
	if o.X != "" {
		return 0, "", &harness.FlagError{Flag: "x", Value: o.X, Want: fmt.Sprintf("benchmark %q has no such key: type the key before the colon", e.name())}
	}
	if n, _ := e["threads"].(float64); isPositive(n) {
		return n, e.name(), nil
	}
	return 1, e.name(), nil
}

// meaning returns the meaning of a field of an entry. The unit of times is a field of its
// own.
func (e googleEntry) meaning(s source, field string, o Options) (meaning, error) {
	if _, ok := e[field].(float64); !ok {
		keys := slices.DeleteFunc(slices.Sorted(maps.Keys(e)), func(k string) bool { _, number := e[k].(float64); return !number })
		if o.Y == "" {
			return meaning{}, s.unclear(ByY, "benchmark %q has no %s: choose one of %s", e.name(), field, strings.Join(keys, ", "))
		}
		return meaning{}, &harness.FlagError{Flag: "y", Value: o.Y, Want: fmt.Sprintf("benchmark %q has no such number: type one of %s", e.name(), strings.Join(keys, ", "))}
	}
	m := meaningOf(field)
	if field == "real_time" || field == "cpu_time" {
		unit := e.text("time_unit")
		sc, ok := units[unit]
		if !ok {
			return meaning{}, s.errorf("benchmark %q: time_unit is %q, not ns, us, ms or s: correct it", e.name(), unit)
		}
		m = meaning{role: measure, quantity: Time, unit: unit, scale: sc}
	}
	if q, given := quantityNamed(o.YIs); given {
		m = m.is(q)
	}
	if m.role != measure {
		return meaning{}, s.unclear(ByYIs, "%s may be a time, a throughput or a speed-up: name its quantity", field)
	}
	return m, nil
}
