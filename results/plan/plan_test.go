package plan

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"serialfraction/fit"
	"serialfraction/results/analysis"
	"serialfraction/results/sizes"
)

// near fails unless two numbers agree to a relative error.
func near(t interface{ Errorf(string, ...any) }, what string, got, want, relative float64) {
	if math.Abs(got-want) > relative*math.Max(math.Abs(want), 1e-12) {
		t.Errorf("%s is %v, want %v", what, got, want)
	}
}

func assumed(t interface{ Fatal(...any) }, s float64) Basis {
	b, err := Assumed(s)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// measured is a basis of Amdahl's law with an interval of S.
func measured(s, lo, hi float64) Basis {
	i := fit.Interval{Value: s, Lo: lo, Hi: hi, Level: 0.95}
	return Basis{Source: "a.jsonl", Rows: 2000, Seconds: &fit.Interval{Value: 28800, Lo: 28700, Hi: 28900, Level: 0.95}, Serial: &i,
		Laws: []fit.Prospect{fit.Assumed(i)}, Fitted: []float64{1, 2, 4, 8}, Repeats: 10}
}

func make1(t interface{ Fatal(...any) }, b Basis, q Question) *Plan {
	p, err := Make([]Basis{b}, q)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// The closed forms of Amdahl's law: N = U(1−S)/(1−US) for a speed-up U, the best time S·T1, the
// knee near 1/S, and S that a target needs.
func TestClosedForms(t *testing.T) {
	for _, s := range []float64{0.0001, 0.001, 0.01, 0.05, 0.3} {
		for _, up := range []float64{1.5, 3, 20, 90, 960} {
			p := make1(t, assumed(t, s), Question{Target: 28800 / up, Runtime: 28800, Price: 0.05})
			near(t, "the speed-up needed", p.SpeedupNeeded, up, 1e-12)
			near(t, "S needed", *p.NeededSerialFraction, 1/up, 1e-12)
			near(t, "the best time", p.BestSeconds.Value, 28800*(s+(1-s)/MostWorkers), 1e-9)
			if up*s >= 1 {
				if p.Reachable != No || p.Workers != nil {
					t.Errorf("S = %v, %vx: %s with %+v", s, up, p.Reachable, p.Workers)
				}
				near(t, "the gain of all code", p.CodeGainNeeded.Value, s*up, 1e-5)
				continue
			}
			n := math.Ceil(up * (1 - s) / (1 - up*s) * (1 - 1e-9))
			if p.Reachable != Yes || p.Workers.Value != n || p.Workers.Lo != n || p.Workers.Hi != n {
				t.Errorf("S = %v, %vx: %s with %+v workers, want %v", s, up, p.Reachable, p.Workers, n)
			}
			near(t, "worker-hours", p.Decision.WorkerHours.Value, n*8*(s+(1-s)/n), 1e-9)
			near(t, "the price", p.Decision.Price.Value, 0.05*n*8*(s+(1-s)/n), 1e-9)
			near(t, "the floor", p.FloorSeconds.Value, 28800*s, 1e-12)
			// One more worker adds (1−S)/((1−S+nS)(1−S+nS+S)): a quarter at N of the knee.
			adds := func(n float64) float64 { return (1 - s) / ((1 - s + n*s) * (1 - s + n*s + s)) }
			if k := p.Decision.Knee.Value; adds(k) >= KneeGain || k > 1 && adds(k-1) < KneeGain {
				t.Errorf("S = %v: the knee is %v", s, k)
			}
		}
	}
}

// The figures of better code: 10 times the kernel raises S of 0.0117 to 0.106 and leaves the
// floor; 10 times all code leaves S and divides the floor.
func TestBetterCode(t *testing.T) {
	p := make1(t, assumed(t, 0.0117), Question{Target: 30, Runtime: 28800})
	kernel, all := p.Outlooks[1], p.Outlooks[2]
	near(t, "S with a faster kernel", kernel.Serial.Value, 0.0117/(0.0117+0.9883/10), 1e-12)
	near(t, "the best time with a faster kernel", kernel.BestSeconds.Value, 0.0117*28800, 1e-6)
	near(t, "S with all code faster", all.Serial.Value, 0.0117, 1e-12)
	near(t, "the best time with all code faster", all.BestSeconds.Value, 0.00117*28800, 1e-6)
	if kernel.Reachable != No || all.Reachable != No || p.KernelGainNeeded != nil {
		t.Errorf("kernel %s, all %s, %v", kernel.Reachable, all.Reachable, p.KernelGainNeeded)
	}
	near(t, "what is left", p.Left, 0.00117*28800/30, 1e-5)
	if !strings.Contains(p.Verdict, "another technology must give the other 1.13x") {
		t.Error(p.Verdict)
	}
	// With 100 workers at most the kernel must be g times as fast: S + (1−S)/(100g) = 1/50.
	p = make1(t, assumed(t, 0.0117), Question{Target: 28800.0 / 60, Runtime: 28800, MaxWorkers: 100})
	near(t, "the gain of the kernel", *p.KernelGainNeeded, 0.9883/(100*(1.0/60-0.0117)), 2e-3)
	p = make1(t, assumed(t, 0.0117), Question{Target: 28800.0 / 60, Runtime: 28800, MaxWorkers: 100, Faster: math.Ceil(*p.KernelGainNeeded*1000) / 1000, Counts: Kernel})
	if p.Reachable != Yes || p.Workers.Value != 100 {
		t.Errorf("with that gain: %s, %+v", p.Reachable, p.Workers)
	}
}

// With better code workers are efficient over that code: no efficiency is above 1, and from the
// knee on no row of the table adds more than the knee's sentence has.
func TestStepsOfBetterCode(t *testing.T) {
	for _, gain := range []Gain{Kernel, All} {
		p := make1(t, assumed(t, 0.01), Question{Target: 30, Runtime: 28800, Faster: 12, Counts: gain, MaxWorkers: 5000})
		for _, s := range p.Steps {
			if s.Efficiency > 1+1e-12 || s.Workers >= p.Decision.Knee.Value && s.NextGain >= KneeGain {
				t.Errorf("%s: %+v", gain, s)
			}
			near(t, "the speed-up", s.Speedup, 28800/s.Seconds.Value, 1e-12)
		}
	}
}

// The rule of the article, 10 times by code and 100 times by workers, needs the serial part
// faster too.
func TestArticlesRule(t *testing.T) {
	for gain, want := range map[Gain]Answer{AsItIs: No, Kernel: No, All: Yes} {
		p := make1(t, assumed(t, 0.01), Question{Target: 28800.0 / 999, Runtime: 28800, Faster: 10, Counts: gain})
		if p.Reachable != want {
			t.Errorf("999x with better code %q: %s", gain, p.Reachable)
		}
	}
	if p := make1(t, assumed(t, 0.01), Question{Target: 28800.0 / 1001, Runtime: 28800, Faster: 10, Counts: All}); p.Reachable != No {
		t.Errorf("1001x: %s", p.Reachable)
	}
}

// The answers at the ends of an interval of S.
func TestDecisions(t *testing.T) {
	for _, tc := range []struct {
		target float64
		want   Answer
	}{{600, Yes}, {360, CannotTell}, {30, No}} {
		p := make1(t, measured(0.0117, 0.0102, 0.0131), Question{Target: tc.target})
		if p.Reachable != tc.want {
			t.Errorf("%v s: %s", tc.target, p.Reachable)
		}
		if !strings.HasPrefix(p.Verdict, map[Answer]string{Yes: "Reachable: ", No: "Not reachable: ", CannotTell: "Cannot tell"}[tc.want]) {
			t.Errorf("%v s: %s", tc.target, p.Verdict)
		}
		if settles := p.Need.Settles(); settles != (tc.want == CannotTell) {
			t.Errorf("%v s: something would settle it: %v", tc.target, settles)
		}
	}
}

// What is missing: without merge the S of the kind would do for 0.0037, which is not
// enough for 30 s, but is for 2 min.
func TestRemedies(t *testing.T) {
	b := measured(0.0117, 0.0102, 0.0131)
	for name, s := range map[string]float64{"merge": 0.008, "split": 0.003, "spawn": 0.0007} {
		b.Removals = append(b.Removals, analysis.Removal{Cause: name, Owner: "program", Serial: fit.Interval{Value: s, Lo: s * 0.99, Hi: s * 1.01, Level: 0.95}})
	}
	slices.SortFunc(b.Removals, func(a, b analysis.Removal) int { return cmp.Compare(b.Serial.Value, a.Serial.Value) })
	p := make1(t, b, Question{Target: 30})
	near(t, "S without merge", p.Remedies[0].Serial.Value, 0.0037, 1e-9)
	if r := p.Remedies[0]; r.Without[0] != "merge" || r.Reachable != No {
		t.Errorf("%+v", r)
	}
	p = make1(t, b, Question{Target: 200})
	if r := p.Remedies[0]; p.Reachable != No || r.Reachable != Yes || !strings.Contains(p.Verdict, "Without merge (0.0080) S would be 0.0037, and the target is reached.") {
		t.Errorf("%s: %+v", p.Verdict, r)
	}
}

// From a sample to the job: a fixed cause shrinks with the rows; with one size S may also stay.
func TestSizes(t *testing.T) {
	sweep := func(rows, merge, spawn, one float64) Basis {
		b := measured(merge+spawn, merge+spawn-0.0002, merge+spawn+0.0002)
		b.Rows, b.Seconds = rows, &fit.Interval{Value: one, Lo: one * 0.999, Hi: one * 1.001, Level: 0.95}
		for name, s := range map[string]float64{"merge": merge, "spawn": spawn} {
			b.Causes = append(b.Causes, Cause{Name: name, Fixed: name == "spawn", Serial: fit.Interval{Value: s, Lo: s, Hi: s, Level: 0.95}})
		}
		return b
	}
	// Merge takes 1 % at any size; spawn takes 0.02 s at any size.
	small, large := sweep(1000, 0.01, 0.02, 1), sweep(2000, 0.01, 0.01, 2)
	p := make1(t, small, Question{Target: 2, Rows: 100_000})
	near(t, "T1", p.OneSeconds.Value, 100, 1e-12)
	near(t, "S assumed", p.Serial.Value, 0.0102, 1e-9)
	near(t, "its upper end", p.Serial.Hi, 0.0302, 1e-9)
	if p.Growth != Supposed {
		t.Errorf("growth %q", p.Growth)
	}
	for _, order := range [][]Basis{{small, large}, {large, small}} {
		p, err := Make(order, Question{Target: 2, Rows: 100_000})
		if err != nil {
			t.Fatal(err)
		}
		near(t, "T1", p.OneSeconds.Value, 100, 1e-9)
		near(t, "S measured", p.Serial.Value, 0.0102, 1e-9)
		sum := 0.0
		for _, c := range p.Sizes {
			sum += c.Job
			if want := map[string]sizes.Growth{"spawn": sizes.Fixed, "merge": sizes.Grows}[c.Name]; c.Growth != want {
				t.Errorf("%s grows %q", c.Name, c.Growth)
			}
		}
		near(t, "the sum of the causes", sum, p.Serial.Value, 1e-9)
		if p.Growth != BySizes || p.Reachable != Yes {
			t.Errorf("growth %q, %s", p.Growth, p.Verdict)
		}
	}
	if _, err := Make([]Basis{small, small}, Question{Target: 2}); err == nil {
		t.Error("two sweeps of one size show what grows")
	}
}

// A measured point outweighs the laws.
func TestMeasuredPoints(t *testing.T) {
	b := measured(0.5, 0.45, 0.55)
	b.Measured = []Measured{{16, fit.Interval{Value: 4, Lo: 3.8, Hi: 4.2, Level: 0.95}}}
	if p := make1(t, b, Question{Target: 28800 / 3.5}); p.Reachable != Yes || p.Workers.Hi != 16 {
		t.Errorf("%s, %+v", p.Reachable, p.Workers)
	}
	if p := make1(t, b, Question{Target: 28800 / 4.0}); p.Reachable != CannotTell {
		t.Errorf("%s", p.Reachable)
	}
}

// On a machine that takes nothing from it the program has its own S, by Amdahl's law.
func TestProgramsOwn(t *testing.T) {
	b := measured(0.1, 0.09, 0.11)
	b.Program = &fit.Interval{Value: 0.01, Lo: 0.008, Hi: 0.012, Level: 0.95}
	p := make1(t, b, Question{Target: 28800.0 / 50})
	if len(p.Outlooks) != 6 || p.Reachable != No || p.Outlooks[3].Reachable != Yes || p.Outlooks[3].On == p.Outlooks[0].On {
		t.Fatalf("%+v", p.Outlooks)
	}
	near(t, "N", p.Outlooks[3].Workers.Value, math.Ceil(50*0.99/0.5), 1e-12)
	if !strings.Contains(p.Verdict, "On a machine that takes nothing from the program (its own S is 0.0100 (0.0080–0.0120)): reachable with 99 workers (") {
		t.Error(p.Verdict)
	}
	b.Causes = []Cause{{Name: "spawn", Fixed: true, Serial: fit.Interval{Value: 0.005, Lo: 0.005, Hi: 0.005}, Own: 0.004}}
	p = make1(t, b, Question{Target: 28800.0, Rows: 200_000})
	near(t, "its own S in the job", p.Program.Value, 0.01-0.004*0.99, 1e-9)
}

// What is not known of the mean time is not promised, and an interrupted sweep is marked.
func TestMeanUnknown(t *testing.T) {
	b := measured(0.01, 0.009, 0.011)
	b.MeanUnknown, b.Interrupted = true, true
	p := make1(t, b, Question{Target: 3600})
	if p.Reachable != CannotTell || !strings.Contains(p.Verdict, "the typical run does it with 9 workers") || p.Need.Repeats != 40 || !p.Interrupted || p.CodeGainNeeded != nil {
		t.Errorf("%s: %+v", p.Verdict, p.Need)
	}
	if p := make1(t, b, Question{Target: 30}); p.Reachable != No {
		t.Errorf("slow runs make %s", p.Reachable)
	}
}

// Beyond all workers there is no S to name.
func TestMoreWorkersThanThereAre(t *testing.T) {
	for _, q := range []Question{{Target: 1e-6, Runtime: 28800}, {Target: 30, Runtime: 28800, MaxWorkers: 500}, {Target: 30, Runtime: 31, MaxWorkers: 1}} {
		p := make1(t, assumed(t, 0), q)
		none, err := Make(nil, q)
		if err != nil {
			t.Fatal(err)
		}
		if p.Reachable != No || p.NeededSerialFraction != nil || none.Reachable != No || !strings.Contains(p.Verdict, "workers even with S = 0") {
			t.Errorf("%+v: %s; %s", q, p.Verdict, none.Verdict)
		}
	}
}

// The data leave two laws open: what one reaches and the other does not cannot be told.
func TestOpenLaws(t *testing.T) {
	var rs []fit.Reading
	for _, n := range []float64{1, 2, 4, 8} {
		for k := range 6 {
			rs = append(rs, fit.Reading{Load: n, Seconds: 100 * (0.02 + 0.98/n + 0.0004*(n-1)) * (1 + 0.004*float64(k%3-1))})
		}
	}
	ch, err := fit.Default.Choose(rs)
	if err != nil {
		t.Fatal(err)
	}
	_, s := ch.Serial()
	b := Basis{Source: "t.csv", Seconds: &fit.Interval{Value: 100, Lo: 100, Hi: 100, Level: 0.95}, Serial: &s.Estimate, Laws: ch.Prospects(), Fitted: ch.Curve.Loads}
	if len(b.Laws) < 2 {
		t.Fatalf("one law only: %+v", b.Laws)
	}
	p := make1(t, b, Question{Target: 100 / 28.0})
	if p.Reachable != CannotTell || !strings.Contains(p.Verdict, "yes by Amdahl's law, perhaps by the USL") || !slices.Equal(p.Need.Workers, []float64{1, 2, 4, 8, 16, 32}) {
		t.Errorf("%s: %+v", p.Verdict, p.Need)
	}
}

func TestBadQuestions(t *testing.T) {
	b, noSeconds := measured(0.01, 0.009, 0.011), assumed(t, 0.01)
	for name, tc := range map[string]struct {
		b Basis
		q Question
	}{
		"target above": {b, Question{Target: 30000}}, "target equal": {b, Question{Target: 8 * 3600, Runtime: 8 * 3600}},
		"no target": {b, Question{}}, "NaN": {b, Question{Target: math.NaN()}}, "no runtime": {noSeconds, Question{Target: 1}},
		"rows of nothing": {b, Question{Target: 1, Runtime: 10, Rows: 100}}, "1e12 workers": {b, Question{Target: 1, MaxWorkers: 1e12}},
		"slower code": {b, Question{Target: 1, Faster: 0.5}}, "other rows": {b, Question{Target: 1, RowsNow: 5}},
	} {
		if p, err := Make([]Basis{tc.b}, tc.q); err == nil {
			t.Errorf("%s: %s", name, p.Verdict)
		}
	}
	for _, s := range []float64{-0.1, 1.1, math.NaN(), math.Inf(1)} {
		if _, err := Assumed(s); err == nil {
			t.Errorf("S = %v is taken", s)
		}
	}
}

// drawn is a question and a basis of two laws.
func drawn(t *rapid.T) (Basis, Question) {
	at := func(name string) fit.Interval {
		s := math.Pow(10, rapid.Float64Range(-4, -0.1).Draw(t, name))
		w := rapid.Float64Range(0, 0.8).Draw(t, name+" width")
		return fit.Interval{Value: s, Lo: s * (1 - w), Hi: min(1, s*(1+w)), Level: 0.95}
	}
	b := measured(0, 0, 0)
	first, second := at("S"), at("rival S")
	b.Serial, b.Laws = new(first.Hull(second)), []fit.Prospect{fit.Assumed(first), fit.Assumed(second)}
	q := Question{Runtime: 3600, Target: 3600 / math.Pow(10, rapid.Float64Range(0.01, 4).Draw(t, "log U"))}
	if rapid.Bool().Draw(t, "limited") {
		q.MaxWorkers = math.Floor(math.Pow(10, rapid.Float64Range(0, 4).Draw(t, "log N")))
	}
	return b, q
}

// Properties: reachable means under each law, not reachable under none; a longer target, a
// smaller S and more workers never make an answer worse; the numbers agree with a search over
// every N by the formula.
func TestPlanProperties(t *testing.T) {
	rank := map[Answer]int{No: 0, CannotTell: 1, Yes: 2}
	rapid.Check(t, func(t *rapid.T) {
		b, q := drawn(t)
		p := make1(t, b, q)
		for _, law := range b.Laws {
			alone := b
			alone.Laws, alone.Serial = []fit.Prospect{law}, &law.Serial
			if one := make1(t, alone, q); p.Reachable == Yes && one.Reachable != Yes || p.Reachable == No && one.Reachable != No {
				t.Fatalf("together %s, by one law %s", p.Reachable, one.Reachable)
			}
		}
		longer := q
		longer.Target = min(3599, q.Target*1.5)
		if longer.Target > q.Target && rank[make1(t, b, longer).Reachable] < rank[p.Reachable] {
			t.Fatal("a longer target is worse")
		}
		smaller := b
		smaller.Laws = nil
		for _, law := range b.Laws {
			smaller.Laws = append(smaller.Laws, fit.Assumed(times(law.Serial, 0.7)))
		}
		if rank[make1(t, smaller, q).Reachable] < rank[p.Reachable] {
			t.Fatal("a smaller S is worse")
		}
		if q.MaxWorkers > 0 {
			more := q
			more.MaxWorkers *= 2
			if rank[make1(t, b, more).Reachable] < rank[p.Reachable] {
				t.Fatal("more workers are worse")
			}
			want := reference(b, q)
			if got := p.Workers; (got == nil) != math.IsInf(want.Lo, 1) || got != nil && (got.Value != want.Value || got.Lo != want.Lo || got.Hi != want.Hi) {
				t.Fatalf("workers %+v, want %+v", got, want)
			}
		}
		if w := p.Workers; w != nil && !(w.Lo <= w.Value && w.Value <= w.Hi) {
			t.Fatalf("workers %+v", w)
		}
	})
}

// reference tries every N by the formula.
func reference(b Basis, q Question) fit.Interval {
	n := fit.Interval{Value: math.Inf(1), Lo: math.Inf(1), Hi: math.Inf(1)}
	for k := q.MaxWorkers; k >= 1; k-- {
		seconds := func(s float64) float64 { return q.Runtime * (s + (1-s)/k) }
		within := func(s float64) bool { return seconds(s) <= q.Target*(1+1e-12) }
		first, second := b.Laws[0].Serial, b.Laws[1].Serial
		if within(first.Value) {
			n.Value = k
		}
		if within(first.Lo) || within(second.Lo) {
			n.Lo = k
		}
		if within(first.Hi) && within(second.Hi) {
			n.Hi = k
		}
	}
	return n
}
