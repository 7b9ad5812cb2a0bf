package harness_test

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"serialfraction/harness"
)

// Whatever the rows, the outputs and N, each row is answered once, in its place.
func TestPerRow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := rapid.IntRange(1, 60).Draw(t, "rows")
		cols := rapid.IntRange(1, 5).Draw(t, "cols")
		outputs := make([]string, rapid.IntRange(1, 4).Draw(t, "outputs"))
		matrix := make([][]float64, rows)
		var want []float64
		for i := range matrix {
			for range cols {
				matrix[i] = append(matrix[i], rapid.Float64().Draw(t, "x"))
			}
			for k := range outputs {
				want = append(want, matrix[i][k%cols]*float64(k+1))
			}
		}
		data, err := harness.NewDataset("drawn", matrix)
		if err != nil {
			t.Fatal(err)
		}
		work := harness.PerRow("scale", outputs, func(dst, row []float64) {
			if len(row) != cols || len(dst) != len(outputs) {
				t.Errorf("%d values for %d outputs", len(row), len(dst))
			}
			for k := range dst {
				dst[k] = row[k%cols] * float64(k+1)
			}
		})
		job := &harness.Job{Data: data, Workload: work, ChunkRows: rapid.IntRange(1, 70).Draw(t, "chunk")}
		got := make([]float64, job.ResultLen())
		if _, err := new(harness.Pool).Run(t.Context(), got, job, rapid.IntRange(1, 4).Draw(t, "N")); err != nil {
			t.Fatal(err)
		}
		if !slices.EqualFunc(got, want, func(a, b float64) bool { return math.Float64bits(a) == math.Float64bits(b) }) {
			t.Fatalf("got %v, want %v", got, want)
		}
	})
}

func TestNewDatasetRefuses(t *testing.T) {
	for name, rows := range map[string][][]float64{
		"no rows":                           nil,
		"no values":                         {{}, {}},
		"row 3 has 1 values, row 1 has 2":   {{1, 2}, {3, 4}, {5}},
		"row 2 has 3 values, row 1 has 2: ": {{1, 2}, {3, 4, 5}},
	} {
		if _, err := harness.NewDataset("mine", rows); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%v: error %v, want one with %q", rows, err, name)
		}
	}
}

// NewDataset copies the values: the caller may change the rows afterwards.
func TestNewDatasetCopies(t *testing.T) {
	rows := [][]float64{{1, 2}, {3, 4}}
	data, err := harness.NewDataset("mine", rows)
	if err != nil {
		t.Fatal(err)
	}
	rows[1][0] = 9
	if data.Cols != 2 || data.NumRows() != 2 || !slices.Equal(data.Row(1), []float64{3, 4}) || data.ID(1) != "2" {
		t.Errorf("%+v", data)
	}
}

func TestNewJob(t *testing.T) {
	data := &harness.Dataset{Name: "mine", Cols: 1, Values: make([]float64, 100)}
	work := harness.PerRow("copy", []string{"x"}, func(dst, row []float64) { dst[0] = row[0] })
	job, err := harness.NewJob(t.Context(), data, work, 2)
	if err != nil || job.ChunkRows < 1 || job.ChunkRows > 100 {
		t.Errorf("%+v, %v", job, err)
	}
	coarse := work
	coarse.Coarse, coarse.Kernel = true, nil // chunks of one each are not timed
	if job, err := harness.NewJob(t.Context(), data, coarse, 3); err != nil || job.ChunkRows != 34 {
		t.Errorf("coarse: %+v, %v, want chunks of 34 rows", job, err)
	}
	if _, err := harness.NewJob(t.Context(), data, work, 0); !errors.As(err, new(*harness.FlagError)) {
		t.Errorf("no workers: error %v", err)
	}
	if _, err := harness.NewJob(t.Context(), &harness.Dataset{Name: "none"}, work, 2); err == nil || !strings.Contains(err.Error(), "no rows") {
		t.Errorf("no rows: error %v", err)
	}
	broken := harness.PerRow("broken", []string{"x"}, func([]float64, []float64) { panic("no") })
	if _, err := harness.NewJob(t.Context(), data, broken, 2); !errors.As(err, new(*harness.KernelError)) {
		t.Errorf("broken kernel: error %v", err)
	}
}

// The zero value of a pool has the first schedule, which has no coordinator.
func TestZeroPool(t *testing.T) {
	if (harness.Schedule{}).Coordinated() {
		t.Error("no schedule at all has a coordinator")
	}
	if !harness.Schedules[len(harness.Schedules)-1].Coordinated() {
		t.Error("queue has none")
	}
}
