package curves

import (
	"math"
	"slices"
	"strings"
	"testing"

	"serialfraction/fit"
	"serialfraction/results/advice"
)

// The series of faster_than_one.csv, kappa_sentence.csv, capped_knee.csv and capped_se.csv:
// N and the times there.
var (
	fasterThanOne = at(map[float64][]float64{1: {114.7, 114.6}, 2: {95.1, 96.4}, 4: {111.8, 109.3}, 8: {103.6, 106.5}, 16: {114.5, 114.8}, 32: {122.2, 122.7}, 64: {124.6, 125.0}})
	kappaAbove0   = at(map[float64][]float64{1: {10.0}, 2: {11.1}, 4: {11.8}, 8: {12.5}, 16: {13.4}, 32: {15.1}})
	cappedKnee    = at(map[float64][]float64{1: {10.13}, 2: {5.142}, 4: {2.763}, 8: {1.907}, 16: {2.127}})
	cappedSE      = at(map[float64][]float64{1: {400.2}, 2: {299.5}, 4: {313.4}, 8: {303.3}})
)

func at(times map[float64][]float64) Series {
	var s Series
	s.Quantity, s.Sure = Time, true
	for n, ts := range times {
		for _, t := range ts {
			s.Readings = append(s.Readings, fit.Reading{Load: n, Seconds: t})
		}
	}
	slices.SortFunc(s.Readings, func(a, b fit.Reading) int { return int(math.Copysign(1, a.Load-b.Load)) })
	return s
}

// TestClaimsOfCases reads verdicts that contradicted their own points.
func TestClaimsOfCases(t *testing.T) {
	for _, c := range []struct {
		name   string
		series Series
		o      Options
		kind   fit.ClaimKind
		number float64 // of the claim
		words  string
	}{
		{"N = 2 is 1.20x faster", fasterThanOne, Options{}, fit.MostFaster, 1.197, "no number of workers makes this more than 1.2x faster"},
		{"kappa 0.0102, sigma above 1", kappaAbove0, Options{}, fit.NoneFaster, 1, "no number of workers makes this faster than one does: sigma = 1.2"},
		{"a knee that is known", cappedKnee, Options{Model: "capped", CPUs: 8}, fit.StopsAt, 8, "speed-up stops growing at N = 8: "},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := analyze(t, c.series, c.o)
			if len(a.Claims) != 1 || a.Claims[0].Kind != c.kind || math.Abs(a.Claims[0].Number.Value-c.number) > 0.001 {
				t.Errorf("claims %+v", a.Claims)
			}
			if !strings.Contains(a.Verdict, c.words) {
				t.Errorf("verdict %q, want %q in it", a.Verdict, c.words)
			}
			if a.MaxSpeedup.Value < 1 || a.MaxSpeedup.Lo < 1 {
				t.Errorf("ceiling %+v is below 1", a.MaxSpeedup)
			}
		})
	}
}

// TestUnidentified checks that a parameter which another makes up for has no error: one N
// below the knee tells S and the knee together only.
func TestUnidentified(t *testing.T) {
	a := analyze(t, cappedSE, Options{})
	for _, m := range a.Models {
		if s := m.Params["S"]; m.Name == "capped" && (s.SE != nil || !math.IsInf(s.Estimate.Hi, 1) || m.Params["cap"].SE != nil) {
			t.Errorf("%+v", m.Params)
		}
	}
}

// TestUnitOfTime: times that rise a little are fitted where their column names a unit of time,
// with the question as a warning; without a unit, or where they rise as rates do, the question
// is the verdict.
func TestUnitOfTime(t *testing.T) {
	risesWithN := at(map[float64][]float64{1: {100}, 2: {195}, 4: {385}, 8: {770}})
	for _, c := range []struct {
		name   string
		series Series
		unit   string
		fitted bool
	}{
		{"1.5x at N = 32, seconds", kappaAbove0, "seconds", true},
		{"1.5x at N = 32, no unit", kappaAbove0, "", false},
		{"7.7x at N = 8, seconds", risesWithN, "seconds", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.series.Sure, c.series.Unit = false, c.unit
			a := analyze(t, c.series, Options{})
			fitted := a.SerialFraction != nil
			warned := slices.ContainsFunc(a.Advice, func(a advice.Advice) bool {
				return a.Code == advice.UnclearQuantity && a.Place == advice.Warning
			})
			if fitted != c.fitted || warned != c.fitted {
				t.Errorf("fitted %v, warned %v, want both %v: %s", fitted, warned, c.fitted, a.Verdict)
			}
		})
	}
}

// TestOffCurve is two_baselines.csv: every point but the first lies under a band that is
// relative to another T(1) than the points, and the analysis has a warning of that.
func TestOffCurve(t *testing.T) {
	rates := []float64{64.3, 101.6, 187.8, 364.9, 591.5, 1014, 1411, 1871, 2209, 2420}
	alike := Series{Quantity: Throughput, Sure: true}
	for i, x := range rates {
		alike.Readings = append(alike.Readings, fit.Reading{Load: float64(int(1) << i), Seconds: 1 / x})
	}
	for _, c := range []struct {
		name   string
		series Series
		warned bool
	}{{"two baselines", alike, true}, {"on the curve", at(map[float64][]float64{1: {10}, 2: {5.26}, 4: {2.87}, 8: {1.69}}), false}} {
		a := analyze(t, c.series, Options{})
		warned := slices.ContainsFunc(a.Advice, func(a advice.Advice) bool { return a.Code == advice.OneOffCurve })
		if warned != c.warned {
			t.Errorf("%s: warned %v, want %v: %q", c.name, warned, c.warned, a.Warnings)
		}
	}
}
