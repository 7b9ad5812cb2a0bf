package ttest

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"serialfraction/harness"
	"serialfraction/workloads/spec"
	"serialfraction/workloads/workloadtest"
)

// run returns the t-test of ds.
func run(t testing.TB, ds *harness.Dataset, args spec.Args) *harness.Table {
	t.Helper()
	w, err := New(ds, args)
	if err != nil {
		t.Fatal(err)
	}
	return workloadtest.Run(t, w, ds)
}

func TestSwappingGroupsFlipsT(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		na, nb, x := workloadtest.DrawRows(rt)
		swapped := make([]float64, 0, len(x))
		for i := 0; i < len(x); i += na + nb {
			swapped = append(append(swapped, x[i+na:i+na+nb]...), x[i:i+na]...)
		}
		args := workloadtest.DrawVariance(rt)
		got, want := run(t, workloadtest.Matrix(nb, na, swapped), args), run(t, workloadtest.Matrix(na, nb, x), args)
		for i := 0; i < len(got.Values); i += 5 {
			g, w := got.Values[i:i+5], want.Values[i:i+5]
			if !workloadtest.SameNumber(g[0], w[1]) || !workloadtest.SameNumber(g[1], w[0]) || !workloadtest.SameNumber(g[2], -w[2]) ||
				!(workloadtest.SameNumber(g[3], w[3]) || math.Abs(g[3]-w[3]) <= 1e-15*w[3]) ||
				!(workloadtest.SameNumber(g[4], w[4]) || math.Abs(g[4]-w[4]) <= 1e-14*w[4]) {
				rt.Fatalf("row %d: %v, swapped %v", i/5, w, g)
			}
		}
	})
}

func TestScalingLeavesT(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		na, nb, x := workloadtest.DrawRows(rt)
		scale := math.Ldexp(1, rapid.IntRange(-100, 100).Draw(rt, "exponent"))
		scaled := slices.Clone(x)
		for i := range scaled {
			scaled[i] *= scale
		}
		args := workloadtest.DrawVariance(rt)
		got, want := run(t, workloadtest.Matrix(na, nb, scaled), args), run(t, workloadtest.Matrix(na, nb, x), args)
		for i := 0; i < len(got.Values); i += 5 {
			g, w := got.Values[i:i+5], want.Values[i:i+5]
			if !workloadtest.SameNumber(g[0], w[0]*scale) || !workloadtest.SameNumber(g[2], w[2]) || !workloadtest.SameNumber(g[3], w[3]) || !workloadtest.SameNumber(g[4], w[4]) {
				rt.Fatalf("row %d: %v, times %g: %v", i/5, w, scale, g)
			}
		}
	})
}

// TestChunkingLeavesBits cuts the rows anywhere and expects the same bits.
func TestChunkingLeavesBits(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		na, nb, x := workloadtest.DrawRows(rt)
		ds := workloadtest.Matrix(na, nb, x)
		w, err := New(ds, workloadtest.DrawVariance(rt))
		if err != nil {
			rt.Fatal(err)
		}
		want := make([]float64, 5*ds.NumRows())
		got := slices.Repeat([]float64{7}, len(want))
		w.Kernel(want, workloadtest.Whole(ds))
		for row := 0; row < ds.NumRows(); {
			n := rapid.IntRange(1, ds.NumRows()-row).Draw(rt, "chunk")
			w.Kernel(got[5*row:5*(row+n)], harness.Chunk{Row: row, Rows: n, Cols: ds.Cols,
				Values: x[row*ds.Cols : (row+n)*ds.Cols]})
			row += n
		}
		for i := range got {
			if !workloadtest.SameNumber(got[i], want[i]) {
				rt.Fatalf("row %d, column %d: %v in chunks, %v in one", i/5, i%5, got[i], want[i])
			}
		}
	})
}

func TestKernelDoesNotAllocate(t *testing.T) {
	x := make([]float64, 100*20)
	rng := rand.New(rand.NewPCG(11, 12))
	for i := range x {
		x[i] = rng.NormFloat64()
	}
	x[30], x[50] = math.NaN(), math.Inf(1)
	ds := workloadtest.Matrix(9, 11, x)
	w, err := New(ds, nil)
	if err != nil {
		t.Fatal(err)
	}
	dst := make([]float64, 5*ds.NumRows())
	if n := testing.AllocsPerRun(20, func() { w.Kernel(dst, workloadtest.Whole(ds)) }); n != 0 {
		t.Errorf("the kernel allocates %v times a chunk", n)
	}
}

func TestTTestNeedsTwoGroups(t *testing.T) {
	for _, ds := range []*harness.Dataset{
		{Name: "x.csv", Cols: 3, Values: []float64{1, 2, 3}, Rows: []string{"r"}},
		{Name: "x.csv", Cols: 3, Values: []float64{1, 2, 3}, Rows: []string{"r"}, Groups: harness.Groups{Sizes: [2]int{3, 0}}},
		{Name: "x.csv", Cols: 3, Values: []float64{1, 2, 3}, Rows: []string{"r"}, Groups: harness.Groups{Sizes: [2]int{1, 1}}},
	} {
		_, err := New(ds, nil)
		var flag *harness.FlagError
		if err == nil || !errors.As(err, &flag) || flag.Flag != "groups" || !strings.Contains(err.Error(), "type --groups") {
			t.Errorf("groups of %v: error %v", ds.Groups.Sizes, err)
		}
	}
}

func TestAdjustedPComesLast(t *testing.T) {
	ds := workloadtest.Matrix(2, 2, []float64{1, 2, 4, 5, 1, 3, 2, 4})
	out := run(t, ds, spec.Args{"adjust": {"bonferroni"}})
	for row := range 2 {
		v := out.Values[6*row : 6*row+6]
		if out.Column("q") != 5 || v[5] != min(1, 2*v[4]) {
			t.Errorf("%v: %v", out.Columns, v)
		}
	}
}
