package compare

import (
	"encoding/json"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"serialfraction/fit"
	"serialfraction/harness"
	"serialfraction/harness/machine"
	"serialfraction/results"
)

// two are sweeps of two laws on two machines.
func two(a, b law, change func(h *results.Header)) []*results.File {
	first, second := header(8, []int{1, 2, 4, 8}, 10), header(8, []int{1, 2, 4, 8}, 10)
	second.Time = second.Time.Add(time.Hour)
	second.Machine.Hostname = "two"
	if change != nil {
		change(&second)
	}
	return []*results.File{made(a, first, randoms(1), nil), made(b, second, randoms(2), nil)}
}

// TestRefused lists the sweeps that are not compared, and why.
func TestRefused(t *testing.T) {
	tests := []struct {
		name   string
		change func(h *results.Header)
		want   string
	}{
		{"other data", func(h *results.Header) { h.Data.SHA256, h.Data.Name = "ff00ff00ff00", "golub-2" }, `A and B cannot be compared, their data differ: "golub" of 3051 x 38, sha256 ab12ab12 against "golub-2" of 3051 x 38, sha256 ff00ff00`},
		{"other rows without a digest", func(h *results.Header) { h.Data.SHA256, h.Data.Rows = "", 12 }, "their data differ"},
		{"more work", func(h *results.Header) { h.Tile = 3 }, "one has more work: the rows were repeated 1 and 3 times"},
		{"the same", func(h *results.Header) { *h = header(8, []int{1, 2, 4, 8}, 10) }, "are the same sweep, begun 2026-11-20 09:30:00"},
		{"no N = 1", func(h *results.Header) { h.Workers = []int{2, 4} }, "B: cannot tell: no timed run at N = 1"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Files(two(quick, quick, tt.change), Options{})
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("%v, want %q", err, tt.want)
			}
		})
	}
	for name, o := range map[string]Options{"level": {Level: 1}, "row level": {RowLevel: -1}, "scope": {Scope: "all"}} {
		if _, err := Files(two(quick, quick, nil), o); err == nil {
			t.Errorf("a wrong %s is taken", name)
		}
	}
	if _, err := Files(two(quick, quick, nil)[:1], Options{}); err == nil || !strings.Contains(err.Error(), "harness compare OLD NEW") {
		t.Errorf("one file: %v", err)
	}
}

// TestMayDiffer lists what may differ between sweeps of the same rows.
func TestMayDiffer(t *testing.T) {
	for name, change := range map[string]func(h *results.Header){
		"workload": func(h *results.Header) { h.Workload = "permtest" },
		"schedule": func(h *results.Header) { h.Schedule = "queue" },
		"pin":      func(h *results.Header) { h.Pin, h.PinCPUs = machine.Spread, []int{0, 1} },
		"commit":   func(h *results.Header) { h.Version = "v0.2.0" },
		"args":     func(h *results.Header) { h.Args = map[string]string{"plant": "0.1"} },
		"tile 1":   func(h *results.Header) { h.Tile = 1 },
	} {
		t.Run(name, func(t *testing.T) {
			c, err := Files(two(quick, quick, change), Options{})
			if err != nil || len(c.Pairs[0].Differences) < 2 { // that, and the host
				t.Errorf("%+v, %v", c, err)
			}
		})
	}
}

func TestDifferences(t *testing.T) {
	a, b := header(8, []int{1, 2}, 10), header(4, []int{1, 2}, 20)
	b.Machine.Hostname, b.Machine.Kernel, b.Schedule, b.Seed = "two", "6.1", "queue", math.MaxUint64
	b.Time, b.Command, b.Answer = b.Time.Add(time.Hour), nil, "cd34"
	b.Probe = &results.Probe{Instructions: 1e9} // measured, so never the same twice
	b.Args = map[string]string{"plant": "0.1"}
	got, err := differences(&a, &b)
	if err != nil {
		t.Fatal(err)
	}
	var keys []string
	for _, d := range got {
		keys = append(keys, d.Key)
	}
	want := []string{"args.plant", "schedule", "machine.affinity_cpus", "machine.effective_cpus", "machine.logical_cpus",
		"gomaxprocs", "seed", "machine.kernel", "machine.hostname"}
	if !slices.Equal(keys, want) {
		t.Errorf("%v, want %v", keys, want)
	}
	if d := got[0]; d.Old != "" || d.New != "0.1" {
		t.Errorf("%+v", d)
	}
	if d := got[6]; d.New != "18446744073709551615" {
		t.Errorf("a seed loses digits: %+v", d)
	}
}

// Another script is other work, whose answers may differ. An older file does not know its script.
func TestScripts(t *testing.T) {
	a, b := header(8, []int{1, 2}, 10), header(8, []int{1, 2}, 10)
	a.Script, b.Script = &harness.Script{SHA256: "aa"}, &harness.Script{SHA256: "bb"}
	a.Answer, b.Answer = "cd34", "ef56"
	of := func(a, b results.Header) []*sweep {
		return []*sweep{{file: &results.File{Header: a}}, {file: &results.File{Header: b}}}
	}
	got, err := differences(&a, &b)
	if err != nil || len(got) != 1 || got[0].Key != "script.sha256" || !ofJob(got[0].Key) || answers(of(a, b)) != nil {
		t.Errorf("%+v, error %v, warnings %q", got, err, answers(of(a, b)))
	}
	a.Script = nil
	if got, err = differences(&a, &b); err != nil || len(got) != 0 || answers(of(a, b)) == nil {
		t.Errorf("an older file: %+v, error %v", got, err)
	}
}

// TestEveryKeyHasAPlace compares a header that has every key of the format with one that
// has few: each key that differs is named, except those in passing.
func TestEveryKeyHasAPlace(t *testing.T) {
	f, err := results.Read("../testdata/sweep.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	all, err := flat(&f.Header)
	if err != nil {
		t.Fatal(err)
	}
	bare := header(1, []int{1}, 1)
	diffs, err := differences(&f.Header, &bare)
	if err != nil {
		t.Fatal(err)
	}
	other, err := flat(&bare)
	if err != nil {
		t.Fatal(err)
	}
	for key, v := range all {
		named := slices.ContainsFunc(diffs, func(d Difference) bool { return d.Key == key })
		passes := strings.HasPrefix(key, "request.") || slices.ContainsFunc(passing, func(p string) bool { return key == p || strings.HasPrefix(key, p+".") })
		if named == passes && v != other[key] {
			t.Errorf("%s: named %v, passing %v", key, named, passes)
		}
	}
}

// TestPaired lists sweeps that count as interleaved, and sweeps that do not.
func TestPaired(t *testing.T) {
	alternate := func(h *results.Header) { h.Time, h.Machine.Hostname = epoch.Add(time.Minute), "one" }
	tests := []struct {
		name   string
		change func(h *results.Header)
		want   bool
	}{
		{"alternating blocks", alternate, true},
		{"one after the other", func(h *results.Header) { h.Machine.Hostname = "one" }, false},
		{"two machines", func(h *results.Header) { h.Time = epoch.Add(time.Minute) }, false},
		{"another grid", func(h *results.Header) { alternate(h); h.Workers = []int{1, 2} }, false},
		{"more blocks", func(h *results.Header) { alternate(h); h.Repeats = 11 }, false},
		{"off by a block", func(h *results.Header) { alternate(h); h.Time = epoch.Add(3 * time.Minute) }, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c, err := Files(two(quick, quick, tt.change), Options{})
			if err != nil {
				t.Fatal(err)
			}
			if got := c.Pairs[0].Paired; got != tt.want {
				t.Errorf("paired: %v, want %v", got, tt.want)
			}
		})
	}
}

// TestCommonWorkers compares the N that both have; a warning names the others.
func TestCommonWorkers(t *testing.T) {
	c, err := Files(two(quick, quick, func(h *results.Header) { h.Workers = []int{1, 4, 6} }), Options{Names: []string{"laptop", "server"}})
	if err != nil {
		t.Fatal(err)
	}
	p := c.Pairs[0]
	for quantity, want := range map[string]bool{"T(1)": true, "T(4)": true, "T(2)": false, "T(6)": false, "S": true, "cause:split": true, "cause:store": false} {
		if _, ok := p.Row(quantity); ok != want {
			t.Errorf("%s is there: %v", quantity, ok)
		}
	}
	warned := strings.Join(p.Warnings, "\n")
	for _, want := range []string{"N = 2, 8 in laptop, N = 6 in server", "S of laptop is fitted to N = 1, 2, 4, 8"} {
		if !strings.Contains(warned, want) {
			t.Errorf("no warning of %q in %s", want, warned)
		}
	}
}

// TestNoFit compares the times of a sweep that has no S.
func TestNoFit(t *testing.T) {
	c, err := Files(two(quick, quick, func(h *results.Header) {
		h.Machine.EffectiveCPUs, h.Machine.AffinityCPUs, h.GOMAXPROCS = 1, 1, 1
	}), Options{})
	if err != nil {
		t.Fatal(err)
	}
	p := c.Pairs[0]
	if _, ok := p.Row("S"); ok || len(p.Warnings) == 0 || !strings.Contains(p.Warnings[0], "B has no S: only N = 1") {
		t.Errorf("%q", p.Warnings)
	}
	if _, ok := p.Row("T(8)"); !ok {
		t.Error("its times are not compared")
	}
	if !strings.Contains(p.Verdict, "on one worker") || !strings.Contains(p.Verdict, "at N = 8") {
		t.Error(p.Verdict)
	}
}

// TestOneRepeat compares sweeps of one repeat, whose noise is unknown: there is no NaN, and
// no verdict but "cannot tell".
func TestOneRepeat(t *testing.T) {
	files := two(quick, slower, func(h *results.Header) { h.Repeats = 1 })
	c, err := Files(files, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range c.Pairs[0].Rows {
		switch {
		case r.Quantity == "cause:inflation": // of four N the law itself has a residual
		case r.Verdict != CannotTell && r.Quantity != "S" && r.Quantity != "T1" && r.Quantity != "ceiling":
			t.Errorf("%+v", r)
		case math.IsNaN(r.Difference.Lo) || math.IsNaN(r.Difference.Hi):
			t.Errorf("%+v", r)
		}
	}
	if _, err := json.Marshal(c); err != nil {
		t.Error(err)
	}
}

// TestMoreThanTwo judges all pairs together.
func TestMoreThanTwo(t *testing.T) {
	files := two(quick, slower, nil)
	third := header(8, []int{1, 2, 4, 8}, 10)
	third.Time, third.Machine.Hostname = third.Time.Add(2*time.Hour), "three"
	files = append(files, made(quick, third, randoms(3), nil))
	c, err := Files(files, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if n := len(c.Pairs[0].Rows) + len(c.Pairs[1].Rows); c.Tests != n || len(c.Pairs) != 2 {
		t.Errorf("%d tests of %d rows", c.Tests, n)
	}
	if r, _ := c.Pairs[0].Row("T(1)"); r.Verdict != Slower || r.Ratio.Level != c.RowLevel {
		t.Errorf("%+v", r)
	}
	if want := 1 - 0.05/float64(c.Tests); c.RowLevel != want {
		t.Errorf("row level %v, want %v", c.RowLevel, want)
	}
}

// TestLonger lists the sweeps that would settle a comparison: the same sweeps with more
// repeats.
func TestLonger(t *testing.T) {
	rows := []Row{{Quantity: "T(1)", Repeats: 40}, {Quantity: "cause:split", Repeats: 900}}
	now := time.Now()
	one := func(name string, h results.Header) *side {
		return &side{Side{Name: name}, []*sweep{{file: &results.File{Header: h}}}}
	}
	a, b := one("A", results.Header{Time: now}), one("B", results.Header{Time: now.Add(time.Second)})
	ha, hb := &a.sweeps[0].file.Header, &b.sweeps[0].file.Header
	if got := longer(a, b, rows); len(got) != 2 || got[0] != (Longer{"A", 40, 0, ha}) || got[1] != (Longer{"B", 40, 0, hb}) {
		t.Errorf("%+v", got)
	}
	half := one("half", *ha)
	if got := longer(a, half, rows); len(got) != 1 || got[0].Name != "A" {
		t.Errorf("two halves of one sweep: %+v", got)
	}
	if got := longer(a, b, rows[1:]); got != nil {
		t.Errorf("a cause alone: %+v", got)
	}
}

// TestSettles checks that the advised number of repeats settles a row of this size and
// noise.
func TestSettles(t *testing.T) {
	for _, d := range []float64{0.002, 0.005, 0.009, 0.02, -0.02} {
		c := contrast{ratio: true, margin: 0.01, repeats: 10, rate: true, estimate: fit.Estimate{Value: d, SE: 0.02, DF: 8}}
		r := c.judge(0.95, 0.995)
		if r.Verdict != CannotTell || r.Repeats <= 10 {
			t.Fatalf("%v: %+v", d, r)
		}
		k := float64(r.Repeats) / 10
		c.repeats = r.Repeats
		c.estimate.SE, c.estimate.DF = 0.02/math.Sqrt(k), 8*k
		if r = c.judge(0.95, 0.995); r.Verdict == CannotTell {
			t.Errorf("%v: cannot tell with %d repeats: %+v", d, c.repeats, r.Ratio)
		}
	}
}

// A difference in the unit of a row leaves out 0 where the ratio leaves out 1.
func TestDifferenceLikeRatio(t *testing.T) {
	for _, d := range []float64{1, -1} { // nearly threefold, and hardly shown
		c := contrast{Row: Row{Old: fit.Interval{Value: 1}, New: fit.Interval{Value: math.Exp(d)}},
			ratio: true, margin: 0.01, rate: true, slower: true, estimate: fit.Estimate{Value: d, SE: 0.3, DF: 20}}
		r := c.judge(0.95, 0.995)
		if r.Verdict == CannotTell || (r.Ratio.Lo > 1) != (r.Difference.Lo > 0) || (r.Ratio.Hi < 1) != (r.Difference.Hi < 0) {
			t.Errorf("%s, ratio %+v, difference %+v", r.Verdict, *r.Ratio, r.Difference)
		}
	}
}

// A curve that does not pass through its points settles with no number of repeats, and the
// sentence has what one worker was measured to take, not T1 of the curve.
func TestOffTheCurve(t *testing.T) {
	files := two(quick, quick, func(*results.Header) {})
	for _, f := range files {
		for i, r := range f.Runs {
			if r.Workers == 2 { // slower than any law that has the other N
				f.Runs[i].Timing.Wall, f.Runs[i].Timing.Parallel = r.Timing.Wall*14/10, r.Timing.Parallel+r.Timing.Wall*4/10
				for k := range r.Timing.Workers {
					f.Runs[i].Timing.Workers[k].Busy += r.Timing.Wall * 4 / 10
				}
			}
		}
	}
	c, err := Files(files, Options{Names: []string{"fast", "again"}})
	if err != nil {
		t.Fatal(err)
	}
	p := c.Pairs[0]
	for _, quantity := range []string{"T1", "S"} {
		r, ok := p.Row(quantity)
		if !ok || r.Verdict != CannotTell || r.Repeats != 0 || r.Reason != OffCurve {
			t.Errorf("%s: %v, verdict %q, %d repeats, reason %q", quantity, ok, r.Verdict, r.Repeats, r.Reason)
		}
	}
	one, _ := p.Row("T(1)")
	if want := `; "again" ` + asFast(one, `"fast"`) + " on one worker"; !strings.Contains(c.Verdict, want) {
		t.Errorf("verdict %q, want %q in it", c.Verdict, want)
	}
}

// The repeats that would settle a row are of every N, also where the blocks of a sweep hold an N
// four times or only some of them: from 40 blocks there are 14 runs at N = 2 and 80 at N = 4 and 8.
func TestRepeatsOfADesign(t *testing.T) {
	h := header(8, []int{1, 2, 4, 8}, 40)
	h.Design = []int{4, 1, 8, 8}
	other := h
	other.Machine.Hostname = "two"
	c, err := Files([]*results.File{made(quick, h, randoms(1), nil), made(quick, other, randoms(2), nil)}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for quantity, want := range map[string]int{"T(1)": 40, "T(2)": 14, "T(8)": 80, "speedup@8": 53, "S": 53, "cause:split": 53, "program": 53} {
		r, ok := c.Pairs[0].Row(quantity)
		if !ok || r.Made() != want {
			t.Errorf("%s: %v, made from %d repeats of every N, want %d", quantity, ok, r.Made(), want)
		}
	}
}
