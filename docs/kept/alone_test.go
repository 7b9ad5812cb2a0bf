package kept

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// Others may have a twentieth of all CPUs, not of one.
func TestDisturbed(t *testing.T) {
	for _, c := range []struct {
		others, wall time.Duration
		cpus         int
		want         bool
	}{
		{0, 10 * time.Second, 2, false},
		{900 * time.Millisecond, 10 * time.Second, 2, false},
		{1100 * time.Millisecond, 10 * time.Second, 2, true},
		{1100 * time.Millisecond, 10 * time.Second, 4, false},
	} {
		if err := disturbed(c.others, c.wall, c.cpus); (err != nil) != c.want {
			t.Errorf("%v of %v on %d CPUs: %v", c.others, c.wall, c.cpus, err)
		}
	}
}

// A sweep that others disturb is made again, in another empty folder of its own, and its table stops
// where they do not end.
func TestMadeAgain(t *testing.T) {
	for _, c := range []struct {
		disturbed, begun, kept int
	}{
		{0, 1, 1},
		{2, 3, 1},
		{mostTries, mostTries, 0},
	} {
		f := open(t, t.TempDir(), fakeHarness(t, sweepOf(t)))
		left := c.disturbed
		beside := func(_ context.Context, own string) (End, error) {
			if err := os.Mkdir(filepath.Join(own, "rows"), 0o700); err != nil { // is there already?
				return nil, err
			}
			return func() (map[string]float64, error) {
				if left--; left >= 0 {
					return nil, disturbedError{0.2}
				}
				return nil, nil
			}, nil
		}
		err := f.Make(t.Context(), Sweep{Name: "a", Command: "harness sweep --workload ttest", Beside: beside})
		a := f.Attempts()
		if (err == nil) != (c.kept == 1) || a.Begun != c.begun || a.Kept != c.kept || len(a.Faults) != c.begun-c.kept || a.Again != 0 {
			t.Errorf("disturbed %d times: %v, %+v", c.disturbed, err, a)
		}
	}
}
