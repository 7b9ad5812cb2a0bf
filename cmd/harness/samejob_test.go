//go:build !race

package main

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"serialfraction/results"
	"serialfraction/results/advice"
	"serialfraction/results/analysis"
	"serialfraction/results/compare"
	"serialfraction/results/gate"
	"serialfraction/results/plan"
)

// checkSameJob checks that a command that was advised for a recorded file sweeps the job of that
// file, but for what is needed, and is no repetition of what its user has typed.
func checkSameJob(t *testing.T, path string, f *results.File, need advice.Need, command string) {
	t.Helper()
	h := &f.Header
	words := unquoted(t, command)
	if words[0] == "taskset" {
		words = words[3:]
	}
	if i := slices.Index(words, "--resume"); i >= 0 {
		if words[i+1] != path {
			t.Errorf("%s: %s continues another sweep", path, command)
		}
		return
	}
	r, err := askedBy(words)
	if err != nil {
		t.Errorf("%s: %s: %v", path, command, err)
		return
	}
	own, err := requestIn(h)
	if err != nil {
		t.Errorf("%s: %s, of a sweep that cannot be repeated: %v", path, command, err)
		return
	}
	own = withoutOutputs(own)
	whole := len(f.Runs) >= own.Repeats*len(h.Workers) // and no sample of a longer file
	if whole && !need.Again && need.CPUs == "" && cmp.Equal(own, r) {
		t.Errorf("%s: %s leads to where it comes from", path, command)
	}
	if need.Pace > 0 || need.Tile > 0 {
		own.Source.Tile = r.Source.Tile
	}
	if need.Pace > 0 {
		own.Pace = r.Pace
	}
	if need.Schedule != "" {
		own.Schedule = r.Schedule
	}
	if need.ChunkRows > 0 {
		own.ChunkRows = need.ChunkRows
	}
	if need.Setting != "" {
		own.Settings = with(own.Settings, need.Setting, []string{need.Value}, true)
	}
	type job struct {
		Workload, Engine, Schedule string
		Program                    []string
		Settings                   map[string][]string
		Source                     results.Source
		Chunk                      int
		Pace                       any
	}
	of := func(r results.Request) job {
		pace := any("left to the workload")
		if r.Pace != nil {
			pace = *r.Pace
		}
		return job{r.Workload, r.Engine, r.Schedule, r.Program, r.Settings, r.Source, r.ChunkRows, pace}
	}
	if diff := cmp.Diff(of(own), of(r)); diff != "" {
		t.Errorf("%s: %s sweeps another job (-own +advised):\n%s", path, command, diff)
	}
	if !strings.HasPrefix(h.Data.Name, r.Source.Data) || r.Workload != h.Workload {
		t.Errorf("%s: %s sweeps %s on %s, the file %s on %s", path, command, r.Workload, r.Source.Data, h.Workload, h.Data.Name)
	}
}

// Every command that is advised for a recorded file, by its report, its gates, a plan from it or a
// comparison with it, sweeps the job of the file. A gate and a plan ask about the rows as they are,
// so that no sweep of slower rows answers them.
func TestAdviceIsOfTheJob(t *testing.T) {
	files := recorded(t, "../../results/testdata", "../../docs/sweeps")
	made := map[string]int{}
	asTheyAre := func(path, words string) {
		t.Helper()
		if strings.Contains(words, "paced to") {
			t.Errorf("%s: %s", path, words)
		}
	}
	for _, path := range slices.Sorted(maps.Keys(files)) {
		f := files[path]
		h := &f.Header
		check := func(from string, need advice.Need, command string) {
			t.Helper()
			if command != "" {
				checkSameJob(t, path, f, need, command)
				made[from]++
			}
		}
		sample, err := analysis.NewSample(f, analysis.Options{})
		if err != nil {
			t.Errorf("%s: %v", path, err)
			continue
		}
		a, err := sample.Report()
		if err != nil {
			t.Errorf("%s: %v", path, err)
			continue
		}
		commands(a.Advice, h, analysis.Pipeline)
		for _, item := range a.Advice {
			check("report", item.Need, item.Command)
		}
		for _, command := range longer([]compare.Longer{{Name: "A", Repeats: 4000, Header: h}}, analysis.Pipeline) {
			if !strings.Contains(command, "…") {
				check("compare", advice.Need{Repeats: 4000}, command)
			}
		}
		asked, err := newGates([]string{"S<0.05", "max-speedup>20", "max-speedup<30", "T1<20ms", "program<0.01"}, nil, false, gate.ParseValue)
		if err != nil {
			t.Fatal(err)
		}
		outcomes, err := gate.Judge(asked.asked, sample, a)
		if err != nil {
			t.Errorf("%s: %v", path, err)
		}
		for _, o := range outcomes {
			check("gate", advice.Need{Repeats: o.Repeats}, show{path: path}.settling(o, f, a.Advice))
			asTheyAre(path, o.Why)
		}
		if a.SerialFraction == nil {
			later := *f
			later.Header.Time = h.Time.Add(time.Hour)
			both, err := compare.Files([]*results.File{f, &later}, compare.Options{Names: []string{"old", "new"}})
			if err != nil {
				t.Errorf("%s: %v", path, err)
				continue
			}
			asTheyAre(path, strings.Join(both.Pairs[0].Warnings, "; "))
		}
		b, err := plan.OfSweep(path, a)
		if err != nil {
			asTheyAre(path, err.Error())
			if strings.Contains(a.Verdict, "paced to") {
				made["a report that offers slower rows"]++
			}
		}
		if err != nil || b.Seconds == nil {
			continue
		}
		for _, part := range []float64{0.6, 0.3, 0.05} {
			p, err := plan.Make([]plan.Basis{b}, plan.Question{Target: part * b.Seconds.Value})
			if err != nil {
				t.Errorf("%s: %v", path, err)
				continue
			}
			need := p.Need
			need.Pace = 0
			check("plan", need, sweepAgain(h, p.Need, analysis.Pipeline))
		}
	}
	for _, from := range []string{"report", "gate", "plan", "compare"} {
		if made[from] < 3 {
			t.Errorf("%s: %d commands", from, made[from])
		}
	}
	if made["a report that offers slower rows"] == 0 {
		t.Error("no report offers slower rows instead of S")
	}
}

// Nor does fit, which takes a result file too, advise another job.
func TestFitAdvisesTheJob(t *testing.T) {
	made := 0
	for path, f := range recorded(t, "../../docs/sweeps/workloads") {
		var out, errs bytes.Buffer
		if code := run(t.Context(), []string{"harness", "fit", path, "--format", "json"}, &out, &errs); code != 0 {
			t.Errorf("%s: %s", path, &errs)
			continue
		}
		var all struct {
			Series []struct{ Advice []advice.Advice }
		}
		if err := json.Unmarshal(out.Bytes(), &all); err != nil {
			t.Fatal(err)
		}
		for _, item := range all.Series[0].Advice {
			if item.Command != "" {
				r, err := askedBy(unquoted(t, item.Command))
				if err != nil {
					t.Errorf("%s: %v", path, err)
				}
				need := advice.Need{}
				if r.Pace != nil {
					need.Pace = *r.Pace
				}
				checkSameJob(t, path, f, need, item.Command)
				made++
			}
		}
	}
	if made == 0 {
		t.Error("no commands")
	}
}
