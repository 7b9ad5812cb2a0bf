package webpage

import "testing"

// A page has one sign for a minus and one for times; names, sizes and commands keep their letters.
func TestSentence(t *testing.T) {
	for text, want := range map[string]string{
		"S = -0.030 (95 % below 0), at most 12x (11–13x) faster.":   "S = −0.030 (95 % below 0), at most 12× (11–13×) faster.",
		"12x, at 26 workers; 1.57x: slower":                         "12×, at 26 workers; 1.57×: slower",
		"difference -0.076 to 0.078, [-1x]":                         "difference −0.076 to 0.078, [-1x]",
		"split: 63x\u00a0(63–64x) at N":                             "split: 63×\u00a0(63–64×) at N",
		"1,000x at the most.":                                       "1,000× at the most.",
		"3,051 x 38 rows of 2x.jsonl, 0x1f, max-4x, 1e-05, x, -, –": "3,051 x 38 rows of 2x.jsonl, 0x1f, max-4x, 1e-05, x, -, –",
		"harness sweep --n 1..8 -- ./job 2026-11-30":                "harness sweep --n 1..8 -- ./job 2026-11-30",
		"": "",
	} {
		if got := sentence(text); got != want {
			t.Errorf("%q is written\n%q, want\n%q", text, got, want)
		}
	}
}
