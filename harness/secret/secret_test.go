package secret

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestMasked(t *testing.T) {
	for variable, want := range map[string]string{
		"TOKEN=abc": "TOKEN=…", "PASSWORD=": "PASSWORD=", "URL=db://me:pw@host?a=b": "URL=…", "PIN=1234": "PIN=…",
		"LIST=a,{workers}": "LIST=…", "TWO=1\n2": "TWO=…", "TOKEN=…": "TOKEN=…", "NAME": "NAME",
		"THREADS={workers}": "THREADS={workers}", "N=64": "N=64", "FAST=true": "FAST=true", "OMP_PLACES=cores": "OMP_PLACES=cores",
	} {
		if got := Masked([]string{variable})[0]; got != want {
			t.Errorf("%q is shown as %q, want %q", variable, got, want)
		}
	}
}

func TestCommandLine(t *testing.T) {
	args := []string{"harness", "sweep", "--env", "TOKEN=secret", "--env=KEY=def=g", "-env", "--env", "--seed", "7", "--", "score", "--key", "x-secret,of others", "def=g", "--env"}
	const want = "harness sweep --env TOKEN=… --env=KEY=… -env --env --seed 7 -- score --key x-{TOKEN=…},{OLD=…} {KEY=…} --env"
	if got := strings.Join(CommandLine(args, []string{"OLD=of others"}), " "); got != want || args[3] != "TOKEN=secret" {
		t.Errorf("%q, want %q", got, want)
	}
}

// A value is filled in by the list that has it, and only where it is withheld.
func TestFill(t *testing.T) {
	known := map[string]string{"A": "1 2", "C": "other", "D": Mark}
	full, found, missing := Fill([]string{"A=…", "B=…", "C=own", "D=…"}, func(name string) (string, bool) { v, ok := known[name]; return v, ok })
	if want := []string{"A=1 2", "B=…", "C=own", "D=…"}; !slices.Equal(full, want) || !slices.Equal(found, []string{"A"}) || !slices.Equal(missing, []string{"B", "D"}) {
		t.Errorf("%q, found %q, missing %q", full, found, missing)
	}
}

// What was hidden holds no value that may be secret, and is revealed as it was, also where one
// value contains another.
func TestHideAndReveal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.StringMatching(`[a-c=]{4,7}`)
		variables := []string{"A=" + word.Draw(t, "A"), "B=" + word.Draw(t, "B"), "OMP_PLACES=abcabc"}
		parts := rapid.SliceOfN(rapid.OneOf(word, rapid.SampledFrom([]string{variables[0][2:], variables[1][2:], " ", "{A"})), 0, 6)
		text := strings.Join(parts.Draw(t, "parts"), "")
		hidden := Hide(text, variables)
		if got := Reveal(hidden, variables); got != text {
			t.Errorf("%q is hidden as %q and revealed as %q", text, hidden, got)
		}
		for _, v := range variables[:2] {
			for _, part := range strings.FieldsFunc(hidden, func(r rune) bool { return r == '{' || r == '}' }) {
				if strings.Contains(part, v[2:]) && !strings.HasSuffix(part, Mark) {
					t.Errorf("%q is in %q", v, hidden)
				}
			}
		}
	})
}
