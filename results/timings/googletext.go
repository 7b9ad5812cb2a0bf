package timings

import (
	"encoding/csv"
	"fmt"
	"math"
	"strconv"
	"strings"

	"serialfraction/harness/pattern"
)

// A googleDoc is the output of Google Benchmark in any of its formats.
type googleDoc struct {
	cpus    float64 // 0 = unknown
	version string  // "" = the format does not have it
	entries []googleEntry
}

// googleLine is a line of the console: name, time, CPU time, iterations and counters.
var googleLine = pattern.Of(`^(\S+)\s+([\d.]+(?:e[+-]?\d+)?) (ns|us|ms|s)\s+([\d.]+(?:e[+-]?\d+)?) (ns|us|ms|s)\s+(\d+)(?:\s+(.*))?$`)

// googleFailed is a line of the console about a benchmark that failed.
var googleFailed = pattern.Of(`^(\S+)\s+(?:ERROR OCCURRED|SKIPPED): '(.*)'`)

// googleCounter is a counter behind the line: items_per_second=1.2M/s.
var googleCounter = pattern.Of(`([\w.:-]+)=(-?[\d.]+(?:e[+-]?\d+)?)([kMGT]i?)?(?:/s)?(?:\s|$)`)

// What the console writes above its table: the machine and, if the caller added it, the
// release, which only JSON has.
var (
	googleMachine = pattern.Of(`^Run on \((\d+) X`)
	googleVersion = pattern.Of(`^"?library_version"?[:=] *"?([\w.-]+)`)
	googleHeader  = pattern.Of(`^Benchmark\s+Time\s+CPU\s+Iterations`)
)

// googlePrefix are the prefixes of counters on the console.
var googlePrefix = map[string]float64{"": 1, "k": 1e3, "M": 1e6, "G": 1e9, "T": 1e12, "ki": 1 << 10, "Ki": 1 << 10, "Mi": 1 << 20, "Gi": 1 << 30, "Ti": 1 << 40}

func isGoogleConsole(s source) bool {
	const most = 100 // lines about the machine, and of the program itself
	n, found := 0, 0
	for line := range strings.Lines(s.text) {
		line = strings.TrimSpace(line)
		if googleHeader.MatchString(line) {
			return true
		}
		if m := googleLine.FindStringSubmatch(line); m != nil && m[3] == m[5] {
			found++
		}
		if n++; n == most {
			break
		}
	}
	return found > 1
}

// readGoogleConsole reads what Google Benchmark prints.
func readGoogleConsole(s source, o Options) ([]Series, error) {
	var doc googleDoc
	for line := range strings.Lines(s.text) {
		line = strings.TrimSpace(line)
		if m := googleMachine.FindStringSubmatch(line); m != nil {
			doc.cpus, _ = positive(m[1])
		}
		if m := googleVersion.FindStringSubmatch(line); m != nil {
			doc.version = m[1]
		}
		if m := googleFailed.FindStringSubmatch(line); m != nil {
			doc.entries = append(doc.entries, googleEntry{"name": m[1], "error_occurred": true, "error_message": m[2]})
		}
		m := googleLine.FindStringSubmatch(line)
		if m == nil || m[3] != m[5] {
			continue
		}
		e := googleEntry{"name": m[1], "time_unit": m[3]}
		for key, text := range map[string]string{"real_time": m[2], "cpu_time": m[4], "iterations": m[6]} {
			v, err := strconv.ParseFloat(text, 64)
			if err != nil {
				return nil, s.errorf("benchmark %q: found %q where a number should be: run it again", m[1], text)
			}
			e[key] = v
		}
		for _, c := range googleCounter.FindAllStringSubmatch(m[7], -1) {
			if v, err := strconv.ParseFloat(c[2], 64); err == nil {
				e[c[1]] = v * googlePrefix[c[3]]
			}
		}
		doc.entries = append(doc.entries, e)
	}
	return doc.series(s, o)
}

// googleColumns begin the table of --benchmark_format=csv, below lines about the machine.
const googleColumns = "name,iterations,real_time,cpu_time,time_unit"

func isGoogleCSV(s source) bool {
	return strings.HasPrefix(s.text, googleColumns) || strings.Contains(s.begin(), "\n"+googleColumns)
}

// readGoogleCSV reads Google Benchmark's table.
func readGoogleCSV(s source, o Options) ([]Series, error) {
	var doc googleDoc
	above, rest, _ := strings.Cut(s.text, googleColumns)
	for line := range strings.Lines(above) {
		if m := googleMachine.FindStringSubmatch(strings.TrimSpace(line)); m != nil {
			doc.cpus, _ = positive(m[1])
		}
		if m := googleVersion.FindStringSubmatch(strings.TrimSpace(line)); m != nil {
			doc.version = m[1]
		}
	}
	r := csv.NewReader(strings.NewReader(googleColumns + rest))
	r.FieldsPerRecord = -1
	all, err := r.ReadAll()
	if err != nil {
		return nil, s.errorf("%v: write the file again", err)
	}
	for _, fields := range all[1:] {
		e := googleEntry{}
		for i, f := range fields {
			if i >= len(all[0]) || f == "" {
				continue
			}
			key := all[0][i]
			if v, err := strconv.ParseFloat(f, 64); err == nil && key != "name" {
				e[key] = v
			} else if e[key] = any(f); key == "error_occurred" {
				e[key] = f == "true"
			}
		}
		doc.entries = append(doc.entries, e)
	}
	return doc.series(s, o)
}

// release returns the release that wrote the times of benchmarks with several threads, and a
// warning where the file does not have it. Only JSON has it. Times are of all threads up to
// 1.8 and from 1.9.0 on of one; a thread has no more CPU time than time, and more threads do
// not make one thread faster.
func (d googleDoc) release(s source, field, key string, names []benchName) (r googleRelease, warning string, err error) {
	if d.version != "" || key != "threads" && key != "" || field == "cpu_time" {
		return releaseOf(d.version), "", nil
	}
	several, ofAll, ofOne := false, false, false
	for i, e := range d.entries {
		text, part := names[i].value("threads")
		n, ok := positive(text)
		if part < 0 || !ok || n < 2 || strings.Contains(e.name(), "/process_time") || strings.Contains(e.name(), "/manual_time") {
			continue
		}
		several = true
		real, cpu := e.times()
		one, oneCPU := d.oneThread(names, i)
		ofAll = ofAll || cpu > 1.15*real || real < 0.85*one
		ofOne = ofOne || cpu/real < 0.7*oneCPU/one
	}
	const unknown = "the release of Google Benchmark is not in the file: by their CPU times these are times of %s, as those %s: give --benchmark_format=json to be sure"
	switch {
	case !several:
		return r, "", nil
	case ofAll && !ofOne:
		return r, fmt.Sprintf(unknown, "all threads", "up to 1.8"), nil
	case ofOne && !ofAll && field == "real_time":
		return timesOfOne, fmt.Sprintf(unknown, "one thread", "from 1.9.0 on"), nil
	}
	return r, "", s.errorf("%s of /threads:N is of all threads up to Google Benchmark 1.8 and of one thread from 1.9.0 on, and the release is not in the file: give --benchmark_format=json, or write library_version: 1.9.0 above it", field)
}

func (e googleEntry) times() (real, cpu float64) {
	real, _ = e["real_time"].(float64)
	cpu, _ = e["cpu_time"].(float64)
	return real, cpu
}

// oneThread returns the times of the benchmark of an entry with one thread, NaN where it has
// none.
func (d googleDoc) oneThread(names []benchName, i int) (real, cpu float64) {
	_, part := names[i].value("threads")
	name := names[i].without(part)
	for k, e := range d.entries {
		if text, part := names[k].value("threads"); part >= 0 && text == "1" && names[k].without(part) == name {
			return e.times()
		}
	}
	return math.NaN(), math.NaN()
}
