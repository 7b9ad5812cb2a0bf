package wording

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"
)

func TestCount(t *testing.T) {
	for _, tt := range []struct {
		n          int
		noun, want string
	}{
		{0, "run", "0 runs"}, {1, "run", "1 run"}, {2, "run", "2 runs"}, {-1, "run", "-1 runs"},
		{1, "class", "1 class"}, {3, "class", "3 classes"}, {2, "process", "2 processes"}, {2, "different label", "2 different labels"},
		{999, "row", "999 rows"}, {1000, "row", "1,000 rows"}, {1234567, "row", "1,234,567 rows"}, {-123456, "row", "-123,456 rows"},
	} {
		if got := Count(tt.n, tt.noun); got != tt.want {
			t.Errorf("Count(%d, %q) = %q, want %q", tt.n, tt.noun, got, tt.want)
		}
	}
}

func TestLists(t *testing.T) {
	for want, things := range map[string][]string{"": nil, "a": {"a"}, "a and b": {"a", "b"}, "a, b and c": {"a", "b", "c"}} {
		if got := And(things...); got != want {
			t.Errorf("And(%q) = %q, want %q", things, got, want)
		}
		if got, want := Or(things...), strings.ReplaceAll(want, "and", "or"); got != want {
			t.Errorf("Or(%q) = %q, want %q", things, got, want)
		}
	}
}

func TestQuote(t *testing.T) {
	for text, want := range map[string]string{"": `""`, "abc": `"abc"`, "a\tb": `"a\tb"`, "abcd": `"abc"…`, "abé": `"ab"…`} {
		if got := Quote(text, 3); got != want {
			t.Errorf("Quote(%q, 3) = %s, want %s", text, got, want)
		}
	}
}

// TestShellWordsKeepQuotes checks which spaces separate words.
func TestShellWordsKeepQuotes(t *testing.T) {
	for command, want := range map[string][]string{
		"":                       nil,
		"harness sweep -o a.csv": {"harness", "sweep", "-o", "a.csv"},
		`a 'b c' "d 'e f" g\ h`:  {"a", `'b c'`, `"d 'e f"`, `g\ h`},
		`'it'\''s one' 'a\' b`:   {`'it'\''s one'`, `'a\'`, "b"},
		`$'it\'s one' \$'a\' b`:  {`$'it\'s one'`, `\$'a\'`, "b"},
	} {
		if got := ShellWords(command); !slices.Equal(got, want) {
			t.Errorf("ShellWords(%s) = %q, want %q", command, got, want)
		}
	}
}

// TestShellWord checks which quotes a word gets: none, single ones, or $'…' for invisible
// characters.
func TestShellWord(t *testing.T) {
	for text, want := range map[string]string{
		"--plain=1":    "--plain=1",
		"":             "''",
		"it's":         `'it'\''s'`,
		`a\b "$x"`:     `'a\b "$x"'`,
		"é→":           "'é→'",
		"A=x\ny":       `$'A=x\ny'`,
		"it's\t\\\r":   `$'it\'s\t\\\r'`,
		"\x1b[31m7":    `$'\033[31m7'`,
		"a\u202eb":     `$'a\342\200\256b'`,
		"a\u00a0b":     `$'a\302\240b'`,
		"\xff not UTF": `$'\377 not UTF'`,
	} {
		if got := ShellWord(text); got != want {
			t.Errorf("ShellWord(%q) = %s, want %s", text, got, want)
		}
	}
}

// TestShellWordIsOneWord checks that a word is one word to this package and the same text to a
// shell, on one line that a terminal shows as it is.
func TestShellWordIsOneWord(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.OneOf(rapid.StringMatching(`[ -~\n\té→]{0,12}`), rapid.String()), 1, 4).Draw(t, "words")
		var quoted []string
		for _, w := range words {
			quoted = append(quoted, ShellWord(w))
		}
		command := strings.Join(quoted, " ")
		if got := ShellWords(command); !slices.Equal(got, quoted) {
			t.Fatalf("%q of %q", got, quoted)
		}
		if strings.ContainsFunc(command, func(r rune) bool { return !unicode.IsPrint(r) }) {
			t.Fatalf("%q cannot be seen", command)
		}
	})
	words := []string{"", " ", "it's", `a\b`, `"$HOME"`, "`x`", "a\nb", "\n", "it's\n\\", "\x011", "a\u202eb", "\xff", "*", "~", "é;|&<>()#!"}
	var quoted []string
	for _, w := range words {
		quoted = append(quoted, ShellWord(w))
	}
	out, err := exec.CommandContext(t.Context(), "bash", "-c", `printf '%s\0' `+strings.Join(quoted, " ")).Output()
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Split(strings.TrimSuffix(string(out), "\x00"), "\x00"); !slices.Equal(got, words) {
		t.Errorf("a shell reads %q, want %q", got, words)
	}
}

func TestVerb(t *testing.T) {
	for n, want := range map[int]string{0: "are", 1: "is", 2: "are", 21: "are"} {
		if got := Verb(n, "is", "are"); got != want {
			t.Errorf("%d %s, want %s", n, got, want)
		}
	}
}
