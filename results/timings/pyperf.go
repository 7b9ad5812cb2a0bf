package timings

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"

	"serialfraction/fit"
	"serialfraction/harness"
)

func isPyperf(s source) bool { return isJSON(s, "benchmarks", "runs") }

// metadata is that of a file, a benchmark or a run of pyperf; the inner one overrides.
type metadata map[string]any

// A pyperfBenchmark is one benchmark of pyperf's JSON. Its values are in seconds.
type pyperfBenchmark struct {
	Metadata metadata
	Runs     []struct {
		Metadata metadata
		Values   []float64
	}
}

// readPyperf reads pyperf's JSON (format 1.0), one series for each benchmark. The load
// is in the metadata (threads, workers, or the key of Options.X) or in the name:
// map-threads=4, map_4_threads. Warm-ups and calibration are left out.
func readPyperf(s source, o Options) ([]Series, error) {
	if err := o.timesOnly("pyperf"); err != nil {
		return nil, err
	}
	var doc struct {
		Metadata   metadata
		Benchmarks []pyperfBenchmark
	}
	if err := s.decode(&doc); err != nil {
		return nil, err
	}
	var g gathering
	for _, b := range doc.Benchmarks {
		name, _ := merged(doc.Metadata, b.Metadata)["name"].(string)
		if unit, ok := merged(doc.Metadata, b.Metadata)["unit"].(string); ok && unit != "second" {
			return nil, s.errorf("benchmark %q is in units of %s, not of a second: take it out of the file", name, unit)
		}
		for _, r := range b.Runs {
			if len(r.Values) == 0 {
				continue
			}
			all := merged(doc.Metadata, b.Metadata, r.Metadata)
			n, label, err := pyperfLoad(s, all, name, o)
			if err != nil {
				return nil, err
			}
			cpus, _ := all["cpu_count"].(float64)
			series := g.at(label, Series{Quantity: Time, Unit: "s", CPUs: cpus})
			for _, v := range r.Values {
				if !isPositive(v) {
					return nil, s.errorf("benchmark %q: found a time of %v s where one above 0 should be: run it again", name, v)
				}
				series.Readings = append(series.Readings, fit.Reading{Load: n, Seconds: v})
			}
		}
	}
	if len(g.series) == 0 {
		return nil, s.errorf("no benchmark in it has values: run it again with pyperf")
	}
	return g.series, nil
}

func merged(outerFirst ...metadata) metadata {
	all := metadata{}
	for _, m := range outerFirst {
		maps.Copy(all, m)
	}
	return all
}

// pyperfLoad returns the number of workers of a run and the name of its series.
func pyperfLoad(s source, all metadata, name string, o Options) (float64, string, error) {
	if n, rest, ok := loadInName(name, o.X); ok {
		return n, rest, nil
	}
	var keys []string
	for _, k := range slices.Sorted(maps.Keys(all)) {
		if k == o.X || o.X == "" && meaningOf(k).role == load && k != "cpu_count" {
			if _, ok := positive(fmt.Sprint(all[k])); ok {
				keys = append(keys, k)
			}
		}
	}
	if len(keys) > 1 {
		return 0, "", s.unclear(ByX, "each of the metadata %s could count the workers: name one", strings.Join(keys, ", "))
	}
	if len(keys) == 0 && o.X != "" {
		return 0, "", &harness.FlagError{Flag: "x", Value: o.X, Want: fmt.Sprintf("benchmark %q has no such number in its name or its metadata: leave it out", name)}
	}
	if len(keys) == 0 {
		return 0, "", s.unclear(ByX, "benchmark %q has no number of workers: name it %s-threads=4, or name the metadata that counts them", name, name)
	}
	n, _ := positive(fmt.Sprint(all[keys[0]]))
	return n, name, nil
}

// loadInName returns the number beside a word for workers, and the name without both. A
// word of one letter counts only if it is x.
func loadInName(name, x string) (n float64, rest string, ok bool) {
	type piece struct {
		from, to int
		text     string
		digits   bool
	}
	var pieces []piece
	for i, r := range name {
		digit := unicode.IsDigit(r)
		if !digit && !unicode.IsLetter(r) {
			continue
		}
		if k := len(pieces) - 1; k >= 0 && pieces[k].to == i && pieces[k].digits == digit {
			pieces[k].to = i + len(string(r))
			pieces[k].text += string(r)
			continue
		}
		pieces = append(pieces, piece{i, i + len(string(r)), string(r), digit})
	}
	counts := func(k int) bool {
		if k < 0 || k >= len(pieces) || pieces[k].digits {
			return false
		}
		if x != "" {
			return strings.EqualFold(pieces[k].text, x)
		}
		return len(pieces[k].text) > 1 && isWorkers(strings.ToLower(pieces[k].text))
	}
	for k, p := range pieces {
		if n, ok = positive(p.text); !p.digits || !ok {
			continue
		}
		from, to := p.from, p.to
		switch {
		case counts(k - 1):
			from = pieces[k-1].from
		case counts(k + 1):
			to = pieces[k+1].to
		default:
			continue
		}
		const joints = " -_=:/[]()"
		rest = strings.TrimRight(name[:from], joints)
		if tail := strings.TrimLeft(name[to:], joints); tail != "" {
			rest = strings.TrimLeft(rest+" "+tail, " ")
		}
		return n, rest, true
	}
	return 0, "", false
}
