package main

import (
	"slices"
	"strings"

	"serialfraction/results"
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
				words = append(words, quoted(value))
			}
		}
	}
	if output != "" {
		words = append(words, "-o", quoted(output))
	}
	if len(r.Program) > 0 {
		words = append(words, "--")
	}
	for _, arg := range r.Program {
		words = append(words, quoted(arg))
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

// quoted is a word as a shell takes it.
func quoted(s string) string {
	plain := func(r rune) bool {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("-_=+,./:@%", r)
	}
	if s != "" && strings.IndexFunc(s, func(r rune) bool { return !plain(r) }) < 0 {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}
