package advice

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"serialfraction/fit"
	"serialfraction/harness/golden"
)

// facts returns a fact of every kind, with realistic numbers.
func facts() []Fact {
	four := []float64{1, 2, 4, 8}
	sum := Sum{S: fit.Interval{Value: 0.4, Lo: -0.5, Hi: 1.5, Level: 0.95}, Workers: []int{1, 2, 4}, Runs: 9}
	open := Sum{S: fit.Interval{Value: 0.4, Lo: math.Inf(-1), Hi: math.Inf(1), Level: 0.95}, Workers: []int{1, 2}, Runs: 2}
	more := More{CPUs: 2, Pace: 250 * time.Microsecond, MaxWorkers: 16}
	curve := func(k fit.Kind, n fit.Need) fit.Warning {
		return fit.Warning{Kind: k, Model: "usl", Loads: four, Need: n}
	}
	beyond, held, misfit, known := curve(fit.FarBeyond, fit.Need{Loads: []float64{1, 2, 4, 8, 23}}), curve(fit.HeldAtZero, fit.Need{}), curve(fit.Misfit, fit.Need{}), curve(fit.KnownOne, fit.Need{})
	beyond.Load, held.Params, misfit.P, known.Loss = 64, []string{"kappa"}, 0.002, "speedup"
	two := curve(fit.TwoLoads, fit.Need{Loads: []float64{1, 2, 4}})
	two.Loads = two.Loads[:2]
	later := curve(fit.NoOne, fit.Need{Loads: four})
	later.Loads = four[1:]
	const sentence = "S = 0.04 (95 % 0.03–0.05): no number of workers makes this more than 25x faster (20–33x)"
	const other = sentence + "; the overhead model explains these runs as well, with times 59 % apart at N = 64"
	return []Fact{
		Fault{Text: "line 9 was cut short"}, Overruled{What: "another sweep was running on this machine"}, Overruled{What: "another machine: kernel: 6.1 → 6.12", Later: true, After: 12}, Unlocked{Why: "cannot tell whether another sweep is running: open /tmp/harness-sweep.lock: permission denied"}, Changed{After: 1, Facts: []string{"version: v1 → v2"}}, NoEnd{Runs: 12}, Failure{What: "another answer at N = 4"},
		TooSmall{T1: 0.002, Tile: 26}, TooSmall{T1: 8e-8, Tile: 622407, Whole: true}, NotLoaded{}, NotStored{},
		TimedOnce{Load: 0.4}, TimedOnce{Load: 0.4, Store: 1.5}, FewStores{Runs: 14, Of: 40},
		Unanswered{Rows: 12, Of: 3051, Question: "p", Reason: "one group has a single value", Setting: "var", Value: "equal"}, Unanswered{Rows: 1, Of: 1, Question: "p", Reason: "a value is infinite"}, NoShare{}, Unbounded{open}, Anything{Sum: sum}, Anything{Sum: sum, Misfit: true},
		Unfit{Err: errors.New("run 3 has 0 workers: N starts at 1, correct or remove the row")}, Disagree{Workers: 8, Fitted: 0.021, Accounted: 0.09}, Coordinator{Seconds: 0.0031, Knee: 41}, Dispatcher{Rows: 8, Chunk: 1.4e-4, Worker: 5.2e-3, Knee: 37}, Dispatcher{Rows: 8, Chunk: 1.4e-4, Worker: 5.2e-3, Knee: 37, Larger: []Larger{{2, 74}, {4, 148}}, AtMost: true}, SlowHost{Host: "b", Ratio: 1.8, Lo: 1.62, Hi: 2.01}, NoControl{},
		SlowRuns{Slow: []fit.SlowRuns{{Workers: 2, Slow: 1, Runs: 10, Seconds: 0.05}, {Workers: 8, Slow: 4, Runs: 10, Seconds: 0.2}}, Runs: 50, Typical: fit.Interval{Value: 0.05, Lo: 0.048, Hi: 0.052, Level: 0.95}, Mean: fit.Interval{Value: 0.095, Lo: 0.06, Hi: 0.16, Level: 0.95}},
		SlowRuns{Runs: 50, Typical: fit.Interval{Value: 0.05, Lo: 0.048, Hi: 0.052, Level: 0.95}, Mean: fit.Interval{Value: 0.095, Lo: 0.06, Hi: 0.16, Level: 0.95}},
		CarriedOver{Workers: 16, Runs: 10, Own: 1, Loads: 5, Share: 0.098, P: 0.0003}, CarriedOver{Workers: 1, Runs: 10, Own: 2, Loads: 5, Share: -0.05, P: 0.0003},
		VariesByBlock{Blocks: 10, P: 0.0002},
		Drifted{fit.Drift{P: 0.004, Blocks: 13, Ratios: []fit.Ratio{{Workers: 1, Value: 0.98}, {Workers: 2, Value: 0.77}}}},
		Drifted{fit.Drift{P: 0.03, Blocks: 2, Ratios: []fit.Ratio{{Workers: 1, Value: 1.01}, {Workers: 4, Value: 1.66}}}},
		NoMean{Slow: []fit.SlowRuns{{Workers: 8, Slow: 1, Runs: 10, Seconds: 0.05}}, Runs: 50, Repeats: 60}, NoMean{Runs: 35, Repeats: 18},
		Waited{Share: 0.02, Workers: []int{2, 4}}, Stolen{Share: 0.02, Workers: []int{4}}, Collected{Share: 0.01, Workers: []int{8}},
		Load{Average: 1.7, CPUs: 2}, Unsteady{Governor: "powersave"}, Boosted{Off: "echo 0 | sudo tee /sys/devices/system/cpu/cpufreq/boost"},
		Siblings{Workers: []int{4, 8}, Cores: 2}, Siblings{Workers: []int{2}, Cores: 1}, Slower{Workers: []int{16}, Kinds: 2, Fast: "0-7"}, Stopped{Workers: []int{4, 8}, Below: 2}, Stopped{Workers: []int{2, 4}, Below: 1}, Stopped{Workers: []int{1}},
		Paged{Workers: []int{1}}, Taken{Rate: 50, Workers: []int{2}},
		Probe{Check: "4 CPUs", Measured: "2.50x the arithmetic of one", Effect: "adds 0.20 to S", Advice: "stop other programs", Without: Need{MaxWorkers: 2}},
		Waits{Share: 0.04}, Less{Workers: []int{4}}, Greedy{Workers: []int{1, 2}, CPUs: 3.9}, Start{Seconds: 0.0012, Share: 0.11, Workers: 8}, Ended{Runs: 3},
		Above{CPUs: 8}, Above{CPUs: 2, Left: []Left{{[]float64{4, 8}, "oversubscribed"}}}, AllAbove{CPUs: 0.5}, One{}, Groups{Loads: 5000, Size: 17},
		Preferred{Model: "amdahl", Sentence: sentence}, TooMany{Runs: 1_000_000}, NoResample{Unfit{Err: &fit.Undetermined{Kind: fit.NoRepeats, What: "one run per N leaves nothing to resample", Need: fit.Need{Runs: 5}}}},
		Apart{Median: fit.Interval{Value: 0.05}, Minimum: fit.Interval{Value: 0.02}}, FasterThanN{Workers: []float64{2, 4, 8, 16, 32, 64}},
		AnySerial{Text: "0.03", Stand: " [N = 1..2, 2 runs]", Once: true}, AnySerial{Text: "0.03", Stand: " [N = 1..2, 9 runs]"}, AnySerial{Text: "0.03", Stand: " [N = 1..8, 9 runs]", Misfit: true},
		OneTimed{Workers: 4}, FewWithin{Workers: []int{1}, More: more}, FewWithin{More: More{CPUs: 0.5, Coordinator: true}}, TwoWithin{Workers: []int{1, 2}, More: more}, NoOneYet{},
		WrongWay{Quantity: "time", First: 1, Last: 16, Factor: 9.5, As: AsThroughputs}, WrongWay{Quantity: "time", First: 1, Last: 16, Factor: 9.5, As: AsTimes},
		WrongWay{Quantity: "time", First: 1, Last: 16, Factor: 9.5, As: AsWeak}, WrongWay{Quantity: "throughput", First: 1, Last: 16, Factor: 9.5, As: AsTimes},
		WrongWay{Quantity: "throughput", First: 1, Last: 16, Factor: 9.5, As: AsThroughputs},
		MayGrow{First: 1, Slower: true, Proportional: true}, MayGrow{First: 1, Slower: true}, MayGrow{Column: "atoms"}, EachRate{}, OffCurve{Off: -0.17},
		Unlike{At: []UnlikeAt{{1, Cluster{3, 10, Seconds}, Cluster{3, 13.5, Seconds}}, {2, Cluster{1, 200, PerSecond}, Cluster{4, 450, PerSecond}}, {4, Cluster{1, 2, SpeedUp}, Cluster{1, 5, SpeedUp}}, {8, Cluster{1, 2, Seconds}, Cluster{1, 5, Seconds}}}},
		Curve{Warning: two}, Curve{Warning: later}, Curve{Warning: curve(fit.NoRepeats, fit.Need{Runs: 5})}, Curve{Warning: curve(fit.OneRunEach, fit.Need{Runs: 5})}, Curve{Warning: curve(fit.NoNoise, fit.Need{})},
		Curve{Warning: misfit}, Curve{Warning: curve(fit.Superlinear, fit.Need{})}, Curve{Warning: known}, Curve{Warning: held}, Curve{Warning: beyond}, Curve{Warning: beyond, More: &more},
		Law{Sentence: "S = 0.094 (95 % 0.048–0.143) over N = 1..2; these runs do not show which law they follow (N spans 2x, 4x is needed)", Open: curve(fit.ShortSpan, fit.Need{Loads: four, Runs: 5})},
		Law{Sentence: sentence + "; these runs are too few to compare this law with another", Open: curve(fit.Uncompared, fit.Need{Loads: []float64{1, 2, 4, 8, 16}, Runs: 5})},
		Law{Sentence: other, Open: curve(fit.AlternativeLaw, fit.Need{Loads: []float64{1, 4, 64}})},
		Law{Sentence: other, Open: curve(fit.AlternativeLaw, fit.Need{Loads: []float64{1, 4, 64}}), More: &more},
		Unfit{Err: &fit.Undetermined{Kind: fit.TooFewLoads, What: "all runs are at N = 4", Need: fit.Need{Loads: []float64{1, 4, 8}}}},
		Unfit{Err: &fit.Undetermined{Kind: fit.AlikeLoads, What: "the numbers of workers are too close together to separate the terms of the model"}},
		Unfit{Err: &fit.Undetermined{Kind: fit.ManyLoads, What: "more than 2000 different N are too many to search for a bend"}},
		Unfit{Err: &fit.Undetermined{Kind: fit.UnlikeRefits, What: "most resampled readings have no curve of this model"}},
		Unfit{Err: &fit.Undetermined{Kind: fit.OtherLoss, What: "the bootstrap needs loss log-time"}},
	}
}

// TestPage compares docs/advice.md with the table of codes, each with the message of a fact.
func TestPage(t *testing.T) {
	table := "| code | what it means | for example |\n|---|---|---|\n"
	for _, c := range Codes {
		example := ""
		for _, f := range facts() {
			if f.Code() == c.Code {
				example = f.Message()
				break
			}
		}
		if example == "" {
			t.Errorf("no fact has the code %s", c.Code)
		}
		table += fmt.Sprintf("| `%s` | %s | %s |\n", c.Code, c.Summary, strings.ReplaceAll(example, "|", `\|`))
	}
	golden.Region(t, "../../docs/advice.md", "codes", table)
}

// TestFacts checks that every fact has a code of the table and a message of one line that
// names no flag.
func TestFacts(t *testing.T) {
	known := map[Code]bool{}
	for _, c := range Codes {
		if known[c.Code] {
			t.Errorf("%s is in the table twice", c.Code)
		}
		known[c.Code] = true
	}
	for _, f := range facts() {
		a := Of(f, Verdict)
		if !known[a.Code] || a.Place != Verdict || a.Command != "" {
			t.Errorf("%T: %+v", f, a)
		}
		if a.Message == "" || strings.Contains(a.Message, "--") || strings.ContainsAny(a.Message, "\n") {
			t.Errorf("%T: %q", f, a.Message)
		}
	}
}

// TestAbove names every reason for which N of a sweep are not fitted.
func TestAbove(t *testing.T) {
	shares, turns := Left{[]float64{2}, "coordinator shares a CPU"}, Left{[]float64{4, 8}, "oversubscribed"}
	for _, c := range []struct {
		fact Above
		want string
	}{
		{Above{CPUs: 2, Left: []Left{shares, turns}, Share: 1}, "N = 2 (coordinator shares a CPU) and N = 4, 8 (oversubscribed) are shown, not fitted: the sweep could use 2 CPUs"},
		{Above{CPUs: 2, Left: []Left{shares}, Share: 1}, "N = 2 (coordinator shares a CPU) is shown, not fitted: the sweep could use 2 CPUs"},
		{Above{CPUs: 1, Left: []Left{turns}, Share: 0.3}, "N = 4, 8 (oversubscribed) are shown, not fitted: the sweep could use 1 CPU, of which a worker needs 0.3"},
		{Above{CPUs: 2, Left: []Left{turns}}, "N = 4, 8 (oversubscribed) are shown, not fitted: the sweep could use 2 CPUs"},
	} {
		if got := c.fact.Message(); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

// TestRoom checks that no fact needs an N for which there are not enough CPUs.
func TestRoom(t *testing.T) {
	curve := func(k fit.Kind, loads []float64, need ...float64) fit.Warning {
		return fit.Warning{Kind: k, Loads: loads, Load: 64, Need: fit.Need{Loads: need}}
	}
	two := curve(fit.TwoLoads, []float64{1, 2}, 1, 2, 4)
	for _, c := range []struct {
		name  string
		most  int // workers that run at once
		given bool
		fact  func(Room) Fact
		want  string // in the message
		need  Need
	}{
		{"room for all", 4, false, func(r Room) Fact { return r.Curve(two) }, "measure N = 1, 2, 4", Need{Workers: []float64{1, 2, 4}}},
		{"room for one N more", 3, false, func(r Room) Fact { return r.Curve(two) }, "measure N = 1, 2, 3", Need{Workers: []float64{1, 2, 3}}},
		{"two N and no room", 2, false, func(r Room) Fact { return r.Curve(two) }, "no more fit within the 2 CPUs that this process may use", Need{Pace: time.Millisecond, MaxWorkers: 3, Repeats: 5}},
		{"CPUs that somebody named", 2, true, func(r Room) Fact { return r.Curve(two) }, "no more fit within 2 CPUs: they give S, but no check of the law; measure on", Need{Pace: time.Millisecond, MaxWorkers: 3, Repeats: 5}},
		{"a prediction", 4, false, func(r Room) Fact { return r.Curve(curve(fit.FarBeyond, []float64{1, 4}, 1, 4, 16)) }, "to measure nearer, sweep on a machine with more CPUs, or", Need{Pace: time.Millisecond, MaxWorkers: 16, Repeats: 5}},
		{"repeats", 2, false, func(r Room) Fact {
			return r.Curve(fit.Warning{Kind: fit.NoRepeats, Loads: []float64{1, 2}, Need: fit.Need{Runs: 5}})
		}, "make 5 repeats", Need{Repeats: 5}},
		{"an open law", 4, false, func(r Room) Fact { return r.Law("S = 0.1", curve(fit.ShortSpan, []float64{1, 2}, 1, 2, 4, 8)) }, "to settle it, sweep on a machine", Need{Pace: time.Millisecond, MaxWorkers: 8, Repeats: 5}},
		{"an open law and room", 8, false, func(r Room) Fact { return r.Law("S = 0.1", curve(fit.ShortSpan, []float64{1, 2}, 1, 2, 4, 8)) }, "to settle it, measure N = 1, 2, 4, 8", Need{Workers: []float64{1, 2, 4, 8}}},
		{"a law of more N", 2, false, func(r Room) Fact {
			return r.Unfit(&fit.Undetermined{Kind: fit.TooFewLoads, What: "the usl model needs 3 different N", Need: fit.Need{Loads: []float64{1, 2, 4}}})
		}, "needs 3 different N; sweep on a machine with more CPUs", Need{Pace: time.Millisecond, MaxWorkers: 4, Repeats: 5}},
		{"one N timed", 2, false, func(r Room) Fact { return r.TooFew([]int{4}, nil) }, "only N = 4 was timed", Need{Workers: []float64{1, 2, 4}}},
		{"one N fits", 1, false, func(r Room) Fact { return r.TooFew([]int{1, 2}, []int{1}) }, "only N = 1 is within", Need{Pace: time.Millisecond, MaxWorkers: 2, Repeats: 5}},
	} {
		r := Room{Fits: func(n int) bool { return n <= c.most }, More: More{CPUs: float64(c.most), Given: c.given, Pace: time.Millisecond}}
		f := c.fact(r)
		if got := f.Message(); !strings.Contains(got, c.want) || fmt.Sprintf("%+v", f.Need()) != fmt.Sprintf("%+v", c.need) {
			t.Errorf("%s: %q needs %+v, want %q and %+v", c.name, got, f.Need(), c.want, c.need)
		}
	}
	for _, f := range []Fact{Room{}.Curve(two), Room{}.Law("S = 0.1", two)} {
		if !strings.Contains(f.Message(), "measure N = 1, 2, 4, on 4 CPUs or more") || len(f.Need().Workers) != 3 {
			t.Errorf("of unknown CPUs: %q needs %+v", f.Message(), f.Need())
		}
	}
	all := Room{Fits: func(int) bool { return true }}
	for _, f := range []Fact{all.Curve(two), all.Law("S = 0.1", two), Room{}.Curve(curve(fit.NoRepeats, []float64{1, 2})), Room{}.Law("S = 0.1", curve(fit.AlternativeLaw, []float64{1, 4}, 1, 2, 4))} {
		if strings.Contains(f.Message(), "CPU") {
			t.Errorf("with room for any N, or for no more: %q", f.Message())
		}
	}
}

// TestPace checks that workers who are paced as advised need fewer CPUs than there are, and
// that the advised runs are no longer than they need to be.
func TestPace(t *testing.T) {
	for _, c := range []struct {
		name string
		more More
		upTo int
		want Need
	}{
		{"rows that cost nothing", More{CPUs: 2, RowCPU: 500, Rows: 3051}, 3, Need{Pace: 250 * time.Microsecond, MaxWorkers: 16}},
		{"rows of 4 ms", More{CPUs: 2, RowCPU: 4 * time.Millisecond, Rows: 100}, 3, Need{Pace: 50 * time.Millisecond, MaxWorkers: 16}},
		{"many rows of 4 ms, which fewer workers settle too", More{CPUs: 2, RowCPU: 4 * time.Millisecond, Rows: 3051}, 3, Need{Pace: 25 * time.Millisecond, MaxWorkers: 4}},
		{"and fewer do not", More{CPUs: 2, RowCPU: 4 * time.Millisecond, Rows: 3051}, 16, Need{Pace: 50 * time.Millisecond, MaxWorkers: 16}},
		{"half a CPU", More{CPUs: 0.5, RowCPU: time.Millisecond}, 2, Need{Pace: 50 * time.Millisecond, MaxWorkers: 16}},
		{"rows of unknown cost", More{CPUs: 2, Rows: 100}, 3, Need{Pace: 250 * time.Microsecond, MaxWorkers: 16}},
		{"no pace", More{CPUs: 2, RowCPU: time.Millisecond}, 3, Need{}},
	} {
		if c.want.Pace > 0 {
			c.more.Pace, c.more.MaxWorkers, c.want.Repeats = 250*time.Microsecond, 16, 5
		}
		got := c.more.upTo(c.upTo).need()
		if fmt.Sprintf("%+v", got) != fmt.Sprintf("%+v", c.want) {
			t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
		}
		if needed := float64(got.MaxWorkers) * float64(c.more.RowCPU) / float64(got.Pace); got.Pace > 0 && needed >= c.more.CPUs {
			t.Errorf("%s: %d workers need %.2f CPUs", c.name, got.MaxWorkers, needed)
		}
	}
}

// TestNeeds lists the sweep that each kind of fact needs.
func TestNeeds(t *testing.T) {
	needs := map[Code]string{}
	for _, f := range facts() {
		if n := f.Need(); n.Settles() && needs[f.Code()] == "" {
			needs[f.Code()] = fmt.Sprintf("%+v", n)
		}
	}
	for code, want := range map[Code]Need{
		SmallT1: {Tile: 26}, Untimed: {Store: true}, NoAnswer: {Setting: "var", Value: "equal", Store: true}, Busy: {Schedule: "dynamic"}, ControlUnknown: {Repeats: 20, Control: true},
		NoInterval: {Repeats: 10}, AnyS: {Repeats: 20}, SharedCores: {MaxWorkers: 2}, SlowCores: {CPUs: "0-7"}, Throttled: {MaxWorkers: 2}, Probed: {MaxWorkers: 2},
		"no-repeats": {Repeats: 5}, "one-run-each": {Repeats: 5}, "law-not-told": {Workers: []float64{1, 2, 4, 8}, Repeats: 5}, "alternative-law": {Workers: []float64{1, 4, 64}},
		"two-n-only": {Pace: 250 * time.Microsecond, MaxWorkers: 16, Repeats: 5}, "too-few-n": {Workers: []float64{1, 2, 4}}, "no-n-1": {Again: true},
	} {
		if got := needs[code]; got != fmt.Sprintf("%+v", want) {
			t.Errorf("%s needs %s, want %+v", code, got, want)
		}
	}
	if got := needs[Interference]; got != "" {
		t.Errorf("interference is settled by %s", got)
	}
}

func TestPlaces(t *testing.T) {
	all := []Advice{Of(NotLoaded{}, Warning), Of(OneTimed{4}, Verdict), Of(NoControl{}, Control), Of(NotStored{}, Warning)}
	if got := Messages(all); len(got) != 2 || got[0] != all[0].Message || got[1] != all[3].Message {
		t.Errorf("%q", got)
	}
	if got := At(Verdict, all); len(got) != 1 || got[0].Code != "too-few-n" {
		t.Errorf("%+v", got)
	}
	if got := Messages(nil); got == nil || len(got) != 0 {
		t.Errorf("of nothing %v, which JSON would write as null", got)
	}
}

// TestNoSweepOfOneWorker checks that no advice asks for a sweep of N = 1 alone, from which no
// S comes.
func TestNoSweepOfOneWorker(t *testing.T) {
	for _, f := range []Fact{Stopped{Workers: []int{2, 4}, Below: 1}, Stopped{Workers: []int{1}}, Siblings{Workers: []int{2}, Cores: 1}} {
		if n := f.Need(); n.MaxWorkers != 0 || strings.Contains(f.Message(), "sweep up to") {
			t.Errorf("%+v: %s", n, f.Message())
		}
	}
	for _, f := range []Fact{Stopped{Workers: []int{4, 8}, Below: 3}, Siblings{Workers: []int{4}, Cores: 3}} {
		if n := f.Need(); n.MaxWorkers != 3 || !strings.Contains(f.Message(), "sweep up to N = 3") {
			t.Errorf("%+v: %s", n, f.Message())
		}
	}
}

// TestUnpaced checks that a fact for a question about the rows as they are offers no slower ones, and
// that nothing else of it changes.
func TestUnpaced(t *testing.T) {
	paced := 0
	for _, f := range facts() {
		if _, ok := f.(NoResample); ok { // which has other needs than a gate or a plan
			continue
		}
		as := Unpaced(f)
		before, after := f.Message(), as.Message()
		if f.Code() != as.Code() || strings.Contains(after, "paced to") || as.Need().Pace != 0 {
			t.Errorf("%s, %+v", after, as.Need())
		}
		switch {
		case strings.Contains(before, "paced to"):
			paced++
			if f.Need().Pace == 0 || !strings.HasPrefix(before, after) {
				t.Errorf("%s, of %s", after, before)
			}
		case before != after || fmt.Sprintf("%+v", f.Need()) != fmt.Sprintf("%+v", as.Need()):
			t.Errorf("%s, of %s", after, before)
		}
	}
	if paced < 4 {
		t.Errorf("%d facts offer paced rows", paced)
	}
}
