package draw

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestPowerLabel(t *testing.T) {
	for e, want := range map[int]string{6: "64", 0: "1", -2: "1/4"} {
		if got := powerLabel(e); got != want {
			t.Errorf("2^%d is %q, want %q", e, got, want)
		}
	}
}

// TestWrapKeepsWords checks that wrapping loses nothing and stays within the width.
func TestWrapKeepsWords(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOf(rapid.StringMatching(`[a-z本é–,/]{1,12}`)).Draw(t, "words")
		width := rapid.IntRange(2, 40).Draw(t, "width")
		lines := Wrap(strings.Join(words, " "), width)
		for _, line := range lines {
			if Width(line) > width {
				t.Fatalf("%q is wider than %d", line, width)
			}
		}
		if got, want := strings.ReplaceAll(strings.Join(lines, ""), " ", ""), strings.Join(words, ""); got != want {
			t.Fatalf("%q, want %q", got, want)
		}
	})
}

// A word that is longer than a line is cut where its parts end.
func TestWrapCutsBetweenParts(t *testing.T) {
	for word, want := range map[string]string{
		"odds=1.5,associated=0.01":       "odds=1.5,|associated=0.01",
		Together("a b on genotypes:k=2"): "a b on|genotypes:k=2",
		"/data/genotypes/long":           "/data/genotypes/|long",
		"abcdefghijklmnopqrs":            "abcdefghijklmnop|qrs",
	} {
		if got := strings.Join(Wrap(word, 16), "|"); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// TestBarsKeepWidth checks that bars have one axis, room for both signs, and
// lengths in proportion.
func TestBarsKeepWidth(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		shares := rapid.SliceOfN(rapid.Float64Range(-1, 1), 1, 8).Draw(t, "shares")
		width := rapid.IntRange(4, 60).Draw(t, "width")
		axis := -1
		for i, bar := range Bars(shares, width) {
			if bar == "" {
				continue // all shares are 0
			}
			before, after, ok := strings.Cut(bar, "│")
			if !ok || Width(bar) > width {
				t.Fatalf("bar %q of %v in %d columns", bar, shares[i], width)
			}
			if axis >= 0 && Width(before) != axis {
				t.Fatalf("bar %q has its axis elsewhere than %d", bar, axis)
			}
			axis = Width(before)
			if shares[i] > 0 && strings.TrimSpace(before) != "" || shares[i] < 0 && after != "" {
				t.Fatalf("bar %q for %v", bar, shares[i])
			}
		}
	})
}
