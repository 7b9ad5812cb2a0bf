package draw

import (
	"slices"
	"strings"
	"testing"

	"serialfraction/harness/wording"
)

// TestShellLines checks where a command is broken, and that its words stay whole.
func TestShellLines(t *testing.T) {
	for _, blank := range []string{"", "  ", strings.Repeat(" ", 40)} {
		if got := ShellLines(blank, 30); got != nil {
			t.Errorf("%q has the lines %q", blank, got)
		}
	}
	for command, want := range map[string][]string{
		"harness sweep --repeats 5":                             {"harness sweep --repeats 5"},
		"harness sweep --data my.csv --repeats 5 -- xz -T2":     {`harness sweep --data my.csv \`, `  --repeats 5 -- xz -T2`},
		`harness sweep --prepare 'it'\''s a b' --workers 1,2`:   {`harness sweep \`, `  --prepare 'it'\''s a b' \`, `  --workers 1,2`},
		`harness sweep --env $'A=it\'s\nb c' --workers 1,2`:     {`harness sweep \`, `  --env $'A=it\'s\nb c' \`, `  --workers 1,2`},
		"harness sweep -- a program of many words and more":     {`harness sweep -- a program \`, `  of many words and more`},
		"harness sweep --data a-name-that-is-wider-than-a-line": {`harness sweep --data \`, "  a-name-that-is-wider-than-a-line"},
	} {
		got := ShellLines(command, 30)
		if !slices.Equal(got, want) {
			t.Errorf("%s\n got %q\nwant %q", command, got, want)
		}
		again := strings.Join(wording.ShellWords(strings.ReplaceAll(strings.Join(got, "\n"), "\\\n", "")), " ")
		if again != command {
			t.Errorf("%q has become %q", command, again)
		}
	}
}
