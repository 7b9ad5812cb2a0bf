package timings

import (
	"serialfraction/harness"
	"serialfraction/harness/pattern"
)

// A loadTest is a program that puts load on a server and prints how many workers did, and the rate.
type loadTest struct {
	name    string
	workers *pattern.Pattern
	rate    *pattern.Pattern
	unit    string
}

var loadTests = []loadTest{
	{"wrk", pattern.Of(`(?m)^ *([0-9]+) threads and [0-9]+ connections`), pattern.Of(`(?m)^Requests/sec: +([0-9.]+)`), "requests/s"},
	{"pgbench", pattern.Of(`(?m)^number of clients: ([0-9]+)`), pattern.Of(`(?m)^tps = ([0-9.]+) \((?:without initial|excluding)`), "transactions/s"},
}

// loadTestOf returns the program that printed s, nil where none did.
func loadTestOf(s source) *loadTest {
	for _, l := range loadTests {
		if l.workers.MatchString(s.begin()) {
			return &l
		}
	}
	return nil
}

func isLoadTest(s source) bool { return loadTestOf(s) != nil }

// readLoadTest reads what wrk or pgbench prints, of one run after the other: N are the threads of
// wrk and the clients of pgbench.
func readLoadTest(s source, o Options) ([]Series, error) {
	for flag, value := range map[string]string{"x": o.X, "y": o.Y, "y-is": o.YIs} {
		if value != "" {
			return nil, &harness.FlagError{Flag: flag, Value: value, Want: "N and the rate have their lines: leave it out"}
		}
	}
	l := loadTestOf(s)
	if l == nil {
		return nil, s.errorf("no line such as %q or %q: give the whole output of wrk or pgbench", "4 threads and 100 connections", "number of clients: 4")
	}
	var all []timed
	var warnings []string
	starts := l.workers.FindAllStringSubmatchIndex(s.text, -1)
	for i, at := range starts {
		end := len(s.text)
		if i+1 < len(starts) {
			end = starts[i+1][0]
		}
		n := s.text[at[2]:at[3]]
		m := l.rate.FindStringSubmatch(s.text[at[1]:end])
		rate, ok := 0.0, false
		if m != nil {
			rate, ok = positive(m[1])
		}
		if !ok || !isPositive(1/rate) {
			warnings = append(warnings, "the run of N = "+n+" has no rate and is left out: run it again to its end")
			continue
		}
		all = append(all, timed{name: l.name, params: map[string]string{"threads": n}, seconds: []float64{1 / rate}})
	}
	return tool{noun: "run", cure: "give the whole output of " + l.name}.curves(s, all, Series{Quantity: Throughput, Unit: l.unit, Warnings: warnings}, Options{})
}
