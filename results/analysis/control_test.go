package analysis

import (
	"encoding/csv"
	"math"
	"os"
	"strconv"
	"testing"
	"time"

	"serialfraction/harness"
	"serialfraction/harness/runtest"
	"serialfraction/results"
)

// withControl returns a sweep with a control. In each block the control's run at N = 2
// takes the given multiple of that at N = 1.
func withControl(slower ...float64) *results.File {
	h := header(1, 2)
	runs := runtest.Amdahl(len(slower), 0, time.Second, 1, 2)
	for b, k := range slower {
		for n, times := range map[int]float64{1: 1, 2: k} {
			c := runtest.AmdahlRun(b, n, 0, time.Second*time.Duration(n), times)
			c.Engine = (&harness.Control{}).Name()
			runs = append(runs, c)
		}
	}
	return finished(h, runs)
}

// A control whose runs do not determine its S has none, and the analysis does not fail.
func TestControlCannotTell(t *testing.T) {
	for _, c := range []struct {
		name   string
		slower []float64
		known  bool
	}{
		{"quiet", []float64{1.1, 1.12, 1.11, 1.1}, true},
		{"wild", []float64{0.5, 3, 1, 2}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := analyze(t, withControl(c.slower...), Options{})
			if a.SerialFraction == nil || a.Control == nil || len(a.Control.Points) != 2 {
				t.Fatalf("S = %v, control %+v", a.SerialFraction, a.Control)
			}
			if known := a.Control.SerialFraction != nil; known != c.known {
				t.Errorf("S of the control is %v", a.Control.SerialFraction)
			}
		})
	}
}

// The machine's own serial fraction is that of the published scaling of
// independent processes.
func TestControlAgainstPublished(t *testing.T) {
	f, err := os.Open("../testdata/independent_processes.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.Comment = '#'
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows[1:] {
		n, _ := strconv.Atoi(row[1])
		scaling, _ := strconv.ParseFloat(row[2], 64)
		published, _ := strconv.ParseFloat(row[3], 64)
		t.Run(row[0]+" "+row[1], func(t *testing.T) {
			const one = time.Second
			h := header(1, n)
			h.Machine.EffectiveCPUs, h.GOMAXPROCS = 16, 16
			runs := runtest.Amdahl(3, 0, one, 1, n)
			for b := range 3 {
				for _, k := range h.Workers {
					c := runtest.AmdahlRun(b, k, 0, one*time.Duration(k), 1) // each copy does all the work
					if k == n {
						c = runtest.AmdahlRun(b, k, 0, one*time.Duration(k), float64(n)/scaling)
					}
					c.Engine = (&harness.Control{}).Name()
					runs = append(runs, c)
				}
			}
			a := analyze(t, finished(h, runs), Options{})
			p := a.Control.Points[1]
			if math.Abs(*p.KarpFlatt-published) > 5e-5 { // the scaling has three digits
				t.Errorf("e = %v, published %v", *p.KarpFlatt, published)
			}
			if math.Abs(p.Speedup.Value-scaling) > 1e-6 || math.Abs(p.Seconds.Value-float64(n)/scaling) > 1e-6 {
				t.Errorf("speed-up %v, %v s; want %v, %v s", p.Speedup.Value, p.Seconds.Value, scaling, float64(n)/scaling)
			}
			if s := a.Control.SerialFraction; math.Abs(s.Value-published) > 5e-5 {
				t.Errorf("S = %v, published e %v", s.Value, published)
			}
			if !p.Fitted || math.Abs(a.SerialFraction.Value) > 0.01 {
				t.Errorf("control fitted %v; the sweep's own S = %v, want 0", p.Fitted, a.SerialFraction.Value)
			}
		})
	}
}
