package planted

import (
	"errors"
	"math"
	"strings"
	"testing"

	"serialfraction/harness"
	"serialfraction/workloads/spec"
	"serialfraction/workloads/workloadtest"
)

// Each planted share is a share of the whole, which is the rows and all that is planted.
func TestPlantsAreSharesOfTheWhole(t *testing.T) {
	const parallel = 1e9
	for _, p := range []plants{
		{}, {split: 0.05}, {merge: 0.2}, {spawn: 0.1}, {dispatch: 0.5},
		{split: 0.1, merge: 0.2, spawn: 0.3, dispatch: 0.15},
	} {
		var alone, beside []float64
		w := harness.Workload{Kernel: func([]float64, harness.Chunk) {}}
		if err := p.into(&w, parallel, func(d float64) { alone = append(alone, d) }, func(d float64) { beside = append(beside, d) }); err != nil {
			t.Fatal(err)
		}
		if w.Begin != nil {
			w.Begin()
		}
		if w.NewWorker != nil {
			if _, err := w.NewWorker(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		if w.BeforeFirstChunk != nil {
			w.BeforeFirstChunk()
		}
		if w.Finish != nil {
			w.Finish(nil)
		}
		whole := parallel
		for _, d := range append(alone, beside...) {
			whole += d
		}
		check := func(name string, got []float64, shares ...float64) {
			for _, s := range shares {
				if s == 0 {
					continue
				}
				if len(got) == 0 || math.Abs(got[0]/whole-s) > 1e-12 {
					t.Errorf("%+v: %s is %v of %v, want the share %v", p, name, got, whole, s)
					return
				}
				got = got[1:]
			}
			if len(got) > 0 {
				t.Errorf("%+v: %s has %v too many", p, name, got)
			}
		}
		check("alone", alone, p.split, p.merge)
		check("beside others", beside, p.spawn, p.dispatch)
	}
}

// A worker whose start takes time gives the same answer as any other.
func TestLateWorkerAnswers(t *testing.T) {
	ds := workloadtest.Matrix(1, 1, make([]float64, 20))
	for _, s := range []spec.Workload{Spin, Wait, Stream} {
		plain, err := s.New(ds, nil)
		if err != nil {
			t.Fatal(err)
		}
		late, err := s.New(ds, spec.Args{"plant-spawn": {"1e-9"}})
		if err != nil {
			t.Fatal(err)
		}
		worker, err := late.NewWorker(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		want, got := make([]float64, 10), make([]float64, 10)
		workloadtest.Kernel(t, plain)(want, workloadtest.Whole(ds))
		if err := errors.Join(worker.Kernel(got, workloadtest.Whole(ds)), worker.Close()); err != nil {
			t.Fatal(err)
		}
		for i := range want {
			if got[i] != want[i] {
				t.Errorf("%s, row %d: %v, want %v", s.Name, i, got[i], want[i])
			}
		}
	}
}

func TestPlantsLeaveRoomForRows(t *testing.T) {
	ds := workloadtest.Matrix(1, 0, make([]float64, 10))
	for _, s := range []spec.Workload{Spin, Wait, Stream} {
		var flag *harness.FlagError
		if _, err := s.New(ds, spec.Args{"plant": {"0.5"}, "plant-merge": {"0.3"}, "plant-spawn": {"0.2"}}); !errors.As(err, &flag) || !strings.Contains(err.Error(), "add up to 1") {
			t.Errorf("%s with shares of 1 in all: error %v", s.Name, err)
		}
	}
	var flag *harness.FlagError
	if err := (plants{split: math.Nextafter(1, 0)}).into(&harness.Workload{}, 1e18, nil, nil); !errors.As(err, &flag) {
		t.Errorf("a serial part that never ends: error %v", err)
	}
}

// The weights of rows have the given mean and variation, do not depend on the number of rows,
// and are not correlated with their neighbours.
func TestWeights(t *testing.T) {
	const rows, cv = 200_000, 0.5
	s := spec.Read(plantParams, spec.Args{"imbalance": {"0.5"}})
	w, few := weightsOf(s, rows), weightsOf(s, 10)
	if s.Err() != nil {
		t.Fatal(s.Err())
	}
	var sum, squares, products float64
	for i := range rows {
		x := w.of(i, 1)
		if math.Abs(x-rowWeight(i, cv)) > 1e-9 || (i < 10 && few.of(i, 1) != x) {
			t.Fatalf("row %d weighs %v", i, x)
		}
		sum += x
		squares += (x - 1) * (x - 1)
		if i > 0 {
			products += (x - 1) * (w.of(i-1, 1) - 1)
		}
	}
	// Five standard errors; the squared deviation of this lognormal has variance 0.44.
	if mean, se := sum/rows, cv/math.Sqrt(rows); math.Abs(mean-1) > 5*se || math.Abs(w.of(0, rows)-sum) > 1e-6 {
		t.Errorf("mean weight %v, want 1 ± %v", mean, se)
	}
	if got, se := squares/rows, math.Sqrt(0.44/rows); math.Abs(got-cv*cv) > 5*se {
		t.Errorf("variance %v, want %v ± %v", got, cv*cv, se)
	}
	if got, se := products/rows, cv*cv/math.Sqrt(rows); math.Abs(got) > 5*se {
		t.Errorf("covariance of neighbours %v, want 0 ± %v", got, se)
	}
	if none := weightsOf(spec.Read(plantParams, nil), 7); none.of(2, 3) != 3 {
		t.Errorf("without imbalance 3 rows weigh %v", none.of(2, 3))
	}
}

// Workers that run side by side cost more, and give the same answer as one alone.
func TestInflationKeepsTheAnswer(t *testing.T) {
	ds := workloadtest.Matrix(1, 0, make([]float64, 64))
	w, err := newSpin(ds, spec.Args{"row-cost": {"1us"}, "plant-inflation": {"0.5"}})
	if err != nil {
		t.Fatal(err)
	}
	pool := &harness.Pool{Schedule: harness.Schedules[0]}
	trial := harness.Trial{Engine: pool, Job: &harness.Job{Data: ds, Workload: w, ChunkRows: 4}, Workers: []int{1, 4}}
	for _, err := range (harness.Sweep{Blocks: 3}).Runs(t.Context(), trial) {
		if err != nil {
			t.Fatal(err)
		}
	}
}

func TestWaitWeighsItsPace(t *testing.T) {
	ds := workloadtest.Matrix(1, 0, make([]float64, 10))
	w, err := newWait(ds, spec.Args{"imbalance": {"1"}, "row-cost": {"1ms"}})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := w.Weight(2, 3), rowWeight(2, 1)+rowWeight(3, 1)+rowWeight(4, 1); math.Abs(got-want) > 1e-9 {
		t.Errorf("rows 3–5 weigh %v, want %v", got, want)
	}
}

func TestPlantedKernelsDoNotAllocate(t *testing.T) {
	ds := workloadtest.Matrix(1, 0, make([]float64, 10))
	for _, s := range []spec.Workload{Spin, Wait, Stream} {
		w, err := s.New(ds, spec.Args{"imbalance": {"0.5"}, "plant": {"0.1"}})
		if err != nil {
			t.Fatal(err)
		}
		dst := make([]float64, 10)
		kernel := workloadtest.Kernel(t, w)
		if n := testing.AllocsPerRun(5, func() { kernel(dst, workloadtest.Whole(ds)) }); n != 0 {
			t.Errorf("%s: %v allocations", s.Name, n)
		}
	}
}
