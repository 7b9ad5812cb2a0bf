package compare

import (
	"slices"
	"strings"
	"testing"

	"serialfraction/results"
)

// Variables of a program are compared by their values where both files hold them, and no value is
// shown; where one holds none, a warning says that they may differ.
func TestVariables(t *testing.T) {
	with := func(shown string, known ...string) results.Header {
		h := header(4, []int{1, 2}, 5)
		h.Args, h.Variables = map[string]string{"env": shown}, known
		return h
	}
	withheld, fast, slow := with("MODE=…"), with("MODE=…", "MODE=fast"), with("MODE=…", "MODE=slow")
	kept := with("MODE=fast")
	kept.Args["keep-env"] = "true"
	for name, c := range map[string]struct {
		a, b    results.Header
		want    []Difference
		warning bool
	}{
		"neither known":    {withheld, withheld, nil, true},
		"one known":        {withheld, fast, nil, true},
		"one kept":         {withheld, kept, nil, true},
		"the same":         {fast, kept, nil, false},
		"other values":     {fast, slow, []Difference{{"args.env", "MODE=…", "MODE=…, with other values"}}, false},
		"other names":      {fast, with("SPEED=…"), []Difference{{"args.env", "MODE=…", "SPEED=…"}}, false},
		"numbers are kept": {with("N=1"), with("N=2"), []Difference{{"args.env", "N=1", "N=2"}}, false},
	} {
		got, err := differences(&c.a, &c.b)
		if err != nil || !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, %v", name, got, err)
		}
		w := unknownVariables(&sweep{file: &results.File{Header: c.a}}, &sweep{file: &results.File{Header: c.b}})
		if (w != nil) != c.warning || w != nil && !strings.Contains(w[0], "the value of MODE,") {
			t.Errorf("%s: warning %q", name, w)
		}
	}
}
