package timings

import (
	"slices"
	"strconv"
	"strings"

	"serialfraction/harness"
	"serialfraction/harness/pattern"
)

// jmh is the tool of the results.
var jmh = tool{noun: "benchmark", cure: "run it with -t 1, -t 2 and -t 4 (java -jar benchmarks.jar -t 4 -rf json)", many: true}

// jmhResult is the result of one benchmark. Its times are those of an operation of one thread,
// while all threads run, and its rates are of all threads.
type jmhResult struct {
	Benchmark string
	Mode      string
	Threads   int
	Params    map[string]string
	Primary   struct {
		Score scalar
		Unit  string     `json:"scoreUnit"`
		Raw   [][]scalar `json:"rawData"`
	} `json:"primaryMetric"`
}

func isJMH(s source) bool {
	text := strings.TrimLeft(s.text, " \t\r\n")
	return strings.HasPrefix(text, "[") && strings.Contains(text, `"primaryMetric"`) && strings.Contains(text, `"benchmark"`)
}

// readJMH reads what JMH writes with -rf json, one series for each benchmark and its parameters.
func readJMH(s source, o Options) ([]Series, error) {
	var all []jmhResult
	if err := s.decode(&all); err != nil {
		return nil, err
	}
	return curvesOfJMH(s, all, o)
}

// curvesOfJMH sorts results into series: those of one unit, which goes with the mode, together.
func curvesOfJMH(s source, all []jmhResult, o Options) ([]Series, error) {
	if o.Y != "" {
		return nil, &harness.FlagError{Flag: "y", Value: o.Y, Want: "the scores of JMH are read: leave it out"}
	}
	if o.YIs != "" {
		return nil, &harness.FlagError{Flag: "y-is", Value: o.YIs, Want: "JMH writes the unit of its scores: leave it out"}
	}
	var units []string
	byUnit := map[string][]timed{}
	for _, r := range all {
		of, err := r.timed(s)
		if err != nil {
			return nil, err
		}
		unit := r.Primary.Unit
		if byUnit[unit] == nil {
			units = append(units, unit)
		}
		byUnit[unit] = append(byUnit[unit], of)
	}
	var series []Series
	for _, unit := range units {
		found, err := jmh.curves(s, byUnit[unit], Series{Quantity: meaningOf(unit).quantity, Unit: unit}, o)
		if err != nil {
			return nil, err
		}
		for _, f := range found {
			if slices.ContainsFunc(series, func(other Series) bool { return other.Name == f.Name }) {
				f.Name += " (" + unit + ")"
			}
			series = append(series, f)
		}
	}
	if series == nil {
		return nil, s.errorf("no benchmark in it: %s", jmh.cure)
	}
	return series, nil
}

// timed returns the times of a piece of work of all threads, of each iteration.
func (r jmhResult) timed(s source) (timed, error) {
	of := timed{name: r.Benchmark, params: map[string]string{}}
	if r.Threads > 0 {
		of.params["threads"] = strconv.Itoa(r.Threads)
	}
	for k, v := range r.Params { // a parameter threads is of a benchmark that makes its own
		of.params[k] = v
	}
	m := meaningOf(r.Primary.Unit)
	if m.role != measure || m.quantity == Speedup {
		return of, s.errorf("benchmark %q is in %q, which is no time and no rate: use the mode avgt or thrpt", r.Benchmark, r.Primary.Unit)
	}
	values := slices.Concat(r.Primary.Raw...)
	if of.mean = len(values) == 0; of.mean {
		values = []scalar{r.Primary.Score}
	}
	for _, text := range values {
		v, ok := positive(string(text))
		if !ok {
			return of, s.errorf("benchmark %q: found %q where a number above 0 should be: run it again", r.Benchmark, text)
		}
		seconds := m.seconds(v, 1)
		if m.quantity == Time && r.Threads > 0 {
			seconds /= float64(r.Threads)
		}
		of.seconds = append(of.seconds, seconds)
	}
	return of, nil
}

// jmhMarks are lines that JMH's output has.
var jmhMarks = []*pattern.Pattern{pattern.Of(`(?m)^# Benchmark: `), pattern.Of(`(?m)^# Threads: [0-9]`)}

// The lines of JMH's output that are read.
var (
	jmhBenchmark = pattern.Of(`^# Benchmark: (\S+)`)
	jmhThreads   = pattern.Of(`^# Threads: (\d+) thread`)
	jmhParams    = pattern.Of(`^# Parameters: \((.*)\)`)
	jmhIteration = pattern.Of(`^Iteration +\d+: (?:n = \d+, mean = )?([\d.,]+|≈ 10\S*)(?: ±\([\d.,]+%\) [\d.,]+)? (\w+/\w+)`)
)

func isJMHText(s source) bool {
	return jmhMarks[0].MatchString(s.begin()) && jmhMarks[1].MatchString(s.begin()) || jmhSummary.MatchString(s.begin())
}

// readJMHText reads what JMH prints, of one run after the other: its iterations, or where they are not
// there the table at its end.
func readJMHText(s source, o Options) ([]Series, error) {
	var all []jmhResult
	benchmark, threads, number := "", 0, 0
	var params map[string]string
	for line := range strings.Lines(s.text) {
		number++
		line = strings.TrimSpace(line)
		if m := jmhBenchmark.FindStringSubmatch(line); m != nil {
			benchmark, params = m[1], nil
		} else if m := jmhThreads.FindStringSubmatch(line); m != nil {
			threads, _ = strconv.Atoi(m[1])
		} else if m := jmhParams.FindStringSubmatch(line); m != nil {
			params = map[string]string{}
			for part := range strings.SplitSeq(m[1], ", ") {
				k, v, _ := strings.Cut(part, " = ")
				params[k] = v
			}
		} else if m := jmhIteration.FindStringSubmatch(line); m != nil {
			if benchmark == "" || threads == 0 {
				return nil, s.errorf("line %d: no line %q above it: give the whole output of JMH", number, "# Threads: N threads")
			}
			r := jmhResult{Benchmark: benchmark, Threads: threads, Params: params}
			r.Primary.Unit, r.Primary.Raw = m[2], [][]scalar{{scalar(m[1])}}
			all = append(all, r)
		}
	}
	if all == nil {
		all = jmhRows(s.text)
	}
	if all == nil {
		return nil, s.errorf("no iteration in it, such as %q: let JMH run to its end", "Iteration   1: 12.5 ms/op")
	}
	return curvesOfJMH(s, all, o)
}
