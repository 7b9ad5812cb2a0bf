//go:build !race

package main

import (
	"slices"
	"strings"
	"testing"

	"serialfraction/results"
	"serialfraction/results/advice"
	"serialfraction/results/analysis"
)

// A followed case does what advice asks for, as a user would: it types the command where one
// is printed, and else does what the message has in plain words.
type followed interface {
	// follow returns the advice before and after.
	follow(t *testing.T, code advice.Code) (before, after []advice.Advice)
}

// Whoever follows advice does not get it again. Every code has a case, so that a new one
// cannot be added without.
func TestAdviceIsFollowed(t *testing.T) {
	ofSweeps, ofFits := sweepCases(), fitCases()
	known := map[advice.Code]bool{}
	for _, c := range advice.Codes {
		known[c.Code] = true
		cases := slices.Concat(ofSweeps[c.Code], ofFits[c.Code])
		if len(cases) == 0 {
			t.Errorf("no case follows the advice %s", c.Code)
		}
		for _, f := range cases {
			t.Run(string(c.Code), func(t *testing.T) {
				before, after := f.follow(t, c.Code)
				if _, given := of(before, c.Code, ""); !given {
					t.Fatalf("it is not given at first, but %q", advice.Messages(before))
				}
				if again, given := of(after, c.Code, ""); given {
					t.Errorf("it is given again: %s", again.Message)
				}
			})
		}
	}
	for _, cases := range []map[advice.Code][]followed{ofSweeps, ofFits} {
		for code := range cases {
			if !known[code] {
				t.Errorf("a case follows %s, which is no code", code)
			}
		}
	}
}

// of returns the advice of a code whose message has some words.
func of(all []advice.Advice, code advice.Code, says string) (advice.Advice, bool) {
	for _, a := range all {
		if a.Code == code && strings.Contains(a.Message, says) {
			return a, true
		}
	}
	return advice.Advice{}, false
}

// A sweepCase is a sweep of a world.
type sweepCase struct {
	world world
	words string // of the command line
	scope analysis.Scope
	had   func(*results.File) // what happened to the first sweep besides

	by    advice.Code    // other advice of the same report that is followed instead; "" = that of the code
	says  string         // what the message asks for that is done by hand; "" = nothing
	then  func(w *world) // does it
	other string         // the words of the second command line, where the message asks for another; "" = the command, or the same again
}

func (c sweepCase) follow(t *testing.T, code advice.Code) (before, after []advice.Advice) {
	t.Chdir(t.TempDir()) // commands look for files that are there
	w := c.world
	r := asked(t, strings.Fields(c.words)...)
	before = c.report(t, w.sweep(t, r), c.had)
	to, given := of(before, code, c.says)
	if c.by != "" {
		to, given = of(before, c.by, c.says)
	}
	if !given {
		t.Fatalf("no advice asks for what is done: %q in %q", c.says, advice.Messages(before))
	}
	if c.says == "" && to.Command == "" {
		t.Fatalf("%q has no command, and nothing is done by hand", to.Message)
	}
	if c.then != nil {
		c.then(&w)
	}
	switch {
	case c.other != "":
		r = asked(t, strings.Fields(c.other)...)
	case to.Command != "":
		r = w.typed(t, to.Command, r)
	}
	return before, c.report(t, w.sweep(t, r), nil)
}

// report returns the advice on a sweep, as a report has it.
func (c sweepCase) report(t *testing.T, f *results.File, had func(*results.File)) []advice.Advice {
	t.Helper()
	if had != nil {
		had(f)
	}
	a, err := analysis.Of(f, analysis.Options{Scope: c.scope, Level: 0.95})
	if err != nil {
		t.Fatal(err)
	}
	commands(a.Advice, &f.Header, c.scope)
	continued(a.Advice, f, "sweep.jsonl")
	return a.Advice
}

// typed returns the request of a command that was printed, which must change no work. A command
// that continues the first sweep asks for what that one asked for.
func (w *world) typed(t *testing.T, command string, first results.Request) results.Request {
	t.Helper()
	words := unquoted(t, command)
	if words[0] == "taskset" {
		w.hold(words[2])
		words = words[3:]
	}
	if i := slices.Index(words, "--resume"); i >= 0 {
		return first
	}
	r, err := askedBy(words)
	if err != nil {
		t.Fatalf("%s: %v", command, err)
	}
	if r.Workload != first.Workload || !slices.Equal(r.Program, first.Program) || r.Source.Data != first.Source.Data {
		t.Errorf("%s times %s %q on %s, and the first sweep timed %s %q on %s", command, r.Workload, r.Program, r.Source.Data, first.Workload, first.Program, first.Source.Data)
	}
	return r
}
