//go:build !race

package fit

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// A verdict counts what the choice among laws makes of series.
type verdict struct {
	series, decided, wrong int // wrong: decided for a law that is not that of the series
	held, ceiling          int // S, and the largest speed-up, lie in their interval
	width                  float64
}

func (k repeated) choose(t *testing.T, r *rand.Rand, series int) verdict {
	v := verdict{series: series}
	var widths []float64
	for range series {
		ch, err := Default.Choose(simulateLaw(r, k.law, 0.02, k.repeats, k.loads...))
		if err != nil {
			t.Fatal(err)
		}
		if ch.Decided {
			v.decided++
			right := AmdahlLaw.Name
			switch {
			case k.cap > 0:
				right = Capped.Name
			case k.kappa > 0:
				right = USL.Name
			}
			if ch.Curve.Model != right {
				v.wrong++
			}
		}
		_, s := ch.Serial()
		if s.Estimate.Lo <= repeatedSerial && repeatedSerial <= s.Estimate.Hi {
			v.held++
		}
		if m := ch.MaxSpeedup(ch.Curve); m.Lo <= k.ceiling() && k.ceiling() <= m.Hi {
			v.ceiling++
		}
		widths = append(widths, s.Estimate.Hi-s.Estimate.Lo)
	}
	slices.Sort(widths)
	v.width = widths[len(widths)/2]
	return v
}

// A law that a gate keeps from being chosen is not refuted. Before, of N = 1..6 all series were
// decided for Amdahl's law, whatever their overhead, with sigma in the interval of none of
// kappa = 0.01; and a limit of 6 CPUs was decided as overhead. Amdahl's own are decided still.
func TestRepeatsDecide(t *testing.T) {
	const series = 60
	to6, to8 := []float64{1, 2, 3, 4, 5, 6}, []float64{1, 2, 4, 8}
	for i, c := range []struct {
		repeated
		leastDecided, mostWrong, leastHeld, leastCeiling int // of 100
	}{
		{repeated{loads: to6, repeats: 10, kappa: 0.01}, 0, 0, 88, 88},
		{repeated{loads: to6, repeats: 3, kappa: 0.01}, 0, 5, 88, 88},
		{repeated{loads: []float64{1, 2, 4}, repeats: 10, kappa: 0.01}, 0, 12, 88, 88},
		{repeated{loads: to8, repeats: 10, kappa: 0.002}, 0, 35, 88, 88},
		{repeated{loads: to8, repeats: 10, cap: 6}, 0, 20, 85, 88},
		{repeated{loads: []float64{1, 2, 4, 8, 16}, repeats: 3, cap: 6}, 0, 12, 88, 88},
		{repeated{loads: to64, repeats: 3, cap: 4}, 90, 35, 88, 86},
		{repeated{loads: to6, repeats: 10}, 65, 0, 88, 88},
		{repeated{loads: to8, repeats: 10}, 70, 8, 88, 88},
		{repeated{loads: to64, repeats: 3}, 90, 10, 88, 88},
	} {
		v := c.choose(t, rand.New(rand.NewPCG(2026, uint64(1000+i))), series)
		if 100*v.decided < c.leastDecided*series || 100*v.wrong > c.mostWrong*series || 100*v.held < c.leastHeld*series || 100*v.ceiling < c.leastCeiling*series {
			t.Errorf("%v of N = %v, %d repeats: %+v", c.repeated, c.loads, c.repeats, v)
		}
	}
}

// repeatedCoverage adds the table of series with repeats.
func repeatedCoverage(t *testing.T, out *bytes.Buffer) {
	const series = 300
	fmt.Fprintf(out, `
## With repeats, whichever law holds

What is decided, and what the intervals hold, over %d series for each entry (standard error
up to 2.9): S = %g, CV 2 %%. "Wrong" are the series that are decided for another law than
theirs; "ceiling" is how often the interval of the largest speed-up holds the true one. A law
is decided for only where the runs exclude others that would matter beyond them: where N ends
at 4 that takes many repeats. A limit on the CPUs at or beyond the largest N is one that no
runs below it can show, and overhead that N ends too early to show may be decided away; of
those the ceiling knows nothing. A limit at 4 with N = 1, 2, 4, 8 looks like no serial part
below it (the saturation law).

| N | law | repeats | decided | wrong | S holds | ceiling holds | median width of S |
|---|---|---|---|---|---|---|---|
`, series, repeatedSerial)
	var cells []repeated
	for _, loads := range repeatedLoads {
		for _, law := range []repeated{{}, {kappa: 0.0002}, {kappa: 0.002}, {kappa: 0.01}, {cap: 4}, {cap: 6}} {
			for _, law.repeats = range []int{3, 10} {
				law.loads = loads
				cells = append(cells, law)
			}
		}
	}
	verdicts := make([]verdict, len(cells))
	onAllCPUs(len(cells), func(i int) {
		verdicts[i] = cells[i].choose(t, rand.New(rand.NewPCG(2026, uint64(i))), series)
	})
	for i, k := range cells {
		v := verdicts[i]
		percent := func(n int) float64 { return 100 * float64(n) / series }
		fmt.Fprintf(out, "| %s | %v | %d | %.1f | %.1f | %.1f | %.1f | %.4f |\n", strings.Trim(strings.ReplaceAll(fmt.Sprint(k.loads), " ", ", "), "[]"), k, k.repeats,
			percent(v.decided), percent(v.wrong), percent(v.held), percent(v.ceiling), v.width)
		if v.held < 80*series/100 {
			t.Errorf("%v of N = %v, %d repeats: %+v", k, k.loads, k.repeats, v)
		}
	}
}
