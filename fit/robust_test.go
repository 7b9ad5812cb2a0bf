//go:build !race

package fit

import (
	"encoding/binary"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
)

// wellFormed returns what is wrong with a curve, "" for a good one: no number is NaN, every
// interval contains its value, and no quantity is negative that cannot be.
func wellFormed(c *Curve) string {
	type named struct {
		name string
		i    Interval
	}
	all := []named{{"peak", c.Peak()}, {"ceiling", c.Ceiling()}}
	for _, p := range c.Params {
		all = append(all, named{p.Name, p.Estimate}, named{p.Name + " wald", p.Wald})
		if p.SE != nil && math.IsNaN(*p.SE) {
			return p.Name + ": standard error NaN"
		}
	}
	for _, n := range []float64{1, 3, 1000} {
		p := c.Predict(n)
		all = append(all, named{"seconds", c.Seconds(n)}, named{"prediction", p.Seconds}, named{"throughput", p.Throughput}, named{"speed-up", p.Speedup})
		if p.Seconds.Lo < 0 || p.Speedup.Lo < 0 {
			return "a time or a speed-up below 0"
		}
	}
	for _, s := range []Solution{c.SolveSpeedup(3), c.SolveEfficiency(0.5), c.SolveSeconds(c.Seconds(2).Value), c.SolveLatency(1)} {
		all = append(all, named{"solution", s.Load})
	}
	for _, x := range all {
		if !(x.i.Lo <= x.i.Value && x.i.Value <= x.i.Hi) {
			return x.name + " is not within its interval"
		}
	}
	if strings.Contains(fmt.Sprint(c.Warnings, c.Sentence()), "NaN") {
		return "NaN in a sentence"
	}
	return ""
}

// oddReadings are readings that fits are wrong about more often than about others.
var oddReadings = [][]Reading{
	{},
	{{1, 1}, {2, 0.5}},
	{{1, 1}, {2, 0.5}, {4, 0.25}, {8, 0.125}},
	{{1, 1}, {1, 1}, {2, 1}, {2, 1}, {4, 1}, {4, 1}},
	{{1, 1}, {2, 3}, {4, 9}, {64, 100}},
	{{0.1, 1}, {0.5, 0.3}, {3.7, 0.1}, {5, 0.1}},
	{{0, 1}, {-1, 2}},
	{{1, math.NaN()}, {2, math.Inf(1)}},
	{{1, 1e-300}, {2, 1e300}, {3, 1}},
	{{1e300, 1}, {1, 1}, {2, 1}},
	{{1, 1}, {math.Nextafter(1, 2), 1}, {2, 0.6}, {4, 0.4}},
	{{1, 1e-3}, {2, 1e3}, {3, 1}, {4, 1e-6}, {16, 1e9}},
}

// methodOf returns the method of a loss, with the estimator that goes with it.
func methodOf(loss Loss) Method {
	m := Method{AllRepeats, loss, 0.95}
	if loss.Name == LogTime.Name {
		m.Estimator = TrimmedMean
	}
	return m
}

// checkError fails the test where an error is not one line, or names a flag.
func checkError(t *testing.T, err error) {
	t.Helper()
	if text := err.Error(); text == "" || strings.Contains(text, "\n") || strings.Contains(text, "--") {
		t.Fatalf("error %q", text)
	}
}

// Any bytes lead to an error with a message, or to a well-formed curve of a model. It is the fit
// that is fuzzed and not the choice between all fits, which takes a hundred times as long.
func FuzzFit(f *testing.F) {
	for _, rs := range oddReadings {
		var b []byte
		for _, r := range rs {
			b = binary.LittleEndian.AppendUint64(b, math.Float64bits(r.Load))
			b = binary.LittleEndian.AppendUint64(b, math.Float64bits(r.Seconds))
		}
		for kind := range uint8(len(Models) * len(Losses)) {
			f.Add(b, kind)
		}
	}
	f.Fuzz(func(t *testing.T, b []byte, kind uint8) {
		var rs []Reading
		for ; len(b) >= 16 && len(rs) < 12; b = b[16:] {
			rs = append(rs, Reading{
				math.Float64frombits(binary.LittleEndian.Uint64(b)),
				math.Float64frombits(binary.LittleEndian.Uint64(b[8:])),
			})
		}
		model, m := Models[int(kind)%len(Models)], methodOf(Losses[int(kind)/len(Models)%len(Losses)])
		c, err := m.Fit(model, rs)
		if err != nil {
			checkError(t, err)
			return
		}
		if fault := wellFormed(c); fault != "" {
			t.Fatalf("%s, loss %s, %v: %s", model.Name, m.Loss.Name, rs, fault)
		}
	})
}

// Odd readings lead to an error with a message, or to a choice with well-formed curves.
func TestChooseOddReadings(t *testing.T) {
	for _, rs := range oddReadings {
		for _, loss := range Losses {
			ch, err := methodOf(loss).Choose(rs)
			if err != nil {
				checkError(t, err)
				continue
			}
			for _, c := range ch.Candidates {
				if c.Curve == nil {
					continue
				}
				if fault := wellFormed(c.Curve); fault != "" {
					t.Fatalf("%s, loss %s, %v: %s", c.Model, loss.Name, rs, fault)
				}
			}
			if ch.Sentence == "" || strings.Contains(ch.Sentence, "NaN") {
				t.Fatalf("sentence %q", ch.Sentence)
			}
		}
	}
}

func BenchmarkMillionRows(b *testing.B) {
	rs := Readings(simulate(rand.New(rand.NewPCG(5, 5)), 1, 0.02, 0.02, 1_000_000/7, 1, 2, 4, 8, 16, 32, 64))
	for b.Loop() {
		if _, err := Default.Choose(rs); err != nil {
			b.Fatal(err)
		}
	}
}
