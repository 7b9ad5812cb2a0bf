package compare

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"serialfraction/harness/wording"
	"serialfraction/results"
	"serialfraction/results/number"
)

// warnings returns what makes two sides hard to compare.
func (p *Pair) warnings(a, b *side) []string {
	var w []string
	add := func(format string, args ...any) { w = append(w, fmt.Sprintf(format, args...)) }
	for _, s := range []*side{a, b} {
		w = append(w, s.warnings()...)
	}
	all := slices.Concat(a.sweeps, b.sweeps)
	if missing := onlySome(all); missing != "" {
		none := "only one of the two sweeps has"
		if a.several() {
			none = "not all sweeps have"
		}
		add("%s: an N that %s is not compared", missing, none)
	}
	if text := alone(p.Conditions); text != "" {
		add("%s", text)
	}
	for _, s := range []*side{a, b} {
		w = append(w, s.odd()...)
	}
	if p.Apart {
		add("all sweeps of one side were made before those of the other: what the machine did in between may be the difference, and the intervals are wider for it; sweep by turns, one of each side after the other")
	}
	w = append(w, answers(all)...)
	w = append(w, ofFirst(all, unknownVariables)...)
	if all[0].file.Header.Simulated() != b.sweeps[0].file.Header.Simulated() {
		add("one of the two was simulated: its times are those of a law, not of a machine")
	}
	w = append(w, ofFirst(all, wakings)...)
	w = append(w, ofFirst(all, executions)...)
	w = append(w, ofFirst(all, stores)...)
	if slices.ContainsFunc(all, func(s *sweep) bool { return s.sample.Fit == nil }) {
		return w
	}
	if x, y := byFit(all, func(s *sweep) string { return number.List(s.Fitted) }); y != nil {
		add("S of %s is fitted to N = %s, S of %s to N = %s: the comparison assumes that each law holds at all these N", x.Name, number.List(x.Fitted), y.Name, number.List(y.Fitted))
	}
	if x, y := byFit(all, func(s *sweep) string { return s.Model }); y != nil {
		add("S of %s comes from the %s law, S of %s from the %s law: the two separate overhead that grows with N from S differently", x.Name, x.Model, y.Name, y.Model)
	}
	return w
}

// A warning is one about a sweep; those of a kind differ in their numbers.
type warning struct{ kind, text string }

// warnings returns what makes the sweeps of a side hard to compare: of each kind the warning about
// the first sweep that has it, and how many more have.
func (s *side) warnings() (w []string) {
	var kinds []string
	texts := map[string][]string{}
	for _, each := range s.sweeps {
		for _, x := range each.warnings(s.sweeps) {
			if texts[x.kind] == nil {
				kinds = append(kinds, x.kind)
			}
			texts[x.kind] = append(texts[x.kind], x.text)
		}
	}
	for _, kind := range kinds {
		text := texts[kind][0]
		if n := len(texts[kind]) - 1; n > 0 {
			text += fmt.Sprintf("; likewise %s of %s", wording.Count(n, "more sweep"), s.Name)
		}
		w = append(w, text)
	}
	return w
}

// warnings returns what makes a sweep hard to compare; side has all sweeps of its side.
func (s *sweep) warnings(side []*sweep) (w []warning) {
	if s.sample.Fit == nil {
		w = append(w, warning{"no fit", s.Name + " has no S: " + s.sample.NoFit()})
	}
	if s.OtherWork != nil {
		effect := s.effect(side)
		w = append(w, warning{effect, fmt.Sprintf("%s: %s, %s: %s", s.Name, s.OtherWork.Sentence(), effect, s.OtherWork.Cure())})
	}
	if slow := s.sample.Slow(); slow != nil {
		w = append(w, warning{"slow", s.Name + ": " + slow.Message() + "; this comparison is of the typical runs"})
	}
	for _, fault := range s.file.Warnings {
		w = append(w, warning{fault, s.Name + ": " + fault})
	}
	return w
}

// ofFirst returns the warnings about the first sweep and the first other one that is unlike it.
func ofFirst(all []*sweep, between func(a, b *sweep) []string) []string {
	for _, s := range all[1:] {
		if w := between(all[0], s); w != nil {
			return w
		}
	}
	return nil
}

// answers returns a warning where sweeps of one computation have different answers.
func answers(all []*sweep) []string {
	return ofFirst(all, func(a, b *sweep) []string {
		x, y := &a.file.Header, &b.file.Header
		if x.Workload != y.Workload || x.Method != y.Method || !maps.Equal(x.Args, y.Args) || !x.SameScript(y) || x.Answer == "" || y.Answer == "" || x.Answer == y.Answer {
			return nil
		}
		return []string{"the answers differ although workload, settings and rows are the same: one of the two programs or machines computes something else; compare their result rows"}
	})
}

// unknownVariables returns a warning where the files do not hold the values of the same variables.
func unknownVariables(a, b *sweep) []string {
	_, unknown := results.SameVariables(&a.file.Header, &b.file.Header)
	if unknown == nil {
		return nil
	}
	return []string{fmt.Sprintf("the files do not hold the value of %s, which the program got: it may differ between the sweeps; only values that both sweeps keep are compared", wording.And(unknown...))}
}

// byFit returns the first sweep and the first that differs from it; nil where none does.
func byFit(all []*sweep, of func(*sweep) string) (first, other *sweep) {
	i := slices.IndexFunc(all, func(s *sweep) bool { return of(s) != of(all[0]) })
	if i < 0 {
		return all[0], nil
	}
	return all[0], all[i]
}

// odd returns a warning of what differs between the sweeps of a side, beside their order of runs
// and names; none where nothing does.
func (s *side) odd() []string {
	within, err := s.within()
	if err != nil {
		return []string{err.Error()}
	}
	var keys []string
	for _, o := range within {
		if !inName(o.Key) && !slices.Contains(keys, o.Key) {
			keys = append(keys, o.Key)
		}
	}
	if keys == nil {
		return nil
	}
	return []string{fmt.Sprintf("the sweeps of %s differ in %s: what that changes counts as how much sweeps vary", s.Name, wording.And(keys...))}
}

// onlySome returns the list of N that not all sweeps have, in words.
func onlySome(all []*sweep) string {
	shared := common(all)
	var parts []string
	for _, s := range all {
		var ns []int
		for _, n := range s.Workers {
			if !slices.Contains(shared, n) {
				ns = append(ns, n)
			}
		}
		if len(ns) > 0 {
			parts = append(parts, fmt.Sprintf("N = %s in %s", number.List(ns), s.Name))
		}
	}
	return strings.Join(parts, ", ")
}
