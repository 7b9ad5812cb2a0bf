package compare

import (
	"fmt"
	"slices"
	"strings"

	"serialfraction/results/number"
)

// warnings returns what makes two sweeps hard to compare.
func warnings(a, b *side) []string {
	var w []string
	add := func(format string, args ...any) { w = append(w, fmt.Sprintf(format, args...)) }
	for _, s := range []*side{a, b} {
		if s.sample.Fit == nil {
			add("%s has no S: %s", s.Name, s.sample.NoFit())
		}
		if s.OtherWork != nil {
			add("%s: %s", s.Name, s.busy())
		}
		if slow := s.sample.Slow(); slow != nil {
			add("%s: %s; this comparison is of the typical runs", s.Name, slow.Message())
		}
		for _, fault := range s.file.Warnings {
			add("%s: %s", s.Name, fault)
		}
	}
	if missing := onlyOne(a, b); missing != "" {
		add("%s: an N that only one of the two sweeps has is not compared", missing)
	}
	ha, hb := &a.file.Header, &b.file.Header
	if ha.Workload == hb.Workload && ha.Method == hb.Method && fmt.Sprint(ha.Args) == fmt.Sprint(hb.Args) && ha.Answer != "" && hb.Answer != "" && ha.Answer != hb.Answer {
		add("the answers differ although workload, settings and rows are the same: one of the two programs or machines computes something else; compare their result rows")
	}
	if ha.Simulated() != hb.Simulated() {
		add("one of the two was simulated: its times are those of a law, not of a machine")
	}
	w = append(w, wakings(a, b)...)
	if a.sample.Fit == nil || b.sample.Fit == nil {
		return w
	}
	if !slices.Equal(a.Fitted, b.Fitted) {
		add("S of %s is fitted to N = %s, S of %s to N = %s: the comparison assumes that each law holds at all these N", a.Name, number.List(a.Fitted), b.Name, number.List(b.Fitted))
	}
	if a.Model != b.Model {
		add("S of %s comes from the %s law, S of %s from the %s law: the two separate overhead that grows with N from S differently", a.Name, a.Model, b.Name, b.Model)
	}
	return w
}

// onlyOne returns the list of N that only one of the sides has, in words.
func onlyOne(a, b *side) string {
	var parts []string
	for _, s := range [][2]*side{{a, b}, {b, a}} {
		var ns []int
		for _, n := range s[0].Workers {
			if !slices.Contains(s[1].Workers, n) {
				ns = append(ns, n)
			}
		}
		if len(ns) > 0 {
			parts = append(parts, fmt.Sprintf("N = %s in %s", number.List(ns), s[0].Name))
		}
	}
	return strings.Join(parts, ", ")
}
