package main

import (
	"slices"
	"strings"

	"serialfraction/results"
	"serialfraction/wording"
	"serialfraction/workloads"
)

// sweepCommand is the command line of a sweep of a request, for people to type: what
// differs from the defaults, in the words of the user as far as the request has them.
// A change of what was asked is a change of the request. The file is a new one at
// output, "" = where sweeps are kept.
func sweepCommand(r results.Request, output string) string {
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
				words = append(words, wording.ShellWord(value))
			}
		}
	}
	if output != "" {
		words = append(words, "-o", wording.ShellWord(output))
	}
	if len(r.Program) > 0 {
		words = append(words, "--")
	}
	for _, arg := range r.Program {
		words = append(words, wording.ShellWord(arg))
	}
	return strings.Join(words, " ")
}

// usualOf is what a command line asks that says nothing but the workload of a request
// and its program. Of a workload that there is not any more it is nothing.
func usualOf(r results.Request) results.Request {
	usual, err := askedBy(slices.Concat([]string{"harness", "sweep", "--workload", r.Workload, "--"}, r.Program))
	if err != nil {
		return results.Request{}
	}
	usual.Workload = workloads.All[0].Name // which need not be typed
	return usual
}
