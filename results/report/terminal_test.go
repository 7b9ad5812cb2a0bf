package report

import (
	"regexp"
	"strings"
	"testing"
	"unicode"

	"serialfraction/results/analysis"
	"serialfraction/results/report/draw"
)

// TestWidth checks that no line of any analysis is wider than it is drawn for.
func TestWidth(t *testing.T) {
	for name, a := range analyses() {
		t.Run(name, func(t *testing.T) {
			for width := 80; width <= 240; width += 5 {
				for line := range strings.Lines(table(t, a, Style{Width: width})) {
					line = strings.TrimSuffix(line, "\n")
					if n := draw.Width(line); n > width {
						t.Errorf("width %d: line of %d columns: %q", width, n, line)
					}
					if strings.HasSuffix(line, " ") {
						t.Errorf("width %d: space at the end of %q", width, line)
					}
					if strings.ContainsFunc(line, unicode.IsControl) {
						t.Errorf("width %d: control character in %q", width, line)
					}
				}
			}
		})
	}
}

// TestUnknownWidth checks that a width of 0 counts as 80.
func TestUnknownWidth(t *testing.T) {
	if a := good16(); table(t, a, Style{}) != table(t, a, Style{Width: 80}) {
		t.Error("the table for an unknown width is not that for 80 columns")
	}
}

// TestColorOnlyAdds checks that the text is the same without its colours.
func TestColorOnlyAdds(t *testing.T) {
	sgr := regexp.MustCompile("\x1b\\[[0-9;]*m")
	for name, a := range analyses() {
		for _, width := range []int{80, 120, 200} {
			colored, plain := table(t, a, Style{Width: width, Color: true}), table(t, a, Style{Width: width, Color: false})
			if a.Verdict != "" && !strings.Contains(colored, "\x1b[1m") {
				t.Errorf("%s: nothing is bold", name)
			}
			if sgr.ReplaceAllString(colored, "") != plain {
				t.Errorf("%s, width %d: colour changes the text", name, width)
			}
		}
	}
}

// TestASCIIKeepsPlace checks that every line keeps its width without UTF-8.
func TestASCIIKeepsPlace(t *testing.T) {
	for name, a := range analyses() {
		before := strings.Split(table(t, a, Style{Width: 120}), "\n")
		after := strings.Split(draw.ASCII(table(t, a, Style{Width: 120})), "\n")
		for i := range before {
			if draw.Width(before[i]) != len(after[i]) {
				t.Errorf("%s: %q became %q", name, before[i], after[i])
			}
			if strings.ContainsFunc(after[i], func(r rune) bool { return r > unicode.MaxASCII }) {
				t.Errorf("%s: %q is not ASCII", name, after[i])
			}
		}
	}
}

// TestASCIIKnowsEverySign checks that no sign of a report is lost in ASCII.
func TestASCIIKnowsEverySign(t *testing.T) {
	for name, a := range analyses() {
		if name == "hostile" { // its names are not ours
			continue
		}
		for r := range strings.SplitSeq(table(t, a, Style{Width: 200}), "") {
			if r != "?" && draw.ASCII(r) == "?" {
				t.Errorf("%s: no ASCII for %s", name, r)
			}
		}
	}
}

func TestSections(t *testing.T) {
	tests := []struct {
		analysis string
		want     []string // in this order
	}{
		{"good16", []string{"machine  AMD EPYC 7B13, 16 CPUs (quota none), linux 6.18, go1.26, GOMAXPROCS 16\n", "job  ", "not paced",
			"Karp–Flatt", "fit  ", "S = 0.0132 (0.0118–0.0149) at 95 %", "60 runs", "ended  ", "program  ", "machine  ",
			"unattributed", "sum = S", "speed-up\n", "ideal", "curve 13x", "\nS = 0.0132 (95 %"}},
		{"twocpus", []string{"a oversubscribed   b steal", "○ left out of the fit", "N = 1 and 2", "ceiling 48x", "beyond N = 2", "warning  "}},
		{"holdszero", []string{"S < 0.0038 (estimate -0.0003)", "no upper bound (≥ 269x)"}},
		{"superlinear", []string{"S < 0 (estimate -0.0310)", "no upper bound"}},
		{"cannottell", []string{"interrupted after 1 block", "sum = e", "Cannot tell"}},
		{"control", []string{"sum = S", "ideal", "control  independent copies: S = 0.0021 (0.0008–0.0034)"}},
		{"pacedqueue", []string{"2 of 64 CPUs (quota 1.5)", "pool/queue", "paced"}},
	}
	for _, tt := range tests {
		t.Run(tt.analysis, func(t *testing.T) {
			rest := table(t, analyses()[tt.analysis], Style{Width: 80})
			for _, want := range tt.want {
				_, after, ok := strings.Cut(rest, want)
				if !ok {
					t.Fatalf("no %q in what is left:\n%s", want, rest)
				}
				rest = after
			}
		})
	}
}

// Where other work made S there is no ceiling, neither in the facts nor in the picture.
func TestNoCeilingOfOtherWork(t *testing.T) {
	for _, quota := range []bool{false, true} {
		a := twoCPUs()
		a.OtherWork = &analysis.BusyMachine{Workers: 2, Share: 0.5, Made: true, Quota: quota}
		var out strings.Builder
		if err := writeTerminal(&out, a, Style{Width: 80}); err != nil {
			t.Fatal(err)
		}
		text, _, _ := strings.Cut(out.String(), "warning") // what follows was worded before
		if strings.Contains(text, "ceiling by") || strings.Contains(text, "ceiling 48x") || !strings.Contains(strings.Join(strings.Fields(text), " "), "no ceiling: "+a.OtherWork.Sentence()+",") {
			t.Errorf("quota %v:\n%s", quota, text)
		}
		use := "N = 2, by the CPUs: this sweep cannot show the best N, because " + a.OtherWork.Sentence()
		if got := useSentence(a); got != use {
			t.Errorf("%q, want %q", got, use)
		}
	}
}
