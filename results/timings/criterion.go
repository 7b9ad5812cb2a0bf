package timings

import (
	"encoding/json"
	"io"
	"strings"

	"serialfraction/harness/pattern"
)

// benchmarks is the tool of programs that write many benchmarks, with N in their names.
var benchmarks = tool{noun: "benchmark", cure: "name the number of workers in it, such as sum/threads=4", many: true}

func isCriterion(s source) bool {
	return isJSON(s, "reason", "id", "measured_values") || isJSON(s, "reason", "benchmark-complete") || isCriterionFile(s)
}

// A criterionMessage is a line of cargo criterion --message-format=json. Its values are the
// times of samples, each of several iterations.
type criterionMessage struct {
	Reason     string
	ID         string
	Iterations []float64 `json:"iteration_count"`
	Values     []float64 `json:"measured_values"`
	Unit       string
	Typical    *struct {
		Estimate float64
		Unit     string
	}
}

// readCriterion reads the messages of cargo-criterion, one series for each benchmark without
// its number of workers.
func readCriterion(s source, o Options) ([]Series, error) {
	if err := o.timesOnly("criterion"); err != nil {
		return nil, err
	}
	if isCriterionFile(s) {
		return nil, s.errorf("one file of criterion has the name of a benchmark or its times, not both: name the folder, such as target/criterion")
	}
	var all []timed
	d := json.NewDecoder(strings.NewReader(s.text))
	for {
		var m criterionMessage
		if err := d.Decode(&m); err == io.EOF {
			break
		} else if err != nil {
			return nil, s.errorf("line %d: no JSON from here on (%v): write the file again", s.lineAt(d.InputOffset()), err)
		}
		if m.Reason != "benchmark-complete" {
			continue
		}
		r, err := m.timed(s)
		if err != nil {
			return nil, err
		}
		all = append(all, r)
	}
	if len(all) == 0 {
		return nil, s.errorf("no benchmark in it is complete: run cargo criterion --message-format=json again")
	}
	return benchmarks.curves(s, all, Series{Quantity: Time, Unit: "ns"}, o)
}

// timed returns the times of the samples of a message, or its estimate where it has none.
func (m criterionMessage) timed(s source) (timed, error) {
	r := timed{name: m.ID}
	values, iterations, unit := m.Values, m.Iterations, m.Unit
	if len(values) == 0 && m.Typical != nil {
		values, iterations, unit, r.mean = []float64{m.Typical.Estimate}, []float64{1}, m.Typical.Unit, true
	}
	sc, ok := cellUnit(unit)
	if !ok || len(values) != len(iterations) {
		return r, s.errorf("benchmark %q is in %q, which is no unit of time, or lacks the iterations of some sample: run it again", m.ID, unit)
	}
	for i, v := range values {
		r.seconds = append(r.seconds, v/iterations[i]*sc.num/sc.den)
	}
	return r, nil
}

// What cargo bench prints: criterion's estimate between its bounds, behind the name or on a
// line of its own below it; and the line of the test harness of Rust.
var (
	criterionBusy = pattern.Of(`^Benchmarking `) // what it is at, overwritten on a terminal
	criterionLine = pattern.Of(`^(?:(\S.*?)\s+)?time:\s+\[([\d.]+) (\S+) ([\d.]+) (\S+) ([\d.]+) (\S+)\]$`)
	libtestLine   = pattern.Of(`^test (\S+)\s+\.\.\. bench:\s+([\d.,]+) ns/iter`)
)

func isCargoBench(s source) bool {
	if !strings.Contains(s.begin(), "time:") && !strings.Contains(s.begin(), "... bench:") {
		return false
	}
	for line := range strings.Lines(s.begin()) {
		line = strings.TrimSpace(line)
		if m := criterionLine.FindStringSubmatch(line); m != nil && isCellUnit(m[5]) || libtestLine.MatchString(line) {
			return true
		}
	}
	return false
}

// readCargoBench reads what cargo bench prints.
func readCargoBench(s source, o Options) ([]Series, error) {
	if err := o.timesOnly("cargo bench"); err != nil {
		return nil, err
	}
	var all []timed
	above := ""
	number := 0
	for line := range strings.Lines(s.text) {
		number++
		line = strings.TrimSpace(line)
		name, value, unit := "", "", "ns"
		if m := criterionLine.FindStringSubmatch(line); m != nil && isCellUnit(m[5]) {
			name, value, unit = m[1], m[4], m[5]
			if name == "" {
				name = above
			}
		} else if m := libtestLine.FindStringSubmatch(line); m != nil {
			name, value = m[1], strings.ReplaceAll(m[2], ",", "")
		} else {
			if line != "" && !criterionBusy.MatchString(line) {
				above = line
			}
			continue
		}
		x, ok := positive(value)
		if !ok || name == "" {
			return nil, s.errorf("line %d: found %q where the name of a benchmark and a time above 0 should be: give the whole output of cargo bench", number, line)
		}
		sc, _ := cellUnit(unit)
		all = append(all, timed{name: name, seconds: []float64{x * sc.num / sc.den}})
	}
	return benchmarks.curves(s, all, Series{Quantity: Time, Unit: "ns", Warnings: []string{"the file has means only, and its noise is unknown: cargo criterion --message-format=json has the samples"}}, o)
}
