package main

import (
	"slices"
	"strings"
	"sync"

	"serialfraction/harness/wording"
	"serialfraction/results"
	"serialfraction/results/analysis"
	"serialfraction/workloads"
)

// sweepCommand is the command line of a sweep of a request, for people to type: what
// differs from the defaults, in the words of the user as far as the request has them.
// A change of what was asked is a change of the request. Its report is of a scope, "" =
// the default; the file is a new one at output, "" = where sweeps are kept.
func sweepCommand(r results.Request, scope analysis.Scope, output string) string {
	words := sweepWords(r, scope, output)
	for i, word := range words {
		words[i] = wording.ShellWord(word)
	}
	return strings.Join(words, " ")
}

// sweepWords are the words of such a command line, as a program gets them.
func sweepWords(r results.Request, scope analysis.Scope, output string) []string {
	usual := usualOf(r)
	if r.Repeats > 0 { // then these do not count
		r.Precision, r.MaxTime = usual.Precision, usual.MaxTime
	}
	words := []string{"harness", "sweep"}
	for _, a := range asks {
		values := a.values(&r)
		if slices.Equal(values, a.values(&usual)) {
			continue
		}
		for _, value := range values {
			words = append(words, "--"+a.flag)
			if !a.toggle(&r) {
				words = append(words, value)
			}
		}
	}
	if scope != "" && scope != analysis.Pipeline {
		words = append(words, "--scope", string(scope))
	}
	if output != "" {
		words = append(words, "-o", output)
	}
	if len(r.Program) > 0 {
		words = append(append(words, "--"), r.Program...)
	}
	return words
}

// usuals has what usualOf has found, by workload: a command line takes a millisecond to
// read, and a report may print several.
var usuals sync.Map

// usualOf is what a command line asks that says nothing but the workload of a request
// and its program, which is left out. Of a workload that there is not any more it is
// nothing.
func usualOf(r results.Request) results.Request {
	if known, ok := usuals.Load(r.Workload); ok {
		return known.(results.Request)
	}
	usual, err := askedBy(slices.Concat([]string{"harness", "sweep", "--workload", r.Workload, "--"}, r.Program))
	if err != nil {
		return results.Request{}
	}
	usual.Workload = workloads.All[0].Name // which need not be typed
	usual.Program = nil
	usuals.Store(r.Workload, usual)
	return usual
}
