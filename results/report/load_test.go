package report

import (
	"strings"
	"testing"
	"unicode/utf8"

	"serialfraction/harness/golden"
	"serialfraction/results"
	"serialfraction/results/chart"
	"serialfraction/results/report/draw"
)

// Strips on a terminal are as wide as it at most, with and without characters beyond ASCII.
func TestLoad(t *testing.T) {
	f, err := results.Read("../../docs/sweeps/ttest-2cpu.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	s := chart.Load(f, analysisOf(t, "../../docs/sweeps/ttest-2cpu.jsonl"))
	for _, width := range []int{60, 80, 200, 400} {
		var b strings.Builder
		if err := Load(&b, s, Style{Width: width}); err != nil {
			t.Fatal(err)
		}
		for _, line := range strings.Split(b.String(), "\n") {
			if n := utf8.RuneCountInString(line); n > width {
				t.Errorf("%d columns at a width of %d: %s", n, width, line)
			}
		}
		if width == 80 {
			golden.File(t, "testdata/load.txt", []byte(b.String()))
			golden.File(t, "testdata/load.ascii.txt", []byte(draw.ASCII(b.String())))
		}
	}
}

// Each column has what is furthest from usual of its runs, and a run that is flagged has its sign below.
func TestLoadColumns(t *testing.T) {
	s := chart.Strips{Name: "load", X: chart.Axis{Lo: 0, Hi: 101}}
	strip := chart.Strip{Name: "v", Y: chart.Axis{Lo: 0, Hi: 3, Ticks: []chart.Tick{{At: 0, Text: "0"}, {At: 3, Text: "3"}}}}
	for run := 1; run <= 100; run++ {
		if run == 50 {
			strip.Touched = []chart.Mark{{X: 50}}
			strip.Touched[0].Y.Value = 3
			continue
		}
		strip.Points = append(strip.Points, chart.XY{X: float64(run), Y: 1})
	}
	s.Of = []chart.Strip{strip}
	lines := stripLines(strip, 100, 20)
	if want := []string{"      3 ┤         █", "        │         █", "      0 ┤" + strings.Repeat("█", 20)}; strings.Join(lines, "\n") != strings.Join(want, "\n") {
		t.Errorf("drawn\n%s\nwant\n%s", strings.Join(lines, "\n"), strings.Join(want, "\n"))
	}
	if got, want := flaggedLine(s, 100, 20), "flagged           ^"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	strip.Falls, strip.Touched[0].Y.Value = true, 0
	if lines := stripLines(strip, 100, 20); lines[2] != "      0 ┤█████████▁██████████" {
		t.Errorf("a fall is not seen: %s", lines[2])
	}
}
