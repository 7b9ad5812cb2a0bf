package timings

import (
	"maps"
	"slices"
	"strings"
	"unicode"

	"serialfraction/fit"
	"serialfraction/results"
)

// A benchConfig is the configuration of results: the lines "key: value" that stand before
// them, of which the last of a key counts. It is not changed once results have it.
type benchConfig map[string]string

// configLine reads a line of configuration. A key begins with a small letter and has
// neither spaces nor capitals.
func configLine(line string) (key, value string, ok bool) {
	key, value, ok = strings.Cut(line, ":")
	if !ok || key == "" || key[0] < 'a' || key[0] > 'z' || strings.ContainsFunc(key, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsUpper(r) }) {
		return "", "", false
	}
	return key, strings.TrimSpace(value), true
}

// with returns a configuration with another value of a key.
func (c benchConfig) with(key, value string) benchConfig {
	if old, ok := c[key]; ok && old == value {
		return c
	}
	with := maps.Clone(c)
	with[key] = value
	return with
}

// cpus returns the number of CPUs that the workers had, where each of them needs one; 0 where
// no line has it, and where a worker may wait without a CPU: one that is paced, a process, a
// whole program. The keys are those that results export writes.
func (c benchConfig) cpus() float64 {
	h := results.Header{Engine: c["engine"], Workload: c["workload"]}
	if !h.Paces() || h.Processes() || c["paced"] != "false" {
		return 0
	}
	cpus, ok := positive(c["cpus"])
	if procs, given := positive(c["gomaxprocs"]); ok && given {
		return min(cpus, procs)
	}
	return cpus
}

// A benchReading is a reading of a benchmark, with its configuration.
type benchReading struct {
	fit.Reading
	name   string
	config benchConfig
}

// label names the series by the benchmark and the keys that tell its curves apart.
func (b benchReading) label(keys []string) string {
	label := b.name
	for _, k := range keys {
		if v, ok := b.config[k]; ok {
			label += " " + k + "=" + v
		}
	}
	return label
}

// configKeys returns the keys that tell the curves of a benchmark apart, such as commit or
// pkg: they have several values at one N, and these return at others, as no line of a log
// does. When a run was made tells no curves apart.
func configKeys(rs []benchReading) map[string][]string {
	type key struct{ name, key string }
	type place struct {
		key
		load float64
	}
	type setting struct {
		key
		value string
	}
	values, loads := map[place]string{}, map[setting]float64{}
	crossed, returns := map[key]bool{}, map[key]bool{}
	for _, r := range rs {
		for k, v := range r.config {
			of := key{r.name, k}
			if first, ok := values[place{of, r.Load}]; !ok {
				values[place{of, r.Load}] = v
			} else if first != v {
				crossed[of] = true
			}
			if first, ok := loads[setting{of, v}]; !ok {
				loads[setting{of, v}] = r.Load
			} else if first != r.Load {
				returns[of] = true
			}
		}
	}
	keys := map[string][]string{}
	for of := range crossed {
		if returns[of] && meaningOf(of.key).role == unknown {
			keys[of.name] = append(keys[of.name], of.key)
		}
	}
	for _, of := range keys {
		slices.Sort(of)
	}
	return keys
}
