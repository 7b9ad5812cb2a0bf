//go:build !race

package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"serialfraction/results/advice"
)

// A fitCase is a file of timings of another program.
type fitCase struct {
	file  string // its content
	words string // flags of fit

	says  string // what the message asks for that is done by hand; "" = nothing
	then  string // the file after that; "" = the same
	other string // the flags after that, where the message asks for others; "" = those of the command, or the same
}

func (c fitCase) follow(t *testing.T, code advice.Code) (before, after []advice.Advice) {
	t.Chdir(t.TempDir())
	words := append(append([]string{"harness", "fit"}, strings.Fields(c.words)...), "a b.csv")
	before = fitAdvice(t, c.file, words)
	to, given := of(before, code, c.says)
	if !given {
		t.Fatalf("no advice asks for what is done: %q in %+v", c.says, before)
	}
	if c.says == "" && to.Command == "" {
		t.Fatalf("%q has no command, and nothing is done by hand", to.Message)
	}
	switch {
	case c.other != "":
		words = append(append([]string{"harness", "fit"}, strings.Fields(c.other)...), "a b.csv")
	case to.Command != "":
		words = unquoted(t, to.Command)
	}
	file := c.file
	if c.then != "" {
		file = c.then
	}
	return before, fitAdvice(t, file, words)
}

// An informing case is a fact that asks for nothing, so that it may remain.
type informing struct{ fitCase }

// asking matches the words by which a message asks for something.
var asking = regexp.MustCompile(`\b(measure|make|sweep|stop|run|check|type|give|leave|use|let|find|take)\b`)

func (c informing) follow(t *testing.T, code advice.Code) (before, after []advice.Advice) {
	t.Chdir(t.TempDir())
	before = fitAdvice(t, c.file, append(append([]string{"harness", "fit"}, strings.Fields(c.words)...), "t.csv"))
	if a, _ := of(before, code, ""); asking.MatchString(a.Message) || a.Command != "" {
		t.Errorf("%q asks for something, and no case follows that", a.Message)
	}
	return before, nil
}

// fitAdvice returns what fit advises on a file, whose name is the last word.
func fitAdvice(t *testing.T, file string, words []string) (all []advice.Advice) {
	t.Helper()
	if err := os.WriteFile(words[len(words)-1], []byte(file), 0o666); err != nil {
		t.Fatal(err)
	}
	var out, faults bytes.Buffer
	if code := run(t.Context(), slices.Insert(slices.Clone(words), 2, "--format", "json"), &out, &faults); code != 0 {
		t.Fatalf("%q: exit code %d: %s", words, code, faults.String())
	}
	var r struct {
		Series []struct{ Advice []advice.Advice }
	}
	if err := json.Unmarshal(out.Bytes(), &r); err != nil {
		t.Fatal(err)
	}
	for _, s := range r.Series {
		all = append(all, s.Advice...)
	}
	return all
}

// rows returns a table of repeats at each N of f, whose relative noise is even.
func rows(repeats int, noise float64, f func(n float64) float64, ns ...float64) string {
	rng := rand.New(rand.NewPCG(7, 1))
	var b strings.Builder
	b.WriteString("workers,seconds\n")
	for _, n := range ns {
		for range repeats {
			fmt.Fprintf(&b, "%g,%g\n", n, f(n)*(1+noise*(2*rng.Float64()-1)))
		}
	}
	return b.String()
}

// amdahl is the time of Amdahl's law with T1 = 10 s.
func amdahl(s float64) func(n float64) float64 {
	return func(n float64) float64 { return 10 * (s + (1-s)/n) }
}
