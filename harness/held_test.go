package harness_test

import (
	"context"
	"errors"
	"math"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"serialfraction/harness"
	"serialfraction/harness/enginetest"
)

// half returns a job, its answer, and the rows of the first half and of the last chunk as held.
func half(t *testing.T) (*harness.Job, []float64, *harness.Held) {
	t.Helper()
	j := enginetest.Job(100, 3, 10)
	answer, err := harness.Answer(t.Context(), j)
	if err != nil {
		t.Fatal(err)
	}
	h := &harness.Held{Answer: slices.Clone(answer), Has: make([]bool, 100)}
	for row := range h.Has {
		if h.Has[row] = row < 55 || row >= 90; !h.Has[row] {
			h.Answer[2*row], h.Answer[2*row+1] = -1, -1
		}
	}
	return j, answer, h
}

// Chunks whose rows are held are copied, all others computed, and the answer is the same; also
// where a worker computes.
func TestHolding(t *testing.T) {
	for _, worker := range []bool{false, true} {
		j, answer, h := half(t)
		var computed atomic.Int64
		kernel := j.Workload.Kernel
		count := func(dst []float64, c harness.Chunk) { computed.Add(int64(c.Rows)); kernel(dst, c) }
		if j.Workload.Kernel = count; worker {
			j.Workload.Kernel = nil
			j.Workload.NewWorker = func(context.Context) (harness.Worker, error) { return harness.Stateless(count), nil }
		}
		got, _, err := harness.Once(t.Context(), &harness.Pool{Schedule: harness.Schedules[0]}, j.Holding(h), 2)
		if err != nil || !slices.Equal(got, answer) || computed.Load() != 40 || h.Rows() != 65 {
			t.Errorf("%d rows computed of %d held, %v: %v", computed.Load(), h.Rows(), err, got)
		}
	}
}

// Rows of another job are found out, wherever they are; a column that the last step fills is not
// held against the kernel.
func TestCheckHeld(t *testing.T) {
	j, _, h := half(t)
	if err := j.CheckHeld(t.Context(), h); err != nil {
		t.Error(err)
	}
	for _, row := range []int{0, 99} {
		other := &harness.Held{Answer: slices.Clone(h.Answer), Has: h.Has}
		other.Answer[2*row+1]++
		if err := j.CheckHeld(t.Context(), other); err == nil || !strings.Contains(err.Error(), "the rows are of another job") {
			t.Errorf("row %d: %v", row, err)
		}
	}
	kernel := j.Workload.Kernel
	j.Workload.Kernel = func(dst []float64, c harness.Chunk) {
		kernel(dst, c)
		dst[1] = math.NaN()
	}
	if err := j.CheckHeld(t.Context(), h); err == nil {
		t.Error("a number where the kernel has none")
	}
	j.Workload.Finish = func(*harness.Table) {}
	if err := j.CheckHeld(t.Context(), h); err != nil {
		t.Errorf("a column of the last step: %v", err)
	}
	j.Workload.Kernel = func([]float64, harness.Chunk) { panic("no more") }
	if err := j.CheckHeld(t.Context(), h); err == nil || !strings.Contains(err.Error(), "no more") {
		t.Errorf("a kernel that fails: %v", err)
	}
}

// A run that was ended before it began computes no row, however short it is.
func TestEndedBeforeItBegan(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, s := range harness.Schedules {
		j := enginetest.Job(3, 3, 1)
		var computed atomic.Int64
		kernel := j.Workload.Kernel
		j.Workload.Kernel = func(dst []float64, c harness.Chunk) { computed.Add(1); kernel(dst, c) }
		for range 100 {
			if _, _, err := harness.Once(ctx, &harness.Pool{Schedule: s}, j, 2); !errors.Is(err, context.Canceled) || computed.Load() > 0 {
				t.Fatalf("%s: %d rows computed, %v", s.Name, computed.Load(), err)
			}
		}
	}
}

// Fill completes an answer that ended early with what is held.
func TestFillWithHeld(t *testing.T) {
	j, answer, h := half(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	got, _, err := harness.Once(ctx, &harness.Pool{Schedule: harness.Schedules[0]}, j.Holding(h), 2)
	if err == nil {
		t.Fatal("no error")
	}
	h.Fill(got)
	rows := j.Finished(got)
	if len(rows) != 65 {
		t.Errorf("%d rows", len(rows))
	}
	for _, row := range rows {
		if got[2*row+1] != answer[2*row+1] {
			t.Errorf("row %d: %v", row, got[2*row+1])
		}
	}
}
