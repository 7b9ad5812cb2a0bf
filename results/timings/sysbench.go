package timings

import (
	"fmt"
	"slices"
	"strings"

	"serialfraction/harness"
	"serialfraction/harness/pattern"
)

// sysbenchThreads is the line of each run of sysbench that has its number of threads.
var sysbenchThreads = pattern.Of(`^Number of threads:\s*(\d+)`)

// The marks of sysbench's output: its name and version above, which a part of it may lack, and the
// number of threads of each run.
var (
	sysbenchName  = pattern.Of(`sysbench `)
	sysbenchCount = pattern.Of(`Number of threads:`)
)

func isSysbench(s source) bool {
	at := sysbenchCount.FindStringIndex(s.begin())
	return at != nil && (at[0] == 0 || sysbenchName.MatchString(s.begin()))
}

// A sysbenchRate is a line of sysbench's output with a rate, in the order in which they are
// preferred.
type sysbenchRate struct {
	unit string
	line *pattern.Pattern
}

// sysbenchRates are those of sysbench 0.4 to 1.1: of oltp, of cpu, threads and mutex, of
// memory, of fileio.
var sysbenchRates = []sysbenchRate{
	{"transactions/s", pattern.Of(`^transactions:\s+\d+\s+\(([\d.,]+) per sec`)},
	{"events/s", pattern.Of(`^(?:events per second|events/s \(eps\)):\s+([\d.,]+)`)},
	{"operations/s", pattern.Of(`^(?:Total operations|Operations performed):\s+\d+\s+\(\s*([\d.,]+) (?:per second|ops/sec)`)},
	{"MiB/s", pattern.Of(`^[\d.]+ Mi?B transferred \(([\d.,]+) Mi?B/sec`)},
	{"queries/s", pattern.Of(`^queries:\s+\d+\s+\(([\d.,]+) per sec`)},
	{"reads/s", pattern.Of(`^reads/s:\s+([\d.,]+)`)},
	{"writes/s", pattern.Of(`^writes/s:\s+([\d.,]+)`)},
}

// The events of a run and the time that they took together; their quotient is the rate where
// no line has one.
var (
	sysbenchEvents = pattern.Of(`^total number of events:\s+(\d+)`)
	sysbenchTime   = pattern.Of(`^total time:\s+([\d.,]+)s`)
)

// sysbenchSetting is a line with what was run; runs that differ in it are curves of their own.
var sysbenchSetting = pattern.Of(`(?i)^(Prime numbers limit|block size|total size|operation|scope):\s*(\S+)`)

// A sysbenchRun is one run: its rates by their units.
type sysbenchRun struct {
	threads  string
	line     int
	settings map[string]string
	rates    map[string]float64
	events   float64
	seconds  float64
}

// readSysbench reads the output of one run of sysbench after the other, each with its number
// of threads. Runs without a result, which did not end, are left out.
func readSysbench(s source, o Options) ([]Series, error) {
	if o.X != "" && !strings.EqualFold(o.X, "threads") {
		return nil, &harness.FlagError{Flag: "x", Value: o.X, Want: "sysbench writes its number of threads: leave it out"}
	}
	runs := sysbenchRuns(s)
	if len(runs) == 0 {
		return nil, s.errorf("no line is %q: give the whole output of sysbench", "Number of threads: N")
	}
	unit, err := sysbenchUnit(s, runs, o)
	if err != nil {
		return nil, err
	}
	var all []timed
	var warnings []string
	for _, r := range runs {
		v, ok := r.rates[unit]
		if !ok || !isPositive(v) || !isPositive(1/v) {
			warnings = append(warnings, fmt.Sprintf("line %d: the run of %s threads has no %s and is left out: run it again to its end", r.line, r.threads, unit))
			continue
		}
		params := map[string]string{"threads": r.threads}
		for k, setting := range r.settings {
			if slices.ContainsFunc(runs, func(other sysbenchRun) bool { return other.settings[k] != setting }) {
				params[k] = setting
			}
		}
		all = append(all, timed{name: "sysbench", params: params, seconds: []float64{1 / v}})
	}
	return tool{noun: "run", cure: "give the whole output of sysbench"}.curves(s, all, Series{Quantity: Throughput, Unit: unit, Warnings: warnings}, Options{})
}

// sysbenchUnit returns the unit that is read: that of Options.Y, or the first that a run has.
func sysbenchUnit(s source, runs []sysbenchRun, o Options) (string, error) {
	var units []string
	for _, rate := range sysbenchRates {
		if slices.ContainsFunc(runs, func(r sysbenchRun) bool { return isPositive(r.rates[rate.unit]) }) {
			units = append(units, rate.unit)
		}
	}
	switch {
	case o.YIs != "" && o.YIs != string(Throughput):
		return "", &harness.FlagError{Flag: "y-is", Value: o.YIs, Want: "the rates of sysbench are read: leave it out"}
	case len(units) == 0:
		return "", s.errorf("no run in it has a rate, such as events per second: let sysbench run to its end")
	case o.Y == "":
		return units[0], nil
	case !slices.Contains(units, o.Y):
		return "", &harness.FlagError{Flag: "y", Value: o.Y, Want: s.name + " has no such rate: type one of " + strings.Join(units, ", ")}
	}
	return o.Y, nil
}

func sysbenchRuns(s source) []sysbenchRun {
	var runs []sysbenchRun
	number := 0
	for line := range strings.Lines(s.text) {
		number++
		line = strings.TrimSpace(line)
		if m := sysbenchThreads.FindStringSubmatch(line); m != nil {
			runs = append(runs, sysbenchRun{threads: m[1], line: number, rates: map[string]float64{}, settings: map[string]string{}})
			continue
		}
		if len(runs) == 0 {
			continue
		}
		runs[len(runs)-1].add(line)
	}
	return runs
}

// add adds a line of the run.
func (r *sysbenchRun) add(line string) {
	for _, rate := range sysbenchRates {
		if m := rate.line.FindStringSubmatch(line); m != nil {
			r.rates[rate.unit], _ = positive(m[1])
			return
		}
	}
	if m := sysbenchSetting.FindStringSubmatch(line); m != nil {
		r.settings[strings.ToLower(m[1])] = m[2]
	}
	if m := sysbenchEvents.FindStringSubmatch(line); m != nil {
		r.events, _ = positive(m[1])
	}
	if m := sysbenchTime.FindStringSubmatch(line); m != nil {
		r.seconds, _ = positive(m[1])
	}
	if _, has := r.rates["events/s"]; !has && r.seconds > 0 && r.events > 0 {
		r.rates["events/s"] = r.events / r.seconds
	}
}
