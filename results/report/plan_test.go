package report

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"serialfraction/fit"
	"serialfraction/harness/golden"
	"serialfraction/results/analysis"
	"serialfraction/results/plan"
)

// plans are plans with all that one may show.
func plans(t *testing.T) map[string]*plan.Plan {
	t.Helper()
	at := func(value, lo, hi float64) fit.Interval {
		return fit.Interval{Value: value, Lo: lo, Hi: hi, Level: 0.95}
	}
	s, own, one := at(0.0117, 0.0102, 0.0131), at(0.0040, 0.0035, 0.0045), at(28800, 28700, 28900)
	b := plan.Basis{Source: "golub.jsonl", Rows: 2000, Seconds: &one, Serial: &s, Laws: []fit.Prospect{fit.Assumed(s)}, Program: &own, Fitted: []float64{1, 2, 4, 8}, Repeats: 10,
		Causes: []plan.Cause{{Name: "merge", Serial: at(0.0080, 0.0075, 0.0085)}, {Name: "spawn", Serial: at(0.0020, 0.0015, 0.0025), Own: 0.0020, Fixed: true},
			{Name: "inflation", Serial: at(0.0017, 0.0005, 0.0029)}},
		Removals: []analysis.Removal{{Cause: "merge", Owner: "program", Serial: at(0.0080, 0.0075, 0.0085)}, {Cause: "spawn", Part: "start", Owner: "program", Serial: at(0.0020, 0.0015, 0.0025)},
			{Cause: "inflation", Part: "execution", Owner: "machine", Serial: at(0.0017, 0.0005, 0.0029)}}}
	all := map[string]*plan.Plan{"rule": plan.Unasked()}
	for name, q := range map[string]plan.Question{
		"reachable":  {Target: 600, MaxWorkers: 500, Price: 0.05},
		"not":        {Target: 30, MaxWorkers: 5000, Price: 0.05},
		"cannottell": {Target: 340},
		"sized":      {Target: 36000000, Rows: 5e6},
	} {
		p, err := plan.Make([]plan.Basis{b}, q)
		if err != nil {
			t.Fatal(err)
		}
		p.Command = "harness sweep --repeats 40"
		all[name] = p
	}
	return all
}

func planned(t *testing.T, format string, p *plan.Plan, s Style) string {
	t.Helper()
	f, err := PlanFormats.Lookup(format)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := f.Write(&b, p, s); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// What a plan looks like at 80 and at 200 columns, and in Markdown.
func TestPlanGolden(t *testing.T) {
	var text strings.Builder
	all := plans(t)
	for _, name := range []string{"reachable", "not", "cannottell", "sized"} {
		for _, width := range []int{80, 200} {
			text.WriteString(planned(t, "table", all[name], Style{Width: width}) + "\n" + strings.Repeat("=", width) + "\n")
		}
	}
	text.WriteString(planned(t, "md", all["not"], Style{}))
	golden.File(t, "testdata/plan.golden", []byte(text.String()))
}

// No line is wider than the terminal, and none ends in spaces.
func TestPlanFits(t *testing.T) {
	for name, p := range plans(t) {
		for _, width := range []int{60, 80, 100, 200} {
			for line := range strings.SplitSeq(planned(t, "table", p, Style{Width: width}), "\n") {
				if n := utf8.RuneCountInString(line); n > width || strings.TrimRight(line, " ") != line {
					t.Errorf("%s at %d columns has a line of %d: %q", name, width, n, line)
				}
			}
		}
	}
}

// Other programs read these keys.
func TestPlanJSON(t *testing.T) {
	for name, p := range plans(t) {
		var got map[string]any
		if err := json.Unmarshal([]byte(planned(t, "json", p, Style{})), &got); err != nil {
			t.Fatal(err)
		}
		for _, key := range []string{"schema", "reachable", "workers", "best_seconds", "needed_serial_fraction", "speedup_needed", "verdict"} {
			if _, ok := got[key]; !ok {
				t.Errorf("%s lacks %s", name, key)
			}
		}
		want := map[string]string{"rule": "cannot tell", "reachable": "yes", "not": "no", "cannottell": "cannot tell"}[name]
		if want != "" && got["reachable"] != want {
			t.Errorf("%s is %v", name, got["reachable"])
		}
		if _, known := got["workers"].(map[string]any); known != (name != "rule" && name != "not") {
			t.Errorf("%s: workers are %v", name, got["workers"])
		}
	}
}
