package main

import (
	"math"
	"os"
	"strings"
	"testing"

	"serialfraction/docs/runlines"
)

// The page is what the kept runs give.
func TestPage(t *testing.T) {
	kept, err := runlines.Read[line]("runs.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	want, err := page(kept)
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile("../growth.md")
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Error("docs/growth.md is not what docs/growth/runs.jsonl gives: docs/growth.sh page prints it anew")
	}
}

// kept returns runs whose seconds and memory follow a law, the middle one of each cell exactly.
func keptBy(of func(c cell) float64) (kept []line) {
	kept = append(kept, line{On: "a machine"})
	all, _ := cells()
	for _, c := range append([]cell{started}, all...) {
		for round := range rounds + 1 {
			scatter := 1 + 0.1*float64(round-2)
			kept = append(kept, line{cell: c, Round: round, Seconds: of(c) * scatter, Peak: 1000 * of(c) * scatter,
				Own: &interval{Value: 0.5}, T1: 50e-6, Chunks: 1, Cause: &cause{"imbalance, quantisation", 0.9}})
		}
	}
	return kept
}

// A law is found from its runs, and growth beyond it is told.
func TestGrowth(t *testing.T) {
	linear := law{0.02, 200e-9, 1.5e-9}
	text, err := page(keptBy(linear.at))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"- .npy: 20 ms, 200 ns a row and 1.5 ns a value; the cell that is furthest from this is",
		"- .csv of 100 columns: 20 ms and 350 ns a row", "- 20 ms is what a process takes that reads no rows",
		"| 10^3 | 10 | 50 µs | 1 | 0.5000 | imbalance, quantisation, 0.900 |", "Nothing grows more than linearly", "| 10^7 | 2.17 | – | – | – | – |"} {
		if !strings.Contains(text, want) {
			t.Errorf("the page lacks %q:\n%s", want, text)
		}
	}
	text, err = page(keptBy(func(c cell) float64 { return linear.at(c) + 1e-15*float64(c.Rows)*float64(c.Rows)/10*c.values()/1e6 }))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(text, "More than linear, with an exponent above 1.1: ") || !strings.Contains(text, "from 10^6 × 10 to 10^7 × 10 (.npy)") {
		t.Errorf("the page does not tell of cubes:\n%s", text)
	}
	if _, err := page(keptBy(linear.at)[:40]); err == nil {
		t.Error("a page was made of some of the runs")
	}
}

// A law has no terms below 0.
func TestFit(t *testing.T) {
	all, _ := cells()
	for _, want := range []law{{1, 0, 0}, {0, 2e-6, 0}, {0, 0, 3e-9}, {0.01, 0, 1e-9}, {0.5, 1e-7, 1e-9}} {
		measured := make([]float64, len(all))
		for i, c := range all {
			measured[i] = want.at(c)
		}
		got := fit(all, measured)
		for _, pair := range [][2]float64{{got.fixed, want.fixed}, {got.row, want.row}, {got.value, want.value}} {
			if math.Abs(pair[0]-pair[1]) > 1e-6*math.Abs(pair[1])+1e-12 || pair[0] < 0 {
				t.Errorf("found %+v, want %+v", got, want)
			}
		}
	}
	if got := amount(4.1213e-6, unit{"ns", 1e9}); got != "4121 ns" {
		t.Errorf("4121.3 ns are told as %s", got)
	}
	if e := exponent(3, 300, 1, 10); math.Abs(e-2) > 1e-12 {
		t.Errorf("a hundred times for ten times grows with the power %v", e)
	}
}

// Of causes that are split, the largest part counts.
func TestLargest(t *testing.T) {
	of := []foundCause{{cause: cause{"merge", 0.3}}, {cause: cause{"imbalance", 0.5}, Parts: []foundCause{{cause: cause{"quantisation", 0.4}}, {cause: cause{"uneven rows", 0.1}}}}}
	if got := largest(of); *got != (cause{"imbalance, quantisation", 0.4}) {
		t.Errorf("found %v", *got)
	}
	if got := largest(nil); got != nil {
		t.Errorf("found %v among none", *got)
	}
}
