package compare

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"serialfraction/fit"
	"serialfraction/harness"
	"serialfraction/results"
)

// turned makes sweeps of two laws on one machine, by turns, each with a level of its own.
func turned(a, b law, levels [2][]float64, change func(side, i int, h *results.Header)) []Group {
	groups := []Group{{Name: "old"}, {Name: "new"}}
	for i := range levels[0] {
		for side, l := range []law{a, b} {
			if i >= len(levels[side]) {
				continue
			}
			l.t1 = time.Duration(float64(l.t1) * math.Exp(levels[side][i]))
			h := header(8, []int{1, 2, 4, 8}, 8)
			h.Time = epoch.Add(time.Duration(2*i+side) * time.Hour)
			if change != nil {
				change(side, i, &h)
			}
			g := &groups[side]
			g.Sweeps = append(g.Sweeps, sampled(made(l, h, randoms(uint64(10*i+side)), nil)))
			g.Names = append(g.Names, fmt.Sprint(g.Name, i+1))
		}
	}
	return groups
}

var (
	sway = []float64{0.02, -0.03, 0.01, 0.03, -0.02} // of the sweeps of a side
	sink = []float64{0.03, 0.015, 0, -0.015, -0.03}
)

// One job whose sweeps vary by 3 % is nowhere different from itself, though two of its sweeps are.
func TestSweepsAreTheRepeats(t *testing.T) {
	groups := turned(steady, steady, [2][]float64{sway, sink}, nil)
	two, err := Groups([]Group{{"a", groups[0].Sweeps[1:2], []string{"a"}}, {"b", groups[1].Sweeps[:1], []string{"b"}}}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if r, _ := two.Pairs[0].Row("T(1)"); r.Verdict != Slower || r.OldSweeps != nil || two.Baseline.Sweeps != nil {
		t.Fatalf("two sweeps at 3 %% of each other: %+v", r)
	}
	c, err := Groups(groups, Options{})
	if err != nil {
		t.Fatal(err)
	}
	p := c.Pairs[0]
	for _, r := range p.Rows {
		if r.Verdict != Same && r.Verdict != CannotTell {
			t.Errorf("%s: %s, %+v", r.Quantity, r.Verdict, r.Difference)
		}
	}
	r, _ := p.Row("T(1)")
	if len(r.OldSweeps) != 5 || len(r.NewSweeps) != 5 || r.Repeats != 0 || r.Sweeps <= 5 || len(c.Baseline.Sweeps) != 5 || c.Baseline.Sweeps[0].Name != "old1" {
		t.Errorf("%+v, baseline %+v", r, c.Baseline.Sweeps)
	}
	if p.Apart || p.Paired || len(p.Warnings) > 0 || !strings.Contains(p.Verdict, "sweeps a side would settle it") {
		t.Errorf("%+v, %q, %s", p.Apart, p.Warnings, p.Verdict)
	}
	if more := p.Longer; len(more) != 2 || more[0].Sweeps < 1 || more[0].Repeats != 0 || more[1].Name != "new" {
		t.Errorf("%+v", more)
	}
}

// The interval of a time is Welch's of the logarithms of the sweeps' times.
func TestIntervalBetweenSweeps(t *testing.T) {
	groups := turned(quick, slower, [2][]float64{sway, sink[:4]}, nil)
	c, err := Groups(groups, Options{})
	if err != nil {
		t.Fatal(err)
	}
	r, _ := c.Pairs[0].Row("T(8)")
	logs := func(x []float64) []float64 {
		out := slices.Clone(x)
		for i := range out {
			out[i] = math.Log(out[i])
		}
		return out
	}
	want := exp(fit.SampleMean(logs(r.NewSweeps)).Minus(fit.SampleMean(logs(r.OldSweeps))).Interval(c.RowLevel))
	if got := *r.Ratio; math.Abs(got.Lo-want.Lo) > 1e-9 || math.Abs(got.Hi-want.Hi) > 1e-9 || r.Verdict != Slower {
		t.Errorf("%v, want %v: %s", got, want, r.Verdict)
	}
	if !(*r.P <= 0.05) {
		t.Errorf("p = %v", *r.P)
	}
}

// TestRefusedSides lists the sides that are not compared, and why.
func TestRefusedSides(t *testing.T) {
	other := func(side, i int, change func(h *results.Header)) func(int, int, *results.Header) {
		return func(s, k int, h *results.Header) {
			if s == side && k == i {
				change(h)
			}
		}
	}
	tests := []struct {
		name   string
		levels [2][]float64
		change func(side, i int, h *results.Header)
		want   string
	}{
		{"one against five", [2][]float64{sway, sink[:1]}, nil, "new1 is one sweep on its side, and one does not show how much sweeps vary: name two or more on each side"},
		{"two schedules on a side", [2][]float64{sway, sink}, other(1, 2, func(h *results.Header) { h.Schedule = "queue" }), "new1 and new3 are on one side but differ in schedule, dynamic against queue: a side is one job on machines that are alike; put the other on a side of its own"},
		{"two programs on a side", [2][]float64{sway, sink}, func(side, i int, h *results.Header) {
			h.Request = &results.Request{Program: []string{"./job", fmt.Sprint(i / 3)}}
		}, "old1 and old4 are on one side but differ in request.program, ./job 0 against ./job 1: a side is one job"},
		{"other data on a side", [2][]float64{sway, sink}, other(0, 1, func(h *results.Header) { h.Data.SHA256 = "ff" }), "their data differ"},
		{"one sweep twice", [2][]float64{sway, sink}, other(0, 1, func(h *results.Header) { h.Time = epoch }), "old1 and old2 are the same sweep"},
		{"none", [2][]float64{sway, nil}, nil, "new has no sweep: type harness compare OLD… -- NEW…"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Groups(turned(quick, quick, tt.levels, tt.change), Options{})
			if err == nil || !strings.Contains(err.Error(), tt.want) || strings.Contains(err.Error(), "\n") {
				t.Errorf("%v, want %q", err, tt.want)
			}
		})
	}
}

// What differs within a side is no difference of the sides, and is warned of where it may change a
// time, as how the workers slept does.
func TestWithinASide(t *testing.T) {
	c, err := Groups(turned(quick, quick, [2][]float64{sway, sink}, func(side, i int, h *results.Header) {
		h.Schedule = []string{"dynamic", "queue"}[side]
		h.Machine.Kernel = fmt.Sprint("6.", i)
		h.Seed = uint64(i)
		h.Parking = []harness.Parking{harness.ByFutex, harness.ByChannel}[i%2]
	}), Options{})
	if err != nil {
		t.Fatal(err)
	}
	p := c.Pairs[0]
	if len(p.Differences) != 1 || p.Differences[0].Key != "schedule" {
		t.Errorf("%+v", p.Differences)
	}
	if w := strings.Join(p.Warnings, "\n"); !strings.Contains(w, "the sweeps of old differ in parking and machine.kernel: what that changes counts as how much sweeps vary") || strings.Contains(w, "seed") {
		t.Errorf("%q", p.Warnings)
	}
}

// A sweep whose S is not above 0 has no ceiling, which JSON has as null.
func TestNoCeilingOfASweep(t *testing.T) {
	groups := turned(smooth, smooth, [2][]float64{sway, sink}, nil)
	c, err := Groups(groups, Options{})
	if err != nil {
		t.Fatal(err)
	}
	r, _ := c.Pairs[0].Row("ceiling")
	if none := slices.ContainsFunc(slices.Concat(r.OldSweeps, r.NewSweeps), math.IsNaN); !none || r.Verdict != CannotTell || r.Reason != "one of the sweeps has no value" {
		t.Fatalf("%+v", r)
	}
	line, err := json.Marshal(r)
	if err != nil || !strings.Contains(string(line), "null") || strings.Contains(string(line), "NaN") {
		t.Errorf("%s, %v", line, err)
	}
}

// The rate of a side is that at an N that all its sweeps have.
func TestRateAtACommonN(t *testing.T) {
	same := []float64{0, 0.001, 0, -0.001, 0.002}
	c, err := Groups(turned(quick, quick, [2][]float64{same, same}, func(side, i int, h *results.Header) {
		if side == 1 && i == 2 {
			h.Workers = []int{1, 2, 4}
		}
	}), Options{})
	if err != nil {
		t.Fatal(err)
	}
	r, _ := c.Pairs[0].Row("rows/s/worker")
	for i, want := range []float64{3051 / 8.0 / quick.seconds(8), 3051 / 4.0 / quick.seconds(4)} {
		for _, got := range [2]Values{r.OldSweeps, r.NewSweeps}[i] {
			if math.Abs(math.Log(got/want)) > 0.03 {
				t.Errorf("side %d: %v, want about %v", i, got, want)
			}
		}
	}
}

// An interval from two noisy sweeps a side is written in JSON whatever its ends are.
func TestTwoSweepsASide(t *testing.T) {
	wild := []float64{0.5, -0.5}
	c, err := Groups(turned(quick, quick, [2][]float64{wild, {-0.4, 0.6}}, nil), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := json.Marshal(c); err != nil {
		t.Error(err)
	}
	r, _ := c.Pairs[0].Row("T(1)")
	if r.Verdict != CannotTell || r.Ratio.Hi < 100 {
		t.Errorf("%+v", r)
	}
	if strings.Contains(c.Verdict, "00000") {
		t.Error(c.Verdict)
	}
}

// What other work could make in a sweep of a side is left open. A sweep that it made is left out of
// all rows but the program's own S, where two of its side remain.
func TestBusySweepOfASide(t *testing.T) {
	for _, tt := range []struct {
		name    string
		share   func(n int) float64
		busy    []int // sweeps of the new side
		verdict Verdict
		sweeps  int // of the row
	}{
		{"some load", even, []int{2}, CannotTell, 5},
		{"one sweep of load alone", rising, []int{2}, Same, 4},
		{"one left", rising, []int{0, 1, 2, 3}, CannotTell, 5},
	} {
		t.Run(tt.name, func(t *testing.T) {
			still := []float64{0, 0.0001, 0, -0.0001, 0.0001}
			groups := turned(steady, steady, [2][]float64{still, still}, nil)
			for side, g := range groups {
				for i, s := range g.Sweeps {
					share := quiet
					if side == 1 && slices.Contains(tt.busy, i) {
						share = tt.share
					}
					loaded(s.File, share)
					g.Sweeps[i] = sampled(s.File)
				}
			}
			c, err := Groups(groups, Options{})
			if err != nil {
				t.Fatal(err)
			}
			p := c.Pairs[0]
			if r, _ := p.Row("T(8)"); r.Verdict != tt.verdict || len(r.NewSweeps) != tt.sweeps || len(r.OldSweeps) != 5 || r.OtherWork != (r.Verdict == CannotTell) {
				t.Errorf("%+v, %v", r, *r.Ratio)
			}
			if r, _ := p.Row("program"); len(r.NewSweeps) != 5 || r.Verdict != Same {
				t.Errorf("program: %+v", r)
			}
			left := strings.Contains(strings.Join(p.Warnings, "\n"), "so of this sweep only the program's own S is compared")
			if left != (tt.sweeps < 5) || p.OtherWork == nil || c.Baseline.OtherWork != nil {
				t.Errorf("%q, other work %+v", p.Warnings, p.OtherWork)
			}
			about := slices.DeleteFunc(slices.Clone(p.Warnings), func(w string) bool { return !strings.Contains(w, "other work") })
			if n := len(tt.busy) - 1; len(about) != 1 || strings.HasSuffix(about[0], fmt.Sprintf("; likewise %d more sweeps of new", n)) != (n > 0) {
				t.Errorf("%q", about)
			}
			if !strings.HasPrefix(c.Verdict, `The machine of "new`) {
				t.Error(c.Verdict)
			}
		})
	}
}
