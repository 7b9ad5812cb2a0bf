package curves

import (
	"math"
	"strings"
	"testing"

	"serialfraction/fit"
)

func TestContention(t *testing.T) {
	if a := analyze(t, timesOf(amdahl(0.1), 5, 1, 2, 4, 8), Options{}); a.Contention == nil || a.Contention.Seen {
		t.Errorf("even noise: %+v", a.Contention)
	}
	// Most runs at N > 1 are delayed; some are not.
	s, slow := timesOf(amdahl(0.02), 30, 1, 2, 4, 8), timesOf(amdahl(0.2), 30, 1, 2, 4, 8)
	for i := range s.Readings {
		if i%30 >= 7 {
			s.Readings[i] = slow.Readings[i]
		}
	}
	if a := analyze(t, s, Options{}); !strings.Contains(strings.Join(a.Warnings, "\n"), "contention on the machine") {
		t.Errorf("no warning of contention in %q", a.Warnings)
	}
}

func TestBootstrap(t *testing.T) {
	a := analyze(t, timesOf(amdahl(0.1), 5, 1, 2, 4, 8, 16), Options{Bootstrap: true})
	b, ok := a.Models[0].Bootstrap["S"]
	if !ok || !(b.Lo < 0.1 && 0.1 < b.Hi) {
		t.Errorf("bootstrap of S: %+v", b)
	}
	single := analyze(t, timesOf(amdahl(0.1), 1, 1, 2, 4, 8), Options{Bootstrap: true})
	if !strings.Contains(strings.Join(single.Warnings, "\n"), "no bootstrap: one run per N") {
		t.Errorf("%q", single.Warnings)
	}
}

// TestManyLoads gathers a concurrency that is never twice the same, and finds the law
// all the same.
func TestManyLoads(t *testing.T) {
	s := Series{Quantity: Time}
	for i := range 5000 {
		n := 1 + 63*float64(i)/4999
		s.Readings = append(s.Readings, fit.Reading{Load: n, Seconds: amdahl(0.03)(n) * (1 + 0.01*math.Sin(float64(i)*1.7))})
	}
	a := analyze(t, s, Options{})
	near(t, "S", a.SerialFraction.Value, 0.03, 0.02)
	if len(a.Points) > mostLoads || a.Points[0].Workers != 1 || a.Runs != 5000 {
		t.Errorf("%d points from N = %g, %d runs", len(a.Points), a.Points[0].Workers, a.Runs)
	}
	if !strings.Contains(a.Warnings[0], "5000 different N") {
		t.Errorf("%q", a.Warnings)
	}
}

// cisco is the benchmark of a Cisco server in Schwartz, Practical Scalability Analysis
// with the Universal Scalability Law (2015): throughput at N = 1, 2, 3 …
var cisco = []float64{955.16, 1878.91, 2688.01, 3548.68, 4315.54, 5130.43, 5931.37, 6531.08, 7219.8, 7867.61, 8278.71,
	8646.7, 9047.84, 9426.55, 9645.37, 9897.24, 10097.6, 10240.5, 10532.39, 10798.52, 11151.43, 11518.63, 11806, 12089.37,
	12075.41, 12177.29, 12211.41, 12158.93, 12155.27, 12118.04, 12140.4, 12074.39}
