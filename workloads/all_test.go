package workloads

import (
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"serialfraction/harness"
	"serialfraction/harness/raced"
	"serialfraction/workloads/permtest"
	"serialfraction/workloads/spec"
	"serialfraction/workloads/trend"
	"serialfraction/workloads/workloadtest"
)

// TestAll holds every workload of the table to the same promises.
func TestAll(t *testing.T) {
	x := make([]float64, 70*6)
	rng := rand.New(rand.NewPCG(15, 16))
	for i := range x {
		x[i] = rng.NormFloat64()
	}
	for _, s := range All {
		if s.New == nil {
			continue // a program keeps its promises in tests of its own
		}
		ds := workloadtest.Matrix(3, 3, x)
		if s.Name == trend.Spec.Name {
			ds = workloadtest.Genotypes(3, 3, 70)
		}
		t.Run(s.Name, func(t *testing.T) {
			if found, err := Lookup(s.Name); err != nil || found.Name != s.Name {
				t.Fatalf("Lookup: %v, %v", found.Name, err)
			}
			if s.Summary == "" || s.Bound == "" || !strings.Contains(s.Data.Usual(), ":") || s.Data.Memory == 0 {
				t.Errorf("%+v is not complete", s)
			}
			w, err := s.New(ds, nil)
			if err != nil {
				t.Fatal(err)
			}
			if w.Name != s.Name || w.Summary != s.Summary || len(w.Outputs) == 0 {
				t.Errorf("the workload calls itself %q, %q with outputs %v", w.Name, w.Summary, w.Outputs)
			}
			width := len(w.Outputs)
			want := slices.Repeat([]float64{-7}, 70*width)
			workloadtest.Kernel(t, w)(want, (&harness.Job{Data: ds, Workload: w, ChunkRows: 70}).Chunk(0))
			if slices.Contains(want, -7) {
				t.Error("the kernel left a place unwritten")
			}
			again, err := s.New(ds, nil)
			if err != nil {
				t.Fatal(err)
			}
			got := make([]float64, 33*width)
			workloadtest.Kernel(t, again)(got, (&harness.Job{Data: ds, Workload: again, ChunkRows: 37}).Chunk(1))
			for i := range got {
				if !workloadtest.SameNumber(got[i], want[37*width+i]) {
					t.Fatalf("output %d of rows 37 on is %v alone, %v in the whole", i, got[i], want[37*width+i])
				}
			}

			// A flag that is given its default is the same as one that is left out.
			args := spec.Args{}
			for _, p := range s.Params {
				if p.Usage == "" {
					t.Errorf("--%s has no usage", p.Name)
				}
				args[p.Name] = []string{p.Default}
			}
			if _, err := s.New(ds, args); err != nil {
				t.Errorf("the defaults are refused: %v", err)
			}
			// And none takes any text.
			for _, p := range s.Params {
				_, err := s.New(ds, spec.Args{p.Name: {"?"}})
				var flag *harness.FlagError
				if !errors.As(err, &flag) || flag.Flag != p.Name || flag.Value != "?" || flag.Want == "" {
					t.Errorf("--%s ?: error %v", p.Name, err)
				}
			}
			var flag *harness.FlagError
			if _, err := s.New(ds, spec.Args{"unheard-of": {"1"}}); !errors.As(err, &flag) {
				t.Errorf("an unknown setting: error %v", err)
			}
		})
	}
}

// The rows of a control are the first of its job and its chunks are cut elsewhere at the
// end: every bit of its answer is what one pass over the whole job has there before the
// last step, by which it is checked.
func TestControlHasTheBitsOfTheWhole(t *testing.T) {
	x := workloadtest.Awkward(rand.New(rand.NewPCG(17, 18)), 70*6, true)
	for _, s := range All {
		if s.New == nil {
			continue // whose rows a program answers
		}
		ds := workloadtest.Matrix(3, 3, x)
		if s.Name == trend.Spec.Name {
			ds = workloadtest.Genotypes(3, 3, 70)
		}
		settings := []spec.Args{nil}
		switch {
		case s.Name == permtest.Spec.Name:
			settings = []spec.Args{{"permutations": {"100"}}, {"permutations": {"100"}, "adjust": {"holm"}}, {"permutations": {"100"}, "adjust": {"maxt"}}}
		case slices.ContainsFunc(s.Params, func(p spec.Param) bool { return p.Name == "adjust" }):
			settings = append(settings, spec.Args{"adjust": {"holm"}})
		case slices.ContainsFunc(s.Params, func(p spec.Param) bool { return p.Name == "row-cost" }):
			settings = []spec.Args{{"row-cost": {"1us"}}}
		}
		for _, args := range settings {
			for r, rows := range []int{1, 5, 16, 33, 70} {
				for k, n := range []int{1, 2, 3, 69} {
					if raced.On && r%4 != k {
						continue // each size of chunks, each part
					}
					work, err := s.New(ds, args)
					if err != nil {
						t.Fatal(err)
					}
					job := &harness.Job{Data: ds, Workload: work, ChunkRows: rows}
					_, ref, err := job.ReferControl(t.Context(), n, n)
					if err != nil {
						t.Fatal(err)
					}
					control := harness.Trial{Engine: &harness.Control{}, Job: harness.ControlJob(job, n), Workers: []int{1, 2}, Reference: ref}
					for _, err := range (harness.Sweep{Blocks: 1}).Runs(t.Context(), control) {
						if err != nil {
							t.Errorf("%s %v, chunks of %d rows, part of %d: %v", s.Name, args, rows, n, err)
						}
					}
				}
			}
		}
	}
}

func TestLookupListsNames(t *testing.T) {
	_, err := Lookup("ttset")
	var flag *harness.FlagError
	if !errors.As(err, &flag) {
		t.Fatalf("error %v", err)
	}
	for _, s := range All {
		if !strings.Contains(err.Error(), s.Name) {
			t.Errorf("%q does not name %s", err, s.Name)
		}
	}
}

func TestBadSettings(t *testing.T) {
	ds := workloadtest.Matrix(1, 1, make([]float64, 10))
	for _, c := range []struct{ workload, flag, value string }{
		{"ttest", "var", "Welch"}, {"ttest", "adjust", "fdr"},
		{"spin", "plant", "1"}, {"spin", "plant", "-0.1"}, {"wait", "plant", "NaN"}, {"wait", "plant", "5%"},
		{"spin", "row-cost", "0s"}, {"wait", "row-cost", "-1us"}, {"wait", "row-cost", "4000"}, {"wait", "row-cost", "250 us"}, {"spin", "row-cost", "2h"},
		{"wait", "plant-merge", "1"}, {"spin", "plant-spawn", "x"}, {"stream", "plant-dispatch", "-1"},
		{"spin", "imbalance", "-0.5"}, {"wait", "imbalance", "NaN"}, {"stream", "imbalance", "11"},
		{"stream", "bytes-per-row", "0"}, {"stream", "bytes-per-row", "1000B"}, {"stream", "array", "1TB"}, {"stream", "array", "MiB"},
	} {
		s, err := Lookup(c.workload)
		if err != nil {
			t.Fatal(err)
		}
		_, err = s.New(ds, spec.Args{c.flag: {c.value}})
		var flag *harness.FlagError
		if !errors.As(err, &flag) || flag.Flag != c.flag || flag.Value != c.value {
			t.Errorf("%s --%s %s: error %v", c.workload, c.flag, c.value, err)
		}
	}
}
