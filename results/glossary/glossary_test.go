package glossary

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"serialfraction/harness/golden"
)

// Each form of a word leads to one line, and each line is a line.
func TestSubjects(t *testing.T) {
	seen := map[string]string{}
	for _, s := range Subjects {
		for _, w := range s.Words {
			for _, form := range w.Forms() {
				if form == "" || seen[Spelling(form)] != "" {
					t.Errorf("%q is explained twice, with %q and with %q", form, seen[Spelling(form)], w.Name)
				}
				seen[Spelling(form)] = w.Name
			}
			if n := len([]rune(w.Means)); n < 10 || n > 190 || strings.HasSuffix(w.Means, ".") {
				t.Errorf("%s: an explanation is a line without a full stop, not %q (%d characters)", w.Name, w.Means, n)
			}
		}
	}
}

// A word is found in whatever case, with plain dashes and any number.
func TestNamed(t *testing.T) {
	for typed, want := range map[string]string{
		"Karp-Flatt": "Karp–Flatt e(N)", "karp–flatt": "Karp–Flatt e(N)", "e(16)": "Karp–Flatt e(N)", "E(N)": "Karp–Flatt e(N)",
		"run-queue  delay": "run-queue delay", "90 %": "interval", "Amdahl's law": "amdahl", "4 CPUs": "# CPUs",
	} {
		if w, ok := Named(typed); !ok || w.Name != want {
			t.Errorf("%q is found as %q, want %q", typed, w.Name, want)
		}
	}
	for _, typed := range []string{"", " ", "#", "nonsense", ", "} {
		if w, ok := Named(typed); ok {
			t.Errorf("%q is found as %q", typed, w.Name)
		}
	}
}

// docs/words.md is the glossary.
func TestPage(t *testing.T) {
	var table strings.Builder
	for _, s := range Subjects {
		fmt.Fprintf(&table, "## %s\n\n| word | what it means |\n|---|---|\n", s.Title)
		for _, w := range s.Words {
			fmt.Fprintf(&table, "| %s | %s |\n", w.Shown(), w.Means)
		}
		table.WriteByte('\n')
	}
	golden.Region(t, "../../docs/words.md", "words", table.String())
}

// Each word has a place of its own on a page.
func TestAnchors(t *testing.T) {
	seen := map[string]string{}
	for _, s := range Subjects {
		for _, w := range s.Words {
			anchor := w.Anchor()
			if seen[anchor] != "" || strings.ContainsFunc(anchor, func(r rune) bool { return !strings.ContainsRune("abcdefghijklmnopqrstuvwxyz0123456789-", r) && r < 128 }) || anchor == "word-" {
				t.Errorf("%q has the place %q, and so has %q", w.Name, anchor, seen[anchor])
			}
			seen[anchor] = w.Name
		}
	}
}

// The terms of a sentence are found, and a word of every language is none.
func TestSplit(t *testing.T) {
	for text, want := range map[string]string{
		"S = 0.05, the program's own S 0.04":                "[S] = 0.05, the program's [own S] 0.04",
		"Speed-ups of N = 2..8 by Amdahl’s law, or the USL": "[Speed-ups] of [N] = 2..8 by [Amdahl’s law], or the [USL]",
		"log-overhead, overhead; overheads":                 "[log-overhead], [overhead]; [overheads]",
		"e(N) of the serial fraction":                       "[e(N)] of the [serial fraction]",
		"chunky US news, s and n":                           "chunky US news, s and n",
		"cannot be split further at load":                   "cannot be split further at load",
		"non-S":                                             "non-S", "": "", "S": "[S]", "\xffS": "\xff[S]",
	} {
		var b strings.Builder
		for _, p := range Split(text) {
			if p.Term {
				fmt.Fprintf(&b, "[%s]", p.Text)
			} else {
				b.WriteString(p.Text)
			}
		}
		if got := b.String(); got != want {
			t.Errorf("%q has the terms %q, want %q", text, got, want)
		}
	}
}

// A text is its pieces, and each term is a form of a word.
func FuzzSplit(f *testing.F) {
	for _, t := range Terms {
		f.Add("the " + t + ", ")
	}
	f.Fuzz(func(t *testing.T, text string) {
		var b strings.Builder
		for _, p := range Split(text) {
			b.WriteString(p.Text)
			if p.Term == (p.Word.Name == "") || p.Text == "" {
				t.Errorf("%q: the piece %+v", text, p)
			}
		}
		if b.String() != text {
			t.Errorf("%q was cut into %q", text, b.String())
		}
	})
}

// Causes in plain words are words of the table, and no two have the same.
func TestPlain(t *testing.T) {
	seen := map[string]string{}
	for name, words := range plain {
		if w, ok := Named(name); !ok || !slices.Contains(w.Forms(), name) {
			t.Errorf("%q is no word", name)
		}
		if other := seen[words]; other != "" {
			t.Errorf("%q and %q are both %q", name, other, words)
		}
		seen[words] = name
		if got, ok := Plain(name); !ok || got != words {
			t.Errorf("%q is %q", name, got)
		}
	}
	if _, ok := Plain("nonsense"); ok {
		t.Error("nonsense has plain words")
	}
}
