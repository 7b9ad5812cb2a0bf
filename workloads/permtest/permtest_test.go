package permtest

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"serialfraction/harness"
	"serialfraction/workloads/spec"
	"serialfraction/workloads/ttest"
	"serialfraction/workloads/workloadtest"
)

// run returns the permutation test of ds.
func run(t testing.TB, ds *harness.Dataset, args spec.Args) *harness.Table {
	t.Helper()
	w, err := New(ds, args)
	if err != nil {
		t.Fatal(err)
	}
	return workloadtest.Run(t, w, ds)
}

// TestPermtestHasTheTOfTTest compares every bit of t, but where it is infinite.
func TestPermtestHasTheTOfTTest(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		na, nb, x := workloadtest.DrawRows(rt)
		ds, variance := workloadtest.Matrix(na, nb, x), workloadtest.DrawVariance(rt).Of("var")
		got := run(t, ds, spec.Args{"var": {variance}, "permutations": {"3"}})
		plain, err := ttest.New(ds, spec.Args{"var": {variance}})
		if err != nil {
			rt.Fatal(err)
		}
		want := workloadtest.Column(workloadtest.Run(t, plain, ds), "t")
		for row, stat := range workloadtest.Column(got, "t") {
			p := got.Values[2*row+1]
			if math.IsInf(stat, 0) && workloadtest.SameNumber(want[row], math.NaN()) && p > 0 && p <= 1 {
				continue
			}
			if !workloadtest.SameNumber(stat, want[row]) || math.IsNaN(stat) != math.IsNaN(p) || p < 0.25 || p > 1 {
				rt.Fatalf("row %d: t = %v, p = %v, ttest has t = %v", row, stat, p, want[row])
			}
		}
	})
}

// TestObservedArrangementCounts enumerates rows that are hard to sum up. Among the
// arrangements is the observed one, and with groups of one size the one that
// exchanges them: they must tie with it whatever the order of summation.
func TestObservedArrangementCounts(t *testing.T) {
	const n, ways = 4, 70
	rng := rand.New(rand.NewPCG(33, 34))
	for _, c := range []struct{ offset, scale, apart float64 }{
		{0, 1, 0}, {1e9, 1, 0}, {-1e12, 1, 3}, {0, 1, 1e6}, {0, 1e-9, 1e9}, {1e300, 1e299, 0}, {0, 1e-300, 0}, {5, 1, 1e15},
	} {
		x := make([]float64, 100*2*n)
		for i := range x {
			x[i] = c.offset + c.scale*rng.NormFloat64()
			if i%(2*n) < n {
				x[i] += c.apart
			}
		}
		for _, variance := range []string{"welch", "equal"} {
			out := run(t, workloadtest.Matrix(n, n, x), spec.Args{"var": {variance}, "permutations": {"0"}})
			for row, p := range workloadtest.Column(out, "p") {
				stat := out.Values[2*row]
				if p < 2./ways || math.IsNaN(stat) != math.IsNaN(p) || c.apart >= 1e6 && p > 2./ways {
					t.Errorf("%+v, %s, row %d: t = %v, p = %v", c, variance, row, stat, p)
				}
			}
		}
	}
}

// TestPermtestDependsOnSeedAndRow checks what the arrangements of a row depend on.
func TestPermtestDependsOnSeedAndRow(t *testing.T) {
	row := []float64{0.1, 0.5, 0.2, 1.3, 0.4, 1.1, 0.9, 0.8, 1.5, 0.3}
	ds := workloadtest.Matrix(5, 5, slices.Repeat(row, 40))
	p := func(args spec.Args) []float64 { return workloadtest.Column(run(t, ds, args), "p") }
	first := p(nil)
	if slices.Min(first) == slices.Max(first) {
		t.Error("equal rows have equal arrangements")
	}
	if !slices.Equal(first, p(spec.Args{"perm-seed": {"1"}})) || slices.Equal(first, p(spec.Args{"perm-seed": {"2"}})) {
		t.Error("the seed is not what decides")
	}
	if shared := p(spec.Args{"adjust": {"maxt"}}); slices.Min(shared) != slices.Max(shared) {
		t.Error("with maxt equal rows have different arrangements")
	}
}

// oddValues returns n values, now and then a missing one or an infinity.
func oddValues(n int, seed uint64) []float64 {
	rng := rand.New(rand.NewPCG(seed, seed+1))
	x := make([]float64, n)
	for i := range x {
		x[i] = 5 + rng.NormFloat64()
		switch rng.IntN(100) {
		case 0, 1, 2, 3:
			x[i] = math.NaN()
		case 4:
			x[i] = math.Inf(1)
		}
	}
	return x
}

func TestPermtestDoesNotAllocate(t *testing.T) {
	x := oddValues(50*70, 35)
	for _, args := range []spec.Args{nil, {"adjust": {"bh"}}, {"adjust": {"maxt"}}, {"permute": {"values"}}} {
		ds := workloadtest.Matrix(30, 40, x)
		w, err := New(ds, args)
		if err != nil {
			t.Fatal(err)
		}
		kernel := workloadtest.Kernel(t, w)
		out := &harness.Table{Columns: w.Outputs, Values: make([]float64, 50*len(w.Outputs))}
		if n := testing.AllocsPerRun(3, func() {
			kernel(out.Values, workloadtest.Whole(ds))
			if w.Finish != nil {
				w.Finish(out)
			}
		}); n != 0 {
			t.Errorf("%v: %v allocations a run", args, n)
		}
	}
}

// TestPermtestSameBitsAtAnyN runs sweeps with their control: an answer that differs
// in any bit from the plain loop's fails them.
func TestPermtestSameBitsAtAnyN(t *testing.T) {
	ds := workloadtest.Matrix(6, 9, oddValues(90*15, 37))
	for _, args := range []spec.Args{
		{"permutations": {"99"}}, {"permutations": {"99"}, "permute": {"values"}}, {"permutations": {"300"}, "adjust": {"holm"}}, {"permutations": {"300"}, "adjust": {"maxt"}},
	} {
		var want []float64
		for _, chunk := range []int{1, 7, 90} {
			w, err := New(ds, args)
			if err != nil {
				t.Fatal(err)
			}
			job := &harness.Job{Data: ds, Workload: w, ChunkRows: chunk}
			answer, err := harness.Answer(context.Background(), job)
			if err != nil {
				t.Fatal(err)
			}
			if want == nil {
				want = answer
			}
			if !slices.EqualFunc(answer, want, workloadtest.SameNumber) {
				t.Errorf("%v: another answer with %d rows to a chunk", args, chunk)
			}
			var trials []harness.Trial
			for _, schedule := range harness.Schedules {
				trials = append(trials, harness.Trial{Engine: &harness.Pool{Schedule: schedule}, Job: job, Workers: []int{1, 3}})
			}
			trials = append(trials, harness.Trial{Engine: &harness.Control{}, Job: harness.ControlJob(job, 3), Workers: []int{1, 3}})
			for _, err := range (harness.Sweep{Blocks: 2, Seed: 1}).Runs(t.Context(), trials...) {
				if err != nil {
					t.Errorf("%v, %d rows to a chunk: %v", args, chunk, err)
				}
			}
		}
	}
}

func TestPermtestRefuses(t *testing.T) {
	wide := workloadtest.Matrix(30, 30, make([]float64, 60))
	broad := workloadtest.Matrix(2, 4000, make([]float64, 4002))
	long := workloadtest.Matrix(2, 2, make([]float64, 4*40000))
	for _, c := range []struct {
		name string
		ds   *harness.Dataset
		args spec.Args
		flag string
		want string
	}{
		{"too many arrangements", wide, spec.Args{"permutations": {"0"}}, "permutations", "1.18e+17"},
		{"too much for maxT", long, spec.Args{"adjust": {"maxt"}, "permutations": {"10000"}}, "permutations", "type a number from 1 to 6710"},
		{"too much for maxT of few rows", broad, spec.Args{"adjust": {"maxt"}, "permutations": {"100000000"}}, "permutations", "from 1 to 3"},
		{"too wide to enumerate", broad, spec.Args{"permutations": {"0"}}, "permutations", "8006001 arrangements of 4002 samples take 4 GiB"},
		{"too many to draw", wide, spec.Args{"permutations": {"2000000000"}}, "permutations", "1000000000"},
		{"fraction", wide, spec.Args{"permutations": {"1e3"}}, "permutations", "whole number"},
		{"negative seed", wide, spec.Args{"perm-seed": {"-1"}}, "perm-seed", "whole number"},
		{"adjustment", wide, spec.Args{"adjust": {"maxT"}}, "adjust", "maxt"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := New(c.ds, c.args)
			var flag *harness.FlagError
			if !errors.As(err, &flag) || flag.Flag != c.flag || flag.Value != c.args.Of(c.flag) || !strings.Contains(flag.Want, c.want) {
				t.Errorf("error %v", err)
			}
		})
	}
	_, err := New(&harness.Dataset{Name: "x.csv", Cols: 3, Values: []float64{1, 2, 3}}, nil)
	if err == nil || !strings.Contains(err.Error(), "--groups") {
		t.Errorf("without groups: error %v", err)
	}
}
