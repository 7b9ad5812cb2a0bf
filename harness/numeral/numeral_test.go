package numeral

import (
	"errors"
	"fmt"
	"math"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"serialfraction/harness/golden"
)

// A token is a line of testdata/tokens.tsv: a field, and what other programs make of it.
type token struct {
	field        string
	pandas, r, n string // of pandas.read_csv, R's read.csv and R's as.numeric
}

// tokens reads testdata/tokens.tsv, which testdata/make.sh writes.
func tokens(t *testing.T) (all []token) {
	text, err := os.ReadFile("testdata/tokens.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		cells := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(cells) != 4 {
			t.Fatalf("%q has not 4 cells", line)
		}
		all = append(all, token{cells[0], cells[1], cells[2], cells[3]})
	}
	return all
}

// made returns what Parse makes of a field, in the words of the references.
func made(field string) string {
	v, err := Parse([]byte(field))
	switch {
	case err != nil:
		return "refused"
	case math.IsNaN(v):
		return "missing"
	}
	return strconv.FormatFloat(v, 'g', -1, 64)
}

// agrees reports whether a reference reads the field as Parse does. R tells NaN from NA.
func agrees(own, reference string) bool {
	if own == "missing" {
		return reference == "missing" || reference == "NaN"
	}
	a, err := strconv.ParseFloat(own, 64)
	b, err2 := strconv.ParseFloat(reference, 64)
	return err == nil && err2 == nil && a == b
}

// TestReferences compares Parse with pandas and R. A field is read only as one of them reads
// it, and refused where both read it only for a reason that is listed.
func TestReferences(t *testing.T) {
	ours := map[string]string{ // fields that neither reads as Parse does, and why Parse may
		"na": "NA in lower case", "Null": "NULL in mixed case", "None": "pandas 2 reads it so", "none": "None in lower case",
	}
	refusedByUs := map[string]string{
		"-1e400": "a number beyond the range is a mistake more often than it is meant as infinite",
	}
	for _, tok := range tokens(t) {
		own := made(tok.field)
		_, alone := ours[tok.field]
		_, refused := refusedByUs[tok.field]
		alike := agrees(own, tok.pandas) || agrees(own, tok.r) || agrees(own, tok.n)
		switch {
		case own != "refused" && alike == alone:
			t.Errorf("%q is read as %s; pandas reads %s, R %s and %s", tok.field, own, tok.pandas, tok.r, tok.n)
		case own == "refused" && refused != (tok.pandas != "text" && tok.r != "text"):
			t.Errorf("%q is refused; pandas reads %s, R %s", tok.field, tok.pandas, tok.r)
		case own != "refused" && tok.pandas != "text" && tok.r != "text" && !(agrees(own, tok.pandas) && agrees(own, tok.r)):
			t.Errorf("%q is read as %s; pandas reads %s and R %s", tok.field, own, tok.pandas, tok.r)
		}
	}
}

// TestNumbersPage keeps the table of docs/numbers.md.
func TestNumbersPage(t *testing.T) {
	var page strings.Builder
	page.WriteString("| field | here | pandas | R |\n|---|---|---|---|\n")
	for _, tok := range tokens(t) {
		field := strings.Trim(strconv.QuoteToASCII(tok.field), `"`)
		if tok.field == "" {
			field = " "
		}
		own := made(tok.field)
		var e *Error
		if _, err := Parse([]byte(tok.field)); errors.As(err, &e) && e.Fault != NoNumber {
			own = "refused: it " + cures[e.Fault]
		}
		fmt.Fprintf(&page, "| `%s` | %s | %s | %s |\n", field, own, tok.pandas, tok.r)
	}
	golden.Region(t, "../../docs/numbers.md", "tokens", page.String())
}

func TestFaults(t *testing.T) {
	for field, want := range map[string]Fault{
		"1_2": Separated, "1 000": Separated, "1'204": Separated, "1\u202f204,5": Separated,
		"1,5": HasComma, "1,204": HasComma, "1,204.5": HasComma, "1.204,5": HasComma, ",5": HasComma, "-1,5e3": HasComma,
		"0x1p3": OtherBase, "0b1": OtherBase, "-0X1F": OtherBase,
		"\u22123": OtherSign, "\u20131.5": OtherSign,
		"1d5": OtherMark, "1.5D-3": OtherMark,
		"\u0663": OtherDigits, "\uff11.\uff15": OtherDigits,
		"TRUE": Logical, "false": Logical,
		"1e400": TooLarge, "-1e999999999999": TooLarge,
		"": -1, "abc": NoNumber, "1f": NoNumber, "1e": NoNumber, "-": NoNumber, ".": NoNumber, "e5": NoNumber, "--1": NoNumber, "1.2.3": NoNumber,
		",": NoNumber, "1..2": NoNumber, "\xff": NoNumber, "1\x00": NoNumber,
	} {
		_, err := Parse([]byte(field))
		var e *Error
		switch {
		case want < 0:
			if err != nil {
				t.Errorf("%q: %v", field, err)
			}
		case !errors.As(err, &e) || e.Fault != want || e.Field != field:
			t.Errorf("%q: %v, want fault %d", field, err, want)
		case strings.ContainsAny(e.Error(), "\n\x00"):
			t.Errorf("not one line: %q", e.Error())
		}
	}
}

// grammar is the grammar of the package comment.
var grammar = regexp.MustCompile(`^[ \t]*[+-]?(([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?|(?i:inf(inity)?))[ \t]*$`)

func FuzzParse(f *testing.F) {
	for _, s := range []string{"", "1", " -1.5e-7 ", "1_2", "0x1p3", "inf", "-Infinity", "NaN", "1e400", "#N/A", "\u22123", "1,204"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		v, err := Parse([]byte(s))
		if !grammar.MatchString(s) {
			if err == nil && !math.IsNaN(v) {
				t.Fatalf("%q is read as %v", s, v)
			}
			if (err == nil) != Missing([]byte(s)) {
				t.Fatalf("%q: %v, and Missing is %v", s, err, Missing([]byte(s)))
			}
			return
		}
		want, wantErr := strconv.ParseFloat(strings.Trim(s, " \t"), 64)
		if (err == nil) != (wantErr == nil) || err == nil && math.Float64bits(v) != math.Float64bits(want) {
			t.Fatalf("%q: %v, %v, want %v, %v", s, v, err, want, wantErr)
		}
	})
}

// TestMissingText: the words for a missing value stand for one in a text too, but none does
// not.
func TestMissingText(t *testing.T) {
	for text, want := range map[string]bool{"": true, " ": true, "NA": true, "n/a": true, "NaN": true, "<NA>": true, "#N/A": true, "null": true,
		"none": false, "None": false, "a": false, "NAa": false, "0": false, "nine": false} {
		if MissingText(text) != want {
			t.Errorf("%q: %v, want %v", text, !want, want)
		}
	}
}
