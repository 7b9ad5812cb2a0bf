//go:build !race

// Simulations count how often an answer is right. The code under test starts no goroutine that
// other tests do not start under the race detector too.

package gate

import (
	"math"
	"testing"

	"serialfraction/results/analysis"
)

// The 95 % intervals of what is charged to a cause hold its true share in at least
// 93 % of simulated sweeps and, lest they be useless, in no more than 98.5 %: with few
// repeats and with trimmed ones, of two N and of several, of S and of e(N). Of 500
// sweeps the standard error is 1 %. Of machine@N, in which both N scatter equally, it is 99.3 %: with
// five repeats the degrees of freedom of a sum of variances are read too low, so that 98.4 % of 4000
// sweeps hold it.
func TestCoverageOfCauses(t *testing.T) {
	const sweeps = 500
	for _, tt := range []struct {
		name    string
		repeats int
		workers []int
		at      int
	}{
		{"two N, three repeats", 3, []int{1, 2}, 2},
		{"two N, ten repeats", 10, []int{1, 2}, 2},
		{"four N, five repeats", 5, []int{1, 2, 4, 8}, 8},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			l := law{split: 0.03, merge: 0.01, noise: 0.01, phases: 0.1, repeats: tt.repeats, workers: tt.workers}
			// Noise that is symmetric in log time makes means a little longer.
			mean := func(s, cv float64) float64 { return s * math.Exp(cv*cv/2) }
			split, merge := mean(l.split, l.phases), mean(l.merge, l.phases)
			t1 := split + merge + mean(1-l.split-l.merge, l.noise)
			held := map[string]int{}
			for seed := range uint64(sweeps) {
				s, err := analysis.NewSample(l.made(seed), analysis.Options{})
				if err != nil {
					t.Fatal(err)
				}
				e := &evidence{sample: s}
				count := func(name string, n int, of func(*evidence, int) (reading, error), truth float64) {
					i, err := of(e, n)
					if err != nil {
						t.Fatal(err)
					}
					if i.Lo <= truth && truth <= i.Hi {
						held[name]++
					}
				}
				count("split", 0, caused("split"), split/t1)
				count("split@N", tt.at, caused("split"), split/t1)
				count("merge", 0, caused("merge"), merge/t1)
				count("program@N", tt.at, owned("program"), (split+merge)/t1)
				count("machine@N", tt.at, owned("machine"), 0)
				count("karp-flatt@N", tt.at, karpFlattAt, (split+merge)/t1)
			}
			if len(held) != 6 {
				t.Fatalf("%d quantities", len(held))
			}
			for name, n := range held {
				most := 0.985
				if name == "machine@N" {
					most = 0.993
				}
				if share := float64(n) / sweeps; share < 0.93 || share > most {
					t.Errorf("%s: the interval holds the truth in %.1f %% of sweeps", name, 100*share)
				}
			}
		})
	}
}

// Gates whose bound is exactly the true value are decided in at most 5 % of sweeps, half
// of that on each side, however many gates there are.
func TestErrorRate(t *testing.T) {
	const sweeps = 200
	l := law{split: 0.05, noise: 0.01, phases: 0.05, repeats: 5, workers: []int{1, 2}}
	one := Gate{Check, parsed(t, ParseValue, "split<0.05")}
	wrong := map[int]int{}
	for seed := range uint64(sweeps) {
		e := gather(t, l.made(seed))
		for _, gates := range [][]Gate{{one}, {one, {Check, parsed(t, ParseValue, "split@2>0.05")}, {FailIf, parsed(t, ParseValue, "speedup@2<1.9047619")}}} {
			outcomes, err := Judge(gates, e.sample, e.analysis)
			if err != nil {
				t.Fatal(err)
			}
			for _, o := range outcomes {
				if o.Outcome != analysis.CannotTell {
					wrong[len(gates)]++
					break
				}
			}
		}
	}
	for gates, n := range wrong {
		if share := float64(n) / sweeps; share > 0.095 { // 5 % and three standard errors
			t.Errorf("of %d gates at the truth one is decided in %.1f %% of sweeps", gates, 100*share)
		}
	}
}
