package main

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"serialfraction/results"
	"serialfraction/results/analysis"
	"serialfraction/results/report"
)

// A view has no more lines than the screen, is drawn once a second at most, replaces the one before, and leaves
// nothing.
func TestLiveView(t *testing.T) {
	f, err := results.Read("../../docs/sweeps/golub-queue-paced.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	for _, high := range []int{8, 24, 60} {
		var out bytes.Buffer
		at := time.Unix(0, 0)
		v := &liveView{w: &out, now: func() time.Time { return at }, style: report.Style{Width: 80}, high: high, file: f, scope: analysis.Pipeline}
		v.draw()
		first := out.String()
		if n := strings.Count(first, "\n"); n != v.drawn || n > high-2 && strings.Contains(first, "speed-up") || !strings.Contains(first, "fit      S < 0.0015") {
			t.Errorf("of %d lines: %d are drawn\n%s", high, n, first)
		}
		if strings.Contains(first, "speed-up") != (high > 8) || strings.Contains(first, "by the program") != (high == 60) {
			t.Errorf("of %d lines: the wrong sections\n%s", high, first)
		}
		out.Reset()
		at = at.Add(viewEvery / 2)
		if v.draw(); out.Len() > 0 {
			t.Errorf("it is drawn again after half a second: %q", out.String())
		}
		at = at.Add(viewEvery)
		if v.draw(); !strings.HasPrefix(out.String(), overLine+strings.Repeat(overAbove, v.drawn)) {
			t.Errorf("the next view does not replace the first: %.40q", out.String())
		}
		out.Reset()
		drawn := v.drawn
		if v.clear(); v.drawn != 0 || out.String() != overLine+strings.Repeat(overAbove, drawn) {
			t.Errorf("%d lines are left: %q", v.drawn, out.String())
		}
	}
	var none *liveView
	none.draw()
	none.clear()
}

// Off a terminal there is nothing to draw on.
func TestLiveNeedsATerminal(t *testing.T) {
	if code, _, errs := answer(t, "sweep --live --engine sim --workload wait --repeats 2 --workers 1,2"); code != exitUsage || !strings.Contains(errs, "--live draws over lines of a terminal") {
		t.Errorf("exit code %d: %s", code, errs)
	}
}
