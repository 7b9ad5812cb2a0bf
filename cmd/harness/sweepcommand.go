package main

import (
	"slices"
	"strings"
	"sync"

	"serialfraction/harness/wording"
	"serialfraction/results"
	"serialfraction/results/analysis"
	"serialfraction/results/prepare"
	"serialfraction/workloads"
)

// sweepCommand returns the command line of the sweep of a request, quoted for a shell. It
// has the flags that differ from their defaults, with the values that the user typed as far
// as the request has them. The report is of the scope, "" = the default. The result file is
// a new one at output, "" = in the folder of results.
func sweepCommand(r results.Request, scope analysis.Scope, output string) string {
	words := sweepWords(r, scope, output)
	for i, word := range words {
		words[i] = wording.ShellWord(word)
	}
	return strings.Join(words, " ")
}

// sweepWords returns the arguments of such a command line, unquoted.
func sweepWords(r results.Request, scope analysis.Scope, output string) []string {
	usual := usualOf(r)
	usual.Source.Data = prepare.DefaultData(r)
	if r.Repeats > 0 { // then these have no effect
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

// usuals caches the results of usualOf by workload: a command line takes a millisecond to
// parse, and a report may print several.
var usuals sync.Map

// usualOf returns the request of a command line that gives only the workload of a request,
// and its program, which is then left out. It is the zero request for a workload that no
// longer exists.
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
