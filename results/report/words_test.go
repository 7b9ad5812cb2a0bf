package report

import (
	"math"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"serialfraction/fit"
	"serialfraction/harness/machine"
	"serialfraction/results/analysis"
	"serialfraction/results/number"
	"serialfraction/results/record"
)

var inf = math.Inf(1)

func TestSmallWriters(t *testing.T) {
	tests := []struct{ name, got, want string }{
		{"no workers", workerRange(nil), number.None},
		{"one", workerRange([]int{1}), "1"},
		{"three", workerRange([]int{1, 2, 4}), "1, 2 and 4"},
		{"many", workerRange([]int{1, 2, 4, 8}), "1..8"},
		{"cpu", cpuItem(machine.Description{LogicalCPUs: 1, AffinityCPUs: 1}), "1 CPU (quota none)"},
		{"footnote", letter(25), "z"},
		{"late footnote", letter(26), "(27)"},
	}
	for _, tt := range tests {
		if tt.got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, tt.got, tt.want)
		}
	}
}

func TestProgress(t *testing.T) {
	s := fit.Interval{Value: 0.0132, Lo: 0.0118, Hi: 0.0149, Level: 0.95}
	tests := []struct {
		p    record.Progress
		want string
	}{
		{record.Progress{Block: 1, Runs: 7, Elapsed: 1234 * time.Millisecond}, "block   1      7 runs    1.2 s  S not known yet"},
		{record.Progress{Block: 12, Runs: 84, Elapsed: 200 * time.Second, SerialFraction: &s}, "block  12     84 runs    3m20s  S = 0.0132 (0.0118–0.0149)"},
		{record.Progress{Block: 12, Runs: 84, Elapsed: 200 * time.Second, SerialFraction: &s, Scaled: true}, "block  12     84 runs    3m20s  scaled S = 0.0132 (0.0118–0.0149)"},
		{record.Progress{Warmup: 3, Within: true, Elapsed: 72 * time.Second}, "warm-up        3 runs    1m12s"},
		{record.Progress{Warmup: 1, Within: true, Elapsed: 72 * time.Second}, "warm-up        1 run     1m12s"},
		{record.Progress{Within: true, Block: 0, Runs: 1, Elapsed: 72 * time.Second}, "block   0      1 run     1m12s  S not known yet"},
		{record.Progress{Warmup: 7, Within: true, Runs: 2, Elapsed: 200 * time.Second}, "block   0      2 runs    3m20s  S not known yet"},
	}
	own := fit.Interval{Value: 0.0098, Lo: 0.0091, Hi: 0.0105, Level: 0.95}
	with := tests[1]
	with.p.Program, with.want = &own, "block  12     84 runs    3m20s  program = 0.00980 (0.00910–0.01050), S = 0.0132 (0.0118–0.0149)"
	vague := tests[1]
	vague.p.Program = &fit.Interval{Value: 0.2, Lo: -3, Hi: 4, Level: 0.95}
	tests = append(tests, with, vague)
	for want, s := range map[string]fit.Interval{
		"S = 0.950 (0.880–1.020): no gain so far": {Value: 0.95, Lo: 0.88, Hi: 1.02},
		"S = 1.017 (1.005–1.028): no gain so far": {Value: 1.017, Lo: 1.005, Hi: 1.028},
		"S = 0.950 (0.920–0.980)":                 {Value: 0.95, Lo: 0.92, Hi: 0.98},
	} {
		tests = append(tests, tests[0])
		last := &tests[len(tests)-1]
		last.p.SerialFraction, last.want = &s, "block   1      7 runs    1.2 s  "+want
	}
	for _, none := range []fit.Interval{{Value: 6, Lo: -1900, Hi: 184}, {Value: -0.96, Lo: math.Inf(-1), Hi: math.Inf(1)}, {Value: -0.96, Lo: -1, Hi: -0.9}} {
		tests = append(tests, tests[0])
		tests[len(tests)-1].p.SerialFraction = &none
	}
	for _, tt := range tests {
		if got := Progress(tt.p); got != tt.want {
			t.Errorf("Progress(%+v) = %q, want %q", tt.p, got, tt.want)
		}
	}
}

// TestControlSentence checks that S is not shown if its interval contains every S.
func TestControlSentence(t *testing.T) {
	const cannot = "independent copies: cannot tell their S from these runs; make 20 repeats of each N"
	const small = "independent copies: S = 0.0021 (0.0008–0.0034)"
	for _, tt := range []struct {
		alone, s *fit.Interval
		want     string
	}{
		{nil, nil, cannot},
		{&fit.Interval{Value: -1, Lo: -1925, Hi: 1923}, nil, cannot},
		{&fit.Interval{Value: 0.1, Lo: -inf, Hi: inf}, nil, cannot},
		{&fit.Interval{Value: 0.0021, Lo: 0.0008, Hi: 0.0034}, nil, small},
		{&fit.Interval{Value: 0.0021, Lo: 0.0008, Hi: 0.0034}, &fit.Interval{Value: 0.43, Lo: 0.4, Hi: 0.46}, small},
		{&fit.Interval{Value: 0.0021, Lo: 0.0008, Hi: 0.0034}, &fit.Interval{Value: 0.0005, Lo: -0.0002, Hi: 0.0012}, small},
		{&fit.Interval{Value: 0.64, Lo: 0.55, Hi: 0.73}, &fit.Interval{Value: 0.43, Lo: 0.4, Hi: 0.46},
			"independent copies: S = 0.640 (0.550–0.730); what slows them explains all of S"},
		{&fit.Interval{Value: 0.40, Lo: 0.31, Hi: 0.49}, &fit.Interval{Value: 0.43, Lo: 0.4, Hi: 0.46},
			"independent copies: S = 0.400 (0.310–0.490); what slows them may be all of S"},
	} {
		if got := strings.ReplaceAll(controlSentence(&analysis.Control{SerialFraction: tt.alone}, tt.s), "\u00a0", " "); got != tt.want {
			t.Errorf("got  %s\nwant %s", got, tt.want)
		}
	}
}

// The line on a terminal fits into 79 columns, with a bar, what is left and S; a wide one has
// the time so far too.
func TestLive(t *testing.T) {
	s := fit.Interval{Value: 0.95, Lo: 0.88, Hi: 1.02, Level: 0.95}
	half := record.Progress{Block: 197, Runs: 617, Elapsed: 200 * time.Second, SerialFraction: &s,
		Outlook: record.Outlook{By: record.ByPrecision, Blocks: 394, Runs: 1234, Left: 40 * time.Second}}
	with := func(p record.Progress, own fit.Interval) record.Progress {
		p.Program = &own
		return p
	}
	own, low := fit.Interval{Value: 0.0148, Lo: 0.0136, Hi: 0.016, Level: 0.95}, fit.Interval{Value: 0.012, Lo: -0.0021, Hi: 0.0384, Level: 0.95}
	long := with(half, low)
	long.Runs, long.Outlook.Runs, long.Outlook.Left, long.Outlook.By = 61234, 99999, 200*time.Second, record.ByTime
	warm := record.Progress{Within: true, Warmup: 2, Elapsed: 3 * time.Second, Outlook: record.Outlook{By: record.ByTime, Runs: 9, Left: 200 * time.Second}}
	for _, tc := range []struct {
		p       record.Progress
		columns int
		want    string
	}{
		{half, 80, "█████░░░░░  617/1234 runs  40 s left (precision)  S = 0.950 (0.880–1.020)"},
		{half, 200, "████████████░░░░░░░░░░░░░  617/1234 runs  3m20s  40 s left (precision)  S = 0.950 (0.880–1.020): no gain so far"},
		{with(half, own), 80, "█████░░░░░  617/1234 runs  40 s left (precision)  program = 0.0148, S = 0.950"},
		{with(half, own), 100, "██████░░░░░░  617/1234 runs  40 s left (precision)  program = 0.0148, S = 0.950 (0.880–1.020)"},
		{with(half, own), 200, "████████████░░░░░░░░░░░░░  617/1234 runs  3m20s  40 s left (precision)  program = 0.0148 (0.0136–0.0160), S = 0.950 (0.880–1.020): no gain so far"},
		{with(half, low), 80, "█████░░░░░  617/1234 runs  40 s left (precision)  program < 0.039, S = 0.950"},
		{long, 80, "██████░░░░  61234/99999 runs  4 min left (time limit)  program < 0.039"},
		{warm, 80, "░░░░░░░░░░  warm-up, 2 runs  4 min left (time limit)"},
		{record.Progress{Within: true, Runs: 1}, 80, "░░░░░░░░░░  1 run  S not known yet"},
	} {
		if got := Live(tc.p, tc.columns); got != tc.want || utf8.RuneCountInString(got) >= tc.columns {
			t.Errorf("%d columns: %q, want %q", tc.columns, got, tc.want)
		}
	}
}
