//go:build !race

package main

import (
	"bytes"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"serialfraction/harness"
	"serialfraction/harness/input"
	"serialfraction/harness/machine"
	"serialfraction/results"
	"serialfraction/results/record"
	"serialfraction/workloads"
	"serialfraction/workloads/spec"
)

// beyondTrials lists the fields of a header that its trials do not determine: the request
// and what --force overruled, the time, and what was measured before the runs.
var beyondTrials = []string{"Version", "Command", "Request", "Args", "Tile", "Forced", "Time", "Load", "Spawn", "Probe"}

// A sweep means the same whether the command line or a program that imports the
// packages made it: every field of the header that its trials determine is equal.
func TestOneHeader(t *testing.T) {
	for name, made := range map[string]struct {
		flags    []string
		data     string
		workload string
		args     spec.Args
		engine   harness.Engine
		control  bool
	}{
		"paced rows of unlike weight": {[]string{"--row-cost", "20us", "--imbalance", "0.5", "--schedule", harness.Schedules[2].Name, "--control"},
			"synth:rows=40,cols=2", "wait", spec.Args{"row-cost": {"20us"}, "imbalance": {"0.5"}}, &harness.Pool{Schedule: harness.Schedules[2]}, true},
		"two algorithms": {nil, "spd:rows=12,k=4", "invert", nil, &harness.Pool{}, false},
		"simulated":      {[]string{"--engine", "sim"}, "synth:rows=40,cols=2", "wait", nil, &harness.Sim{Law: harness.Law{T1: time.Second}, Seed: 3}, false},
		"a plain loop":   {[]string{"--engine", "serial"}, "golub", "ttest", nil, harness.Serial{}, false},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "r.jsonl")
			var output bytes.Buffer
			args := append([]string{"harness", "sweep", "--workload", made.workload, "--data", made.data, "--workers", "1", "--chunk", "4",
				"--repeats", "1", "--seed", "3", "--quiet", "-o", path}, made.flags...)
			if code := run(t.Context(), args, &output, &output); code != 0 {
				t.Fatalf("exit code %d: %s", code, &output)
			}
			file, err := results.Read(path)
			if err != nil {
				t.Fatal(err)
			}

			data, err := input.Load(t.Context(), input.Source{Data: made.data})
			if err != nil {
				t.Fatal(err)
			}
			spec, err := workloads.Lookup(made.workload)
			if err != nil {
				t.Fatal(err)
			}
			work, err := spec.New(data, made.args)
			if err != nil {
				t.Fatal(err)
			}
			if harness.EngineKindOf(made.engine.Name()).Simulated {
				work.Pace = 0 // this engine does not pace
			}
			own := harness.Trial{Engine: made.engine, Job: &harness.Job{Data: data, Workload: work, ChunkRows: 4}, Workers: []int{1}}
			trials := []harness.Trial{own}
			if made.control {
				trials = append(trials, harness.Trial{Engine: &harness.Control{}, Job: harness.ControlJob(own.Job, 1), Workers: []int{1}})
			}
			if work.Alternative != nil {
				trials = append(trials, harness.Trial{Engine: harness.Alternative{Engine: made.engine}, Job: harness.AlternativeJob(own.Job), Workers: []int{1}})
			}
			header, err := record.NewHeader(harness.Sweep{Blocks: 1, Warmup: 1, Seed: 3, Balanced: true}, record.Stop{Blocks: 1}, trials...)
			if err != nil {
				t.Fatal(err)
			}
			if trials, err = harness.Refer(t.Context(), trials...); err != nil {
				t.Fatal(err)
			}
			header.Answers(trials...)
			equalFields(t, file.Header, header)
		})
	}
}

// equalFields compares two headers field by field, without those of beyondTrials.
func equalFields(t *testing.T, typed, made results.Header) {
	t.Helper()
	for _, h := range []*results.Header{&typed, &made} { // what changes between two calls
		h.Machine.Load, h.Machine.Uptime, h.Machine.AvailableBytes, h.Machine.Clock, h.Machine.GOMAXPROCS = nil, 0, 0, machine.Clock{}, 0
	}
	a, b := reflect.ValueOf(typed), reflect.ValueOf(made)
	left := slices.Clone(beyondTrials)
	for i := range a.NumField() {
		name := a.Type().Field(i).Name
		if at := slices.Index(left, name); at >= 0 {
			left = slices.Delete(left, at, at+1)
			continue
		}
		if diff := cmp.Diff(a.Field(i).Interface(), b.Field(i).Interface()); diff != "" {
			t.Errorf("%s (-command line +library):\n%s", name, diff)
		}
	}
	if len(left) > 0 {
		t.Errorf("a header has no %q", left)
	}
}
