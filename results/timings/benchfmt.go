package timings

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"serialfraction/fit"
	"serialfraction/harness"
)

// isBenchfmt reports whether s has a line of a benchmark with a value.
func isBenchfmt(s source) bool {
	for line := range strings.Lines(s.text) {
		if strings.HasPrefix(line, "Benchmark") && isBenchLine(strings.Fields(line)) {
			return true
		}
	}
	return false
}

// isBenchLine reports whether f is a name, iterations and at least one value with its unit
// (golang.org/design/14313-benchmark-format).
func isBenchLine(f []string) bool {
	if len(f) < 4 || !strings.HasPrefix(f[0], "Benchmark") {
		return false
	}
	_, err := strconv.Atoi(f[1])
	return err == nil
}

// A benchLine is one line of results.
type benchLine struct {
	number int
	name   benchName
	procs  float64 // GOMAXPROCS, from the end of the name
	fields []string
	config benchConfig
}

// readBenchfmt reads the lines of `go test -bench`, one series for each benchmark. The
// load is a key such as /workers=4 or /threads=4, or GOMAXPROCS: -cpu writes it at the
// end of the name, but omits 1. Lines of configuration, such as commit: 1f0e, tell
// benchmarks of one name apart. All other lines are ignored.
func readBenchfmt(s source, o Options) ([]Series, error) {
	lines, warnings := benchLines(s)
	if len(lines) == 0 {
		return nil, s.errorf("no line is the result of a benchmark: make some with go test -bench . -cpu 1,2,4 -count 10")
	}
	key, err := benchKey(s, lines, o)
	if err != nil {
		return nil, err
	}
	unit, m, err := benchMetric(s, lines, o)
	if err != nil {
		return nil, err
	}
	var rs []benchReading
	for _, l := range lines {
		r, name, err := l.reading(s, key, unit, m)
		if err != nil {
			return nil, err
		}
		if r.Load == 0 {
			continue // has no such metric
		}
		rs = append(rs, benchReading{r, name, l.config})
	}
	var g gathering
	keys := configKeys(rs)
	for _, b := range rs {
		series := g.at(b.label(keys[b.name]), Series{Quantity: m.quantity, Unit: unit, CPUs: b.config.cpus(), Warnings: slices.Clone(warnings)})
		series.Readings = append(series.Readings, b.Reading)
	}
	return g.series, nil
}

func benchLines(s source) (lines []benchLine, warnings []string) {
	number := 0
	config := benchConfig{}
	var names []string
	for line := range strings.Lines(s.text) {
		number++
		f := strings.Fields(line)
		if len(f) > 0 && (f[0] == "FAIL" || strings.HasPrefix(line, "--- FAIL")) && warnings == nil {
			warnings = []string{fmt.Sprintf("line %d reports FAIL: mend the benchmark and run it again", number)}
		}
		if key, value, ok := configLine(line); ok {
			config = config.with(key, value)
		}
		if !isBenchLine(f) {
			continue
		}
		names = append(names, strings.TrimPrefix(f[0], "Benchmark"))
		lines = append(lines, benchLine{number: number, fields: f, config: config})
	}
	ends, assumed := endingsOf(names)
	for i, name := range names {
		name, lines[i].procs = ends.cut(name)
		lines[i].name = splitName(name, "=")
	}
	return lines, append(warnings, assumed...)
}

// procsKey is the name of GOMAXPROCS in Options.X.
const procsKey = "gomaxprocs"

func benchKey(s source, lines []benchLine, o Options) (string, error) {
	if strings.EqualFold(o.X, procsKey) {
		return "", nil
	}
	names := make([]benchName, len(lines))
	for i, l := range lines {
		names[i] = l.name
	}
	key, err := loadKey(s, names, o)
	if err != nil || o.X == "" {
		return key, err
	}
	for _, n := range names {
		if _, part := n.value(key); part >= 0 {
			return key, nil
		}
	}
	return "", &harness.FlagError{Flag: "x", Value: o.X, Want: "no benchmark of " + s.name + " has such a key: type one of its keys, or " + procsKey}
}

// benchMetric returns the unit that is read and its meaning: that of Options.Y, or a time
// per operation.
func benchMetric(s source, lines []benchLine, o Options) (string, meaning, error) {
	var units []string
	seen := map[string]bool{}
	for _, l := range lines {
		for i := 3; i < len(l.fields); i += 2 {
			if u := l.fields[i]; !seen[u] {
				seen[u] = true
				units = append(units, u)
			}
		}
	}
	unit := o.Y
	if unit == "" {
		for _, u := range []string{"ns/op", "sec/op", "s/op"} {
			if slices.Contains(units, u) {
				unit = u
				break
			}
		}
		if unit == "" {
			return "", meaning{}, s.unclear(ByY, "no benchmark has ns/op: choose one of %s", strings.Join(units, ", "))
		}
	}
	if !slices.Contains(units, unit) {
		return "", meaning{}, &harness.FlagError{Flag: "y", Value: o.Y, Want: "no benchmark of " + s.name + " has that unit: type one of " + strings.Join(units, ", ")}
	}
	m := meaningOf(unit)
	if q, given := quantityNamed(o.YIs); given {
		m = m.is(q)
	}
	if m.role != measure {
		return "", meaning{}, s.unclear(ByYIs, "%s may be a time, a throughput or a speed-up: name its quantity", unit)
	}
	return unit, m, nil
}

// reading returns the reading of a line and the name of its series. The reading is zero
// where the line has no such metric.
func (l benchLine) reading(s source, key, unit string, m meaning) (fit.Reading, string, error) {
	n, name := l.procs, strings.Join(l.name.parts, "/")
	if text, part := l.name.value(key); key != "" && part >= 0 {
		var ok bool
		if n, ok = positive(text); !ok {
			return fit.Reading{}, "", s.errorf("line %d, %s: found %q where a number of workers above 0 should be: correct or remove the line", l.number, key, text)
		}
		name = l.name.without(part)
		if l.procs > 1 {
			name += "-" + strconv.Itoa(int(l.procs))
		}
	}
	for i := 3; i < len(l.fields); i += 2 {
		if l.fields[i] != unit {
			continue
		}
		v, ok := positive(l.fields[i-1])
		r := fit.Reading{Load: n, Seconds: m.seconds(v, n)}
		if !ok || !isPositive(r.Seconds) {
			return fit.Reading{}, "", s.errorf("line %d, %s: found %q where a %s above 0 should be: correct or remove the line", l.number, unit, l.fields[i-1], m.quantity)
		}
		return r, name, nil
	}
	return fit.Reading{}, "", nil
}
