package wording

import (
	"strings"
	"testing"
)

// steering has a character of each kind that a terminal or an editor obeys or hides.
const steering = "\x00\x07\x1b\x7f\u0085\u009b\u00ad\u061c\u200b\u200e\u202e\u2028\u2029\u2066\u2069\ufeff\U000e0041"

func TestSteers(t *testing.T) {
	for _, r := range steering + "\n\t\r" {
		if !Steers(r) {
			t.Errorf("%U is shown as it is", r)
		}
	}
	for _, r := range "aé µ\u00a0\u200c\u200d…漢\u0301🙂�" {
		if Steers(r) {
			t.Errorf("%U is taken for a control character", r)
		}
	}
}

func TestShown(t *testing.T) {
	for text, want := range map[string]string{
		"plain, µ\n\tand more": "plain, µ\n\tand more",
		"a\x1b[31mb\r\u009b2J": `a\x1b[31mb\r\u009b2J`,
		"gene\u202egnp.exe":    `gene\u202egnp.exe`,
		"\x9b31m\xff":          `\x9b31m\xff`,
		"tag \U000e0041":       `tag \U000e0041`,
		"\ufffd":               "\ufffd",
	} {
		if got := Shown(text); got != want {
			t.Errorf("%q is shown as %q, want %q", text, got, want)
		}
	}
}

func TestBare(t *testing.T) {
	if got, want := Bare("a\tb\r\nc\u2028d"+steering+"e\xffµ\u200d"), "a b  c d  eµ\u200d"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestBrief(t *testing.T) {
	path := "/" + strings.Repeat("a/", 190)
	for _, same := range []string{"", "short: type more", path + ": no such file", strings.Repeat("word ", 200)} {
		if got := Brief(same); got != same {
			t.Errorf("%q became %q", same, got)
		}
	}
	for _, long := range []string{strings.Repeat("9", 10_000), strings.Repeat("µ", 10_000), strings.Repeat("x y ", 2500), strings.Repeat("9\t\u00a0", 3000)} {
		got := Brief("t.csv: line 5: found \"" + long + "\" where a number is due: type one\nlast line")
		if n := len([]rune(got)); n > 1300 || !strings.HasPrefix(got, "t.csv: line 5: found \""+string([]rune(long)[:200])) ||
			!strings.HasSuffix(got, "where a number is due: type one\nlast line") || strings.Count(got, "…") != 1 {
			t.Errorf("%d characters: %s", n, got)
		}
	}
}
