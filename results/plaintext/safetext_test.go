package plaintext

import "testing"

// A cell of a file for people is no formula, and steers no terminal.
func TestSafeText(t *testing.T) {
	for cell, want := range map[string]string{
		"TP53":              "TP53",
		"-2":                "-2",
		"=1+1":              "'=1+1",
		"\t=1+1":            "'\t=1+1",
		"\x1b=1+1":          "'=1+1", // what is left is a formula
		"\x1b[31mred":       "[31mred",
		"a\u009b2Jb\u202ec": "a2Jbc",
	} {
		if got := SafeText(cell); got != want {
			t.Errorf("%q: %q, want %q", cell, got, want)
		}
	}
}
