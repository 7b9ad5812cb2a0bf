package main

import (
	"strings"
	"testing"
	"time"

	"serialfraction/docs/kept"
	"serialfraction/fit"
)

// The page counts and concludes, also where a cell fails and where load leaks.
func TestWrite(t *testing.T) {
	start := time.Date(2026, 11, 29, 12, 0, 0, 0, time.UTC)
	fill := func(loaded func(s slot) finding) string {
		p := page{plan: plan{sweeps: 20, time: 10 * time.Second}, found: map[slot]finding{},
			origin: kept.Origin{Measured: kept.Program{Version: "harness version 1", Digest: "abc"}, Judged: kept.Program{Version: "2", Digest: "def"},
				Attempts: kept.Attempts{Begun: 243, First: start, Last: start.Add(time.Hour), Kept: 241, Again: 1, Faults: []string{"ttest-one-07: interrupted"}, Pause: 3 * time.Second}}}
		for _, s := range p.plan.slots() {
			f := found(0.03, 0.02, 0.04)
			if s.load.loops > 0 {
				f = loaded(s)
			}
			f.whole = &fit.Interval{Value: 0.1 * float64(1+s.load.loops)}
			f.others = 0.4 * float64(min(s.load.loops, 1))
			if s == p.plan.slots()[0] {
				f.others = 0.03
			}
			f.blocks, f.machine, f.affinity = 7, "EPYC, 2 CPUs, linux 6", "2-3"
			p.found[s] = f
		}
		var b strings.Builder
		if err := p.write(&b); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	missing := func(miss func(s slot) bool) func(slot) finding {
		return func(s slot) finding {
			if miss(s) {
				return found(0.06, 0.05, 0.07)
			}
			return found(0.03, 0.02, 0.04)
		}
	}
	for _, c := range []struct {
		name   string
		loaded func(s slot) finding
		want   []string
	}{
		{"all right", missing(func(slot) bool { return false }), []string{
			"In all 160 of 160 are right, and 150 are needed: that **holds**. Every cell under load holds.",
			"| ttest | none | 7 | 0 % | 0.1000 | 0.0300 | 0.0200 | 0.0200 | 20 of 20 |  |  | holds |",
			"| ttest | loops on both CPUs | 7 | 40 % | 0.3000 | 0.0300 | 0.0200 | 0.0200 | 20 of 20 | 20 of 20 | 20 of 20 | holds |",
			"of which 17 or more of a job must hold it: 4 of 4 jobs do. Others had the CPUs for 3 % of",
			"less than the scatter of the quiet S in 8 of 8 cells, and more in: none.",
			"EPYC, 2 CPUs, linux 6, by harness version 1 (SHA-256 abc…).\n243 sweeps were begun and 241 kept, 1 of them in place of one",
			"Killed with the table: 1. Not kept: ttest-one-07: interrupted.", "Judged by docs/load 2 (SHA-256 def…)",
			"the first pinned to CPU 2, the second to CPU 3"}},
		{"a cell fails", missing(func(s slot) bool { return s.job.name == "ttest" && s.load.loops == 1 && s.round <= 4 }), []string{
			"In all 156 of 160 are right, and 150 are needed: that **holds**. Cells that fail, 1 of 8: ttest beside a loop on one CPU (16 of 20 right).",
			"| 16 of 20 | 20 of 20 | 16 of 20 | **fails** |", "Of all intervals 4 are too high and 0 too low (P = 0.125"}},
		{"two in each cell", missing(func(s slot) bool { return s.round <= 2 }), []string{
			"In all 144 of 160 are right, and 150 are needed: that **fails**. Every cell under load holds."}},
		{"all too high, and right", func(slot) finding { return found(0.055, 0.026, 0.084) }, []string{
			"In all 160 of 160 are right", "less than the scatter of the quiet S in 0 of 8 cells, and more in: ttest beside a loop on one CPU; ttest beside",
			"| ttest | a loop on one CPU | 20 | 0.0250 (0.0250 to 0.0250) | 0.0100 | 0.0000 | more | 20 of 20 | <0.001 | 0 | 0 |"}},
	} {
		page := fill(c.loaded)
		for _, want := range c.want {
			if !strings.Contains(page, want) {
				t.Errorf("%s: the page lacks %q:\n%s", c.name, want, page)
			}
		}
	}
}
