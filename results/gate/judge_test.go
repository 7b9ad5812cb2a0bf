package gate

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"serialfraction/fit"
	"serialfraction/harness"
	"serialfraction/results"
	"serialfraction/results/analysis"
)

// The interval decides, each operator on its own side, and --fail-if the other way
// round.
func TestOutcome(t *testing.T) {
	inf := math.Inf(1)
	for _, tt := range []struct {
		condition string
		lo, hi    float64
		want      analysis.Outcome // of check; that of fail-if is the opposite
	}{
		{"S<0.05", 0.01, 0.049, analysis.Passes},
		{"S<0.05", 0.01, 0.05, analysis.CannotTell},
		{"S<=0.05", 0.01, 0.05, analysis.Passes},
		{"S<0.05", 0.05, 0.06, analysis.Fails},
		{"S<=0.05", 0.05, 0.06, analysis.CannotTell},
		{"S>0.05", 0.05, 0.06, analysis.CannotTell},
		{"S>=0.05", 0.05, 0.06, analysis.Passes},
		{"S>0.05", 0.01, 0.05, analysis.Fails},
		{"S>=0.05", 0.01, 0.05, analysis.CannotTell},
		{"S<0.05", -inf, inf, analysis.CannotTell},
		{"max-speedup>20", 30, inf, analysis.Passes},
		{"max-speedup>20", 10, inf, analysis.CannotTell},
		{"max-speedup<20", 30, inf, analysis.Fails},
	} {
		c := parsed(t, ParseValue, tt.condition)
		i := fit.Interval{Value: tt.lo + (tt.hi-tt.lo)/2, Lo: tt.lo, Hi: tt.hi, Level: 0.95}
		if math.IsInf(tt.hi, 1) {
			i.Value = max(tt.lo, 0) + 1
		}
		if got := outcome(Gate{Check, c}, i, nil, 0.95, repeats{made: 10}, opening{}); got.Outcome != tt.want {
			t.Errorf("check %s of %v–%v: %s, want %s", c, tt.lo, tt.hi, got.Outcome, tt.want)
		}
		opposite := map[analysis.Outcome]analysis.Outcome{analysis.Passes: analysis.Fails, analysis.Fails: analysis.Passes, analysis.CannotTell: analysis.CannotTell}[tt.want]
		if got := outcome(Gate{FailIf, c}, i, nil, 0.95, repeats{made: 10}, opening{}); got.Outcome != opposite {
			t.Errorf("fail-if %s of %v–%v: %s, want %s", c, tt.lo, tt.hi, got.Outcome, opposite)
		}
	}
}

// When an outcome is cannot tell, enough returns the number of repeats that bring the end
// of the interval to the bound, or what else would help.
func TestEnough(t *testing.T) {
	c := parsed(t, ParseValue, "S<0.05")
	open := opening{hi: "open"}
	for _, tt := range []struct {
		name          string
		value, lo, hi float64
		repeats       int
		open          opening
		want          int
		why           string
	}{
		{"half as wide", 0.04, 0.02, 0.06, 10, opening{}, 40, ""},
		{"from above", 0.06, 0.03, 0.08, 10, opening{}, 90, ""},
		{"nearly", 0.04, 0.03, 0.0500001, 10, opening{}, 11, ""},
		{"at the bound", 0.05, 0.03, 0.07, 10, opening{}, 0, "move the bound"},
		{"the law is open above", 0.04, 0.02, 0.06, 10, open, 0, "open"},
		{"but the bound is below", 0.06, 0.03, 0.08, 10, open, 90, ""},
		{"no end", 0.04, 0.03, math.Inf(1), 10, opening{}, 0, "no end"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			repeats, why := c.enough(fit.Interval{Value: tt.value, Lo: tt.lo, Hi: tt.hi, Level: 0.95}, tt.repeats, tt.open)
			if math.Abs(float64(repeats-tt.want)) > 1 || !strings.Contains(why, tt.why) || (repeats == 0) == (why == "") {
				t.Errorf("%d, %q; want %d, %q", repeats, why, tt.want, tt.why)
			}
		})
	}
}

// For runs too few to know their scatter no number of repeats is estimated: the outcome
// advises those that the report advises, else a few.
func TestFirstLook(t *testing.T) {
	wide := fit.Interval{Value: 0.04, Lo: math.Inf(-1), Hi: math.Inf(1), Level: 0.95}
	for _, tt := range []struct {
		condition     string
		i             fit.Interval
		made, advised int
		want          string
	}{
		{"S<0.05", wide, 1, 0, "make 8 repeats to see how much they scatter"},
		{"S<0.05", wide, 1, 10, "make 10 repeats to see how much they scatter"},
		{"S<0.05", fit.Interval{Value: 0.04, Lo: -1, Hi: 1.1, Level: 0.95}, 30, 60, "make 60 repeats to see how much they scatter"},
		{"split@2<0.05", fit.Interval{Value: 0.04, Lo: 0.02, Hi: 0.06, Level: 0.95}, 10, 20, "about 40 repeats would settle it"},
		{"T@2<10s", fit.Interval{Value: 9, Lo: 0, Hi: math.Inf(1), Level: 0.95}, 7, 0, "make 8 repeats to see how much they scatter"},
	} {
		g := outcome(Gate{Check, parsed(t, ParseValue, tt.condition)}, tt.i, nil, 0.95, repeats{tt.made, tt.advised}, opening{})
		if s := Sentence(g); !strings.HasSuffix(s, ": "+tt.want) {
			t.Errorf("%d repeats made, %d advised: %s, want the end %s", tt.made, tt.advised, s, tt.want)
		}
	}
}

// Conditions on a sweep whose truth is known: S = 0.05, of which the split is 0.03.
func TestJudge(t *testing.T) {
	f := plain.made(1)
	for condition, want := range map[string]analysis.Outcome{
		"S<0.08": analysis.Passes, "S<0.03": analysis.Fails, "S<0.05": analysis.CannotTell,
		"T1<1.2s": analysis.Passes, "T1<900ms": analysis.Fails,
		"T@32<100ms": analysis.Passes, "T@32>100ms": analysis.Fails,
		"max-speedup>15x": analysis.Passes, "max-speedup>30x": analysis.Fails,
		"speedup@8>5": analysis.Passes, "speedup@8>7": analysis.Fails,
		"efficiency@8>65%": analysis.Passes, "efficiency@8>85%": analysis.Fails,
		"karp-flatt@32<0.06": analysis.Passes, "karp-flatt@32<0.04": analysis.Fails,
		"split<0.035": analysis.Passes, "split<0.025": analysis.Fails, "split@16<0.035": analysis.Passes, "split@16<0.025": analysis.Fails,
		"merge<0.03": analysis.Passes, "program<0.04": analysis.Fails, "program@32<0.04": analysis.Fails, "machine<0.02": analysis.Passes,
		"dispatch<=0": analysis.Passes, // measured in every run, and always 0
	} {
		t.Run(condition, func(t *testing.T) {
			if got := checked(t, f, Check, condition)[0]; got.Outcome != want {
				t.Errorf("%s, want %s", Sentence(got), want)
			}
		})
	}
}

// What is charged to the causes at an N adds up to e(N), and to S; so must the values
// of their gates.
func TestValuesAreTheReports(t *testing.T) {
	f := plain.made(2)
	a, err := analysis.Of(f, analysis.Options{})
	if err != nil {
		t.Fatal(err)
	}
	value := func(condition string) float64 { return checked(t, f, Check, condition)[0].Interval.Value }
	same := func(what string, got, want float64) {
		if math.Abs(got-want) > 1e-12 {
			t.Errorf("%s is %v, the report has %v", what, got, want)
		}
	}
	same("S", value("S<1"), a.SerialFraction.Value)
	for _, c := range a.Causes {
		same(c.Name, value(c.Name+"<1"), c.SerialFraction)
		same(c.Name+"@8", value(c.Name+"@8<1"), a.Points[3].Causes[c.Name])
	}
	same("e(8)", value("karp-flatt@8<1"), *a.Points[3].KarpFlatt)
	same("program and the rest", value("program<1")+value("machine<1")+value("unattributed<1"), a.SerialFraction.Value)
	if i := checked(t, f, Check, "S<1")[0].Interval; i != *a.SerialFraction {
		t.Errorf("S is %v, the report has %v", i, *a.SerialFraction)
	}
}

// A sweep that did not finish, or that has no S, neither passes nor fails.
func TestCannotTell(t *testing.T) {
	for name, tt := range map[string]struct {
		change    func(*results.File)
		condition string
		want      string
	}{
		"killed":               {func(f *results.File) { f.End = nil }, "S<0.5", "did not finish"},
		"interrupted":          {func(f *results.File) { f.End.Interrupted = true }, "T1<10s", "did not finish"},
		"failed":               {func(f *results.File) { f.End = &results.End{Failed: "another answer"} }, "S<0.5", "did not finish"},
		"one N":                {func(f *results.File) { only(f, 1) }, "S<0.5", "a serial fraction needs two"},
		"one N, cause":         {func(f *results.File) { only(f, 1) }, "split<0.5", "a serial fraction needs two"},
		"no run of N":          {func(f *results.File) { only(f, 1, 2) }, "speedup@4>1", "no run at N = 4"},
		"no e(N)":              {func(f *results.File) { only(f, 1, 2) }, "karp-flatt@4<1", "no run at N = 4"},
		"not measured":         {func(*results.File) {}, "idle<1", "idle was not measured"},
		"as the report has it": {func(f *results.File) { only(f, 1, 2); f.Runs = f.Runs[:2] }, "S<0.04", "make 10 repeats to see how much they scatter"},
		"one repeat":           {func(f *results.File) { f.Runs = f.Runs[:len(plain.workers)] }, "T@2<10s", "make 8 repeats to see how much they scatter"},
	} {
		t.Run(name, func(t *testing.T) {
			f := plain.made(3)
			tt.change(f)
			for _, kind := range []string{Check, FailIf} {
				g := checked(t, f, kind, tt.condition)[0]
				if s := Sentence(g); g.Outcome != analysis.CannotTell || !strings.Contains(s, tt.want) {
					t.Errorf("%s, want cannot tell: %s", s, tt.want)
				}
			}
		})
	}
}

func only(f *results.File, workers ...int) {
	kept := f.Runs[:0]
	for _, r := range f.Runs {
		if slices.Contains(workers, r.Workers) {
			kept = append(kept, r)
		}
	}
	f.Runs = kept
}

// Several conditions share the 5 %.
func TestLevelOfSeveral(t *testing.T) {
	f := plain.made(4)
	one := checked(t, f, Check, "S<0.5")[0].Interval
	for _, g := range checked(t, f, Check, "S<0.5", "speedup@2>1", "split<0.5", "T1<5s") {
		if math.Abs(g.Interval.Level-0.9875) > 1e-12 {
			t.Errorf("%s has the level %v of four", g.Condition, g.Interval.Level)
		}
		if g.Quantity == "S" && g.Interval.Hi-g.Interval.Lo <= one.Hi-one.Lo {
			t.Errorf("S of four conditions, %v, is as narrow as of one, %v", g.Interval, one)
		}
	}
}

// A bound on an owner is compared with the value that the report has for the owner.
func TestOwnersAreThoseOfTheReport(t *testing.T) {
	for _, file := range []string{"pipe-python", "ttest-2cpu"} {
		f, err := results.Read("../../docs/sweeps/" + file + ".jsonl")
		if err != nil {
			t.Fatal(err)
		}
		e := gather(t, f)
		check := func(condition string, want float64) {
			t.Helper()
			f, err := e.find(parsed(t, ParseValue, condition))
			if at := f.interval.Value; err != nil || math.Abs(at-want) > 1e-9 {
				t.Errorf("%s: %s is compared with %v (%v), the report has %v", file, condition, at, err, want)
			}
		}
		check("program<1", e.analysis.ProgramSerialFraction.Value)
		check("machine<1", e.analysis.MachineSerialFraction.Value)
		for _, p := range e.analysis.Points[1:] {
			for _, o := range p.Owners {
				if o.Owner != "" {
					check(fmt.Sprintf("%s@%d<1", o.Owner, p.Workers), o.SerialFraction)
				}
			}
		}
	}
}

// A gate on the program's own S holds under the condition that the verdict names.
func TestGatesNameTheConditionOfTheProgram(t *testing.T) {
	named := 0
	for _, file := range []string{"ttest-2cpu", "pipe-python", "workloads/ttest", "workloads/stream", "workloads/invert"} {
		f, err := results.Read("../../docs/sweeps/" + file + ".jsonl")
		if err != nil {
			t.Fatal(err)
		}
		e := gather(t, f)
		of := checked(t, f, Check, "program<10", "machine>-10", "S<10", "program>-10", "machine<10")
		if of[0].Outcome == analysis.CannotTell {
			continue
		}
		under := strings.Contains(e.analysis.Verdict, analysis.NothingShared)
		if under {
			named++
		}
		for k, g := range of { // more of the program's is in favour of the last two
			if has := strings.HasSuffix(Sentence(g), " if its rows "+analysis.NothingShared); has != (under && k < 2) {
				t.Errorf("%s: %s", file, Sentence(g))
			}
		}
	}
	if named == 0 {
		t.Error("no verdict names the condition")
	}
}

// The repeats that were made are the runs at the N of a condition; those of S are as many as an N
// has on average, for not all have the same.
func TestRepeatsOfUnequalBlocks(t *testing.T) {
	f := plain.made(5)
	f.Runs = slices.DeleteFunc(f.Runs, func(r harness.Run) bool { return r.Workers == 2 && r.Block >= 4 })
	e := gather(t, f)
	for condition, want := range map[string]int{"S<1": 9, "max-speedup>1": 9, "split<1": 9, "T@2<1s": 4, "speedup@32>1": 10} {
		if got := e.repeats(parsed(t, ParseValue, condition)); got != want {
			t.Errorf("%s: %d repeats, want %d", condition, got, want)
		}
	}
}
