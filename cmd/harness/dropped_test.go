//go:build !race

package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"serialfraction/fit"
	"serialfraction/results"
	"serialfraction/results/analysis"
	"serialfraction/results/compare"
	"serialfraction/results/export"
	"serialfraction/results/gate"
	"serialfraction/results/report"
	"serialfraction/results/timings"
	"serialfraction/results/timings/curves"
)

// A measurement may be absent from a run: the schema does not require its key. Whatever is
// absent, from one run, from all at one N or from all, no command that reads the file ends
// in a panic.
func TestWhateverWasNotMeasured(t *testing.T) {
	if testing.Short() {
		t.Skip("draws a thousand files in every form: left out by -short")
	}
	optional := optionalKeys(t)
	files := append(sweepFiles(t, "../../docs/sweeps"), sweepFiles(t, "../../results/testdata")...)
	var dropped atomic.Int64
	seen := map[string]bool{}
	t.Run("files", func(t *testing.T) {
		for _, path := range files {
			whole := few(t, path)
			kind := kindOf(t, whole, optional)
			if seen[kind] {
				continue // another file has the same measurements, of the same kind of work
			}
			seen[kind] = true
			t.Run(filepath.Base(path), func(t *testing.T) {
				t.Parallel()
				dropped.Add(int64(dropEach(t, whole, optional)))
			})
		}
	})
	if dropped.Load() < 500 {
		t.Errorf("only %d keys were dropped: too few to test anything", dropped.Load())
	}
}

// dropWays are the runs that a key is absent from.
var dropWays = [4]struct {
	name string
	is   func(i, workers int) bool
}{
	{"the first run", func(i, _ int) bool { return i == 0 }},
	{"all runs at N = 1", func(_, workers int) bool { return workers == 1 }},
	{"all runs at N > 1", func(_, workers int) bool { return workers != 1 }},
	{"all runs", func(_, _ int) bool { return true }},
}

// dropEach renders a file without each key in turn, in each of the ways that remove anything, and
// returns the number of such files.
func dropEach(t *testing.T, whole []fileLine, optional [][]string) (dropped int) {
	t.Helper()
	var left []export.Sweep
	for _, key := range optional {
		var before [][]byte
		for _, of := range dropWays {
			text, found := without(t, whole, key, of.is)
			if !found || slices.ContainsFunc(before, func(b []byte) bool { return bytes.Equal(b, text) }) {
				continue // no run had the key, or the same runs lack it as in a way before
			}
			before = append(before, text)
			if dropped++; t.Failed() {
				return dropped // one trace of a kind is enough
			}
			f, err := results.Decode(bytes.NewReader(text))
			if err != nil {
				continue
			}
			s := export.Sweep{Name: of.name + " without " + strings.Join(key, "."), File: f}
			if err := caught(func() { s.Analysis = faces(f, text) }); err != nil {
				t.Errorf("%s: %v", s.Name, err)
			}
			left = append(left, s)
		}
	}
	exports(t, left)
	return dropped
}

// optionalKeys returns the keys of a run, and of the objects in it, that the schema does not
// require.
func optionalKeys(t *testing.T) (keys [][]string) {
	t.Helper()
	b, err := os.ReadFile("../../docs/result-file.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	type def struct {
		Required   []string
		Properties map[string]json.RawMessage
	}
	var schema struct {
		Defs map[string]def `json:"$defs"`
	}
	if err := json.Unmarshal(b, &schema); err != nil {
		t.Fatal(err)
	}
	for name, in := range map[string][]string{"run": nil, "worker": {"worker"}, "process": {"process"}, "usage": {"usage"}} {
		d := schema.Defs[name]
		if len(d.Properties) == 0 {
			t.Fatalf("the schema has no %s", name)
		}
		for key := range d.Properties {
			if !slices.Contains(d.Required, key) {
				keys = append(keys, append(slices.Clone(in), key))
			}
		}
	}
	slices.SortFunc(keys, slices.Compare)
	return keys
}

// A fileLine is a line of a result file, of a run at so many workers, or of 0 where it is of no run.
type fileLine struct {
	text    []byte
	workers int
}

// few returns the lines of a result file without its later blocks and without most N, which
// have no key that the others do not have.
func few(t *testing.T, path string) (lines []fileLine) {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for text := range bytes.Lines(b) {
		var run struct {
			Kind    string
			Block   int
			Workers json.RawMessage // that of a header is a list
		}
		if err := json.Unmarshal(text, &run); err != nil {
			t.Fatal(err)
		}
		n, _ := strconv.Atoi(string(run.Workers))
		if run.Kind != "run" {
			n = 0
		}
		if n == 0 || run.Block < 2 && (n <= 2 || n == 8) {
			lines = append(lines, fileLine{text, n})
		}
	}
	return lines
}

// kindOf returns what decides how a file is rendered: how its work was timed, beside what, and what was
// measured in its runs.
func kindOf(t *testing.T, lines []fileLine, optional [][]string) string {
	t.Helper()
	var h struct {
		Engine, Schedule string
		Control          []int                   `json:"control_workers"`
		Alternative      struct{ Method string } `json:"rival"`
		Pace             int                     `json:"pace_ns"`
	}
	if err := json.Unmarshal(lines[0].text, &h); err != nil {
		t.Fatal(err)
	}
	h.Pace = min(h.Pace, 1)
	measured := []string{}
	for _, key := range optional {
		if _, found := without(t, lines, key, func(_, _ int) bool { return true }); found {
			measured = append(measured, strings.Join(key, "."))
		}
	}
	return fmt.Sprintf("%+v %q", h, measured)
}

// without returns the file without a key in some of its runs, and whether any run had it.
func without(t *testing.T, lines []fileLine, key []string, of func(i, workers int) bool) (text []byte, found bool) {
	t.Helper()
	name := []byte(`"` + key[len(key)-1] + `"`)
	runs := 0
	for _, l := range lines {
		if l.workers == 0 {
			text = append(text, l.text...)
			continue
		}
		var m map[string]any
		if of(runs, l.workers) && bytes.Contains(l.text, name) {
			if err := json.Unmarshal(l.text, &m); err != nil {
				t.Fatal(err)
			}
		}
		if drop(m, key) {
			found = true
			b, err := json.Marshal(m)
			if err != nil {
				t.Fatal(err)
			}
			text = append(append(text, b...), '\n')
		} else {
			text = append(text, l.text...)
		}
		runs++
	}
	return text, found
}

// drop removes a key, from each element of a list, and reports whether it was there.
func drop(m map[string]any, key []string) (found bool) {
	if len(key) == 1 {
		_, found = m[key[0]]
		delete(m, key[0])
		return found
	}
	switch in := m[key[0]].(type) {
	case map[string]any:
		return drop(in, key[1:])
	case []any:
		for _, each := range in {
			found = drop(each.(map[string]any), key[1:]) || found
		}
	}
	return found
}

// exports writes the sweeps in every format for which they have what it needs: a text of each sweep, for Bencher refuses two of
// one name, and tables of all of them, for a Parquet file costs the same however little it
// holds. Where the tables fail, it writes those of each sweep.
func exports(t *testing.T, sweeps []export.Sweep) {
	t.Helper()
	for _, format := range export.Formats() {
		sweeps := slices.DeleteFunc(slices.Clone(sweeps), func(s export.Sweep) bool { return !format.Each && s.Analysis == nil })
		for _, part := range format.Parts {
			write := func(these ...export.Sweep) (refused, panicked error) {
				panicked = caught(func() { refused = part.Write(io.Discard, these, export.Options{}) })
				return refused, panicked
			}
			if !format.Text() {
				refused, panicked := write(sweeps...)
				if refused == nil && panicked == nil {
					continue
				}
				if panicked != nil {
					t.Errorf("%s: %v", format.Name, panicked)
				}
			}
			for _, s := range sweeps {
				if _, panicked := write(s); panicked != nil {
					t.Errorf("%s: %s: %v", format.Name, s.Name, panicked)
					break // one trace is enough
				}
			}
		}
	}
}

// caught returns the panic of f.
func caught(f func()) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%v\n%s", p, debug.Stack())
		}
	}()
	f()
	return nil
}

// faces renders a result file, given as text too, in every way that a command does, and returns the
// analysis of its pipeline, nil where there is none. A "cannot tell" is no error; a panic is passed on to
// the caller.
func faces(f *results.File, text []byte) (pipeline *analysis.Report) {
	for _, scope := range []analysis.Scope{analysis.EndToEnd, analysis.Pipeline} {
		s, err := analysis.NewSample(f, analysis.Options{Scope: scope})
		if err != nil {
			continue
		}
		if pipeline, err = s.Report(); err != nil {
			continue
		}
		for _, format := range report.Formats {
			format.Write(io.Discard, pipeline, report.Style{})
		}
		for _, g := range allGates() { // alone, so that its interval has the level of the sample
			gate.Judge([]gate.Gate{g}, s, pipeline)
		}
		compare.Groups(compare.Single([]*analysis.Sample{s, anHourLater(s)}, []string{"old", "new"}), compare.Options{})
	}
	all, err := timings.Read("s", bytes.NewReader(text), timings.Options{})
	if err != nil {
		return pipeline
	}
	r := &curves.Report{Schema: curves.Schema}
	for _, s := range all {
		a, err := curves.Analyze(seriesOf("s", s), curves.Options{Method: fit.Default, Weak: s.Weak})
		if err != nil {
			continue
		}
		r.Series = append(r.Series, a)
	}
	for _, format := range report.CurveFormats {
		format.Write(io.Discard, r, report.Style{})
	}
	return pipeline
}

// anHourLater returns the same runs as those of a sweep that began an hour later.
func anHourLater(s *analysis.Sample) *analysis.Sample {
	file, again := *s.File, *s
	file.Header.Time = file.Header.Time.Add(time.Hour)
	again.File = &file
	return &again
}

// allGates are conditions on every quantity.
func allGates() (all []gate.Gate) {
	for _, name := range strings.Split(gate.Quantities(), ", ") {
		name = strings.Replace(strings.Replace(name, "[@N]", "@2", 1), "@N", "@2", 1)
		c, err := gate.ParseValue(name + "<1")
		if err != nil {
			if c, err = gate.ParseValue(name + "<1s"); err != nil {
				continue
			}
		}
		all = append(all, gate.Gate{Kind: gate.Check, Condition: c})
	}
	return all
}
