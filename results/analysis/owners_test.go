package analysis

import (
	"math"
	"slices"
	"testing"
	"time"

	"serialfraction/results"
)

func readSweep(t *testing.T, path string) *results.File {
	t.Helper()
	f, err := results.Read(path)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func ownerNamed(a *Report, name string) Owner {
	i := slices.IndexFunc(a.Owners, func(o Owner) bool { return o.Owner == name })
	if i < 0 {
		return Owner{}
	}
	return a.Owners[i]
}

// The run-queue delay of a start is the machine's, though spawn is the program's. In this
// sweep that moves 0.0062 of S from the program to the machine.
func TestOwnersAreSummedByLeaf(t *testing.T) {
	a := analyze(t, readSweep(t, "../../docs/sweeps/pipe-python.jsonl"), Options{})
	byCause := map[string]float64{}
	for _, c := range a.Causes {
		byCause[c.Owner] += c.SerialFraction
	}
	for _, want := range []struct {
		owner string
		moved float64
	}{{ownerProgram, -0.0062}, {ownerMachine, 0.0062}, {ownerNobody, 0}} {
		o := ownerNamed(a, want.owner)
		if moved := o.SerialFraction - byCause[want.owner]; math.Abs(moved-want.moved) > 0.00005 {
			t.Errorf("%q has %.4f of S, %+.4f more than by the owners of whole causes, want %+.4f", want.owner, o.SerialFraction, moved, want.moved)
		}
	}
	spawn := ownerNamed(a, ownerMachine).Causes[0]
	if spawn.Name != "spawn" || len(spawn.Parts) != 1 || spawn.Parts[0].Name != "run-queue delay" {
		t.Errorf("the machine's first cause is %+v", spawn)
	}
}

// Where workers take turns on the CPUs spawn has no owner; at every other N it has one.
func TestSpawnBeyondTheCPUsIsNobodys(t *testing.T) {
	for _, file := range []string{"ttest-2cpu", "workloads/stream", "compare/pinned"} {
		a := analyze(t, readSweep(t, "../../docs/sweeps/"+file+".jsonl"), Options{})
		beyond := 0
		for _, p := range a.Points[1:] {
			for _, o := range p.Owners {
				_, has := o.Causes["spawn"]
				if want := p.Oversubscribed == (o.Owner == ownerNobody); has && !want || !has && o.Owner == ownerNobody && p.Oversubscribed {
					t.Errorf("%s, N = %d (oversubscribed %v): %q has spawn %v", file, p.Workers, p.Oversubscribed, o.Owner, has)
				}
			}
			if p.Oversubscribed {
				beyond++
			}
		}
		if beyond == 0 {
			t.Errorf("%s has no N beyond the CPUs, so it tests nothing", file)
		}
	}
}

// adds fails unless owners add up to the whole, and each owner's causes to the owner's.
func adds(t interface{ Fatalf(string, ...any) }, a *Report) {
	sum, seconds, size := 0.0, 0.0, 1.0
	for _, o := range a.Owners {
		its := 0.0
		for _, c := range o.Causes {
			its, size = its+c.SerialFraction, max(size, math.Abs(c.SerialFraction))
		}
		if math.Abs(its-o.SerialFraction) > 1e-9*size {
			t.Fatalf("%s: causes of %q add up to %v, it has %v", a.Scope, o.Owner, its, o.SerialFraction)
		}
		sum, seconds = sum+o.SerialFraction, seconds+o.Seconds
	}
	if math.Abs(sum-a.SerialFraction.Value) > 1e-9*size {
		t.Fatalf("%s: owners add up to %v, S = %v", a.Scope, sum, a.SerialFraction.Value)
	}
	if one := a.Points[0].Seconds.Value; math.Abs(seconds-one) > 1e-9*max(1, one) {
		t.Fatalf("%s: seconds of owners add up to %v, T(1) = %v", a.Scope, seconds, one)
	}
	for _, p := range a.Points[1:] {
		sum, size := 0.0, 1.0
		for _, o := range p.Owners {
			sum, size = sum+o.SerialFraction, max(size, math.Abs(o.SerialFraction))
		}
		if math.Abs(sum-*p.KarpFlatt) > 1e-9*size {
			t.Fatalf("%s, N = %d: owners add up to %v, e = %v", a.Scope, p.Workers, sum, *p.KarpFlatt)
		}
	}
}

// Every cause, part and owner has the interval that a gate judges it by: that of its share.
func TestCausesHaveIntervals(t *testing.T) {
	f := readSweep(t, "../../docs/sweeps/ttest-2cpu.jsonl")
	a := analyze(t, f, Options{Level: 0.9})
	s, err := NewSample(f, Options{Level: 0.9})
	if err != nil {
		t.Fatal(err)
	}
	wide := 0
	var within func(c Cause)
	within = func(c Cause) {
		if i := c.Interval; i.Value != c.SerialFraction || i.Level != 0.9 || !(i.Lo <= i.Value && i.Value <= i.Hi) {
			t.Errorf("%s: %v has the interval %+v", c.Name, c.SerialFraction, i)
		} else if i.Lo < i.Hi {
			wide++
		}
		for _, p := range c.Parts {
			within(p)
		}
	}
	for _, c := range a.Causes {
		within(c)
	}
	for _, o := range a.Owners {
		if want := s.study.share(ownedBy(o.Owner, false)); o.Interval != want {
			t.Errorf("%q has the interval %+v, want %+v", o.Owner, o.Interval, want)
		}
		for _, c := range o.Causes {
			within(c)
		}
	}
	if wide < 10 {
		t.Errorf("%d intervals have a width", wide)
	}
}

// What was measured once for all runs has a share and an interval without ends; what was
// measured in every run and was 0 in each is 0.
func TestIntervalOfWhatIsMeasuredOnce(t *testing.T) {
	f := readSweep(t, "../../docs/sweeps/ttest-2cpu.jsonl")
	load := time.Millisecond
	f.Header.Load = &load
	for _, c := range analyze(t, f, Options{Scope: EndToEnd}).Causes {
		i := c.Interval
		switch c.Name {
		case "load":
			if !(i.Value > 0) || !math.IsInf(i.Lo, -1) || !math.IsInf(i.Hi, 1) {
				t.Errorf("load, which was measured once, is %+v", i)
			}
		case "unattributed":
			if i.Value != 0 || i.Lo != 0 || i.Hi != 0 {
				t.Errorf("unattributed, which is 0 in every run, is %+v", i)
			}
		}
	}
}
