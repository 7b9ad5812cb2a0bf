package timings

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"serialfraction/harness/pattern"
	"serialfraction/harness/wording"
)

func isASV(s source) bool { return isJSON(s, "commit_hash", "results", "params") }

// notANumber is what Python writes for a value that is none, and JSON does not have.
var notANumber = pattern.Of(`([\[,:]\s*)-?(?:NaN|Infinity)\b`)

// An asvResult is what airspeed velocity has of one benchmark: the values, and the parameters
// whose combinations they are of, the last of which changes fastest.
type asvResult struct {
	values  []*float64
	samples [][]float64
	params  [][]string
}

// readASV reads a file of airspeed velocity's results, one series for each benchmark of times.
// The names of parameters are not in it.
func readASV(s source, o Options) ([]Series, error) {
	if err := o.timesOnly("asv"); err != nil {
		return nil, err
	}
	var doc struct {
		Params  map[string]any
		Results map[string]json.RawMessage
		Columns []string `json:"result_columns"`
	}
	s.text = notANumber.ReplaceAllString(s.text, "${1}null")
	if err := s.decode(&doc); err != nil {
		return nil, err
	}
	cpus, _ := positive(fmt.Sprint(doc.Params["num_cpu"]))
	var all []timed
	others, failed := 0, 0
	for _, name := range slices.Sorted(maps.Keys(doc.Results)) {
		if _, last, _ := cutLast(name, "."); !strings.HasPrefix(last, "time_") && !strings.HasPrefix(last, "timeraw_") {
			others++
			continue
		}
		r, err := asvResultOf(doc.Results[name], doc.Columns)
		if err != nil {
			return nil, s.errorf("benchmark %q: %v: run asv again", name, err)
		}
		runs, none := r.timed(name, cpus)
		all, failed = append(all, runs...), failed+none
	}
	if len(all) == 0 {
		return nil, s.errorf("no benchmark of times, time_…, has a value in it: run asv again, or give a file of .asv/results/MACHINE")
	}
	var warnings []string
	if failed > 0 {
		warnings = append(warnings, fmt.Sprintf("%s without a value, which failed, %s left out: run asv again", wording.Count(failed, "result"), isOrAre(failed)))
	}
	if others > 0 {
		warnings = append(warnings, fmt.Sprintf("%s %s not of times and left out: those of times are named time_…", wording.Count(others, "benchmark"), isOrAre(others)))
	}
	return benchmarks.curves(s, all, Series{Quantity: Time, Unit: "s", Warnings: warnings}, o)
}

// cutLast cuts a text at the last separator; before is "" where there is none.
func cutLast(text, sep string) (before, after string, ok bool) {
	if i := strings.LastIndex(text, sep); i >= 0 {
		return text[:i], text[i+len(sep):], true
	}
	return "", text, false
}

// asvResultOf reads the value of one benchmark: an array in the order of the columns, or in
// old files an object, an array of values or a value.
func asvResultOf(raw json.RawMessage, columns []string) (r asvResult, err error) {
	fields := map[string]json.RawMessage{}
	var inOrder []json.RawMessage
	switch {
	case len(columns) > 0 && json.Unmarshal(raw, &inOrder) == nil:
		for i, field := range inOrder[:min(len(inOrder), len(columns))] {
			fields[columns[i]] = field
		}
	case json.Unmarshal(raw, &fields) != nil || fields["result"] == nil:
		fields = map[string]json.RawMessage{"result": raw}
	}
	if result := fields["result"]; result != nil && json.Unmarshal(result, &r.values) != nil {
		var one *float64
		if err := json.Unmarshal(result, &one); err != nil {
			return r, err
		}
		r.values = []*float64{one}
	}
	if params := fields["params"]; params != nil {
		if err := json.Unmarshal(params, &r.params); err != nil {
			return r, err
		}
	}
	_ = json.Unmarshal(fields["samples"], &r.samples) // there are none unless they were asked for
	return r, nil
}

// timed returns the runs of a benchmark, and how many have no value.
func (r asvResult) timed(name string, cpus float64) (all []timed, failed int) {
	if len(r.values) == 0 {
		return nil, 1
	}
	for i, v := range r.values {
		if v == nil || math.IsNaN(*v) {
			failed++
			continue
		}
		t := timed{name: name, params: map[string]string{}, cpus: cpus, seconds: []float64{*v}, mean: true}
		if i < len(r.samples) && len(r.samples[i]) > 0 {
			t.seconds, t.mean = r.samples[i], false
		}
		rest := i
		for k := len(r.params) - 1; k >= 0; k-- {
			of := r.params[k]
			if len(of) == 0 {
				continue
			}
			t.params["param"+strconv.Itoa(k+1)] = strings.Trim(of[rest%len(of)], `'"`)
			rest /= len(of)
		}
		all = append(all, t)
	}
	return all, failed
}
