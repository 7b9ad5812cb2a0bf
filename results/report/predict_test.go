package report

import (
	"strings"
	"testing"
	"unicode/utf8"

	"serialfraction/fit"
	"serialfraction/harness/golden"
	"serialfraction/results/predict"
)

// aForecast is a forecast with all that one may show.
func aForecast() *predict.Forecast {
	at := func(value, lo, hi float64) fit.Interval {
		return fit.Interval{Value: value, Lo: lo, Hi: hi, Level: 0.95}
	}
	sim := func(value, lo, hi float64) *fit.Interval { return new(at(value, lo, hi)) }
	law, far, wide := at(0.62, 0.60, 0.64), at(0.40, 0.38, 0.43), at(0.39, 0.2, 90000)
	return &predict.Forecast{Schema: 1, Verdict: "With 1,000,000 workers the job takes 1.20 s (1.10 s – 1.31 s) by the simulation, 390 ms (200 ms – 25.0 h) by Amdahl's law.",
		Source: "golub.jsonl", Law: "amdahl", Measured: []int{1, 2, 4, 8}, Chunks: 100_000, Rows: 1_000_000,
		Predictions: []predict.Prediction{
			{Workers: 64, Law: &law, Simulation: sim(0.61, 0.60, 0.62), Speedup: new(40.0)},
			{Workers: 1000, Law: &far, Simulation: sim(0.5, 0.48, 0.52), Speedup: new(48.0), Differ: true, Reason: &predict.Reason{Cause: "imbalance", Words: "workers have 1.6 chunks each, and wait 100 ms for the last in the simulation; the law shares the work evenly but for 1.00 ms"}},
			{Workers: 1_000_000, Law: &wide, Simulation: sim(1.2, 1.1, 1.31), Speedup: new(20.0), Reason: &predict.Reason{Cause: "spawn", Words: "starting 1,000,000 workers, one after the other, takes 500 ms in the mean"}},
			{Workers: 2_000_000, Simulation: sim(2.2, 2.1, 2.31), Speedup: new(11.0)},
		},
		Assumptions: []string{"a claim takes 100 ns"}, Notes: []string{"at N = 2 other work had the CPUs for 20 % of the time of the runs"}}
}

// What a forecast looks like at 80 and at 120 columns, and in Markdown.
func TestForecastGolden(t *testing.T) {
	var text strings.Builder
	write := func(format string, s Style) {
		f, err := PredictFormats.Lookup(format)
		if err != nil {
			t.Fatal(err)
		}
		if err := f.Write(&text, aForecast(), s); err != nil {
			t.Fatal(err)
		}
	}
	for _, width := range []int{60, 80, 120} {
		write("table", Style{Width: width})
		text.WriteString(strings.Repeat("=", width) + "\n")
	}
	write("md", Style{})
	golden.File(t, "testdata/predict.golden", []byte(text.String()))
	table, _, _ := strings.Cut(text.String(), strings.Repeat("=", 60))
	for line := range strings.SplitSeq(table, "\n") {
		if n := utf8.RuneCountInString(line); n > 60 || strings.TrimRight(line, " ") != line {
			t.Errorf("at 60 columns a line has %d: %q", n, line)
		}
	}
}
