//go:build !race

package webpage

import (
	"encoding/json"
	"html"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"serialfraction/fit"
	"serialfraction/results/advice"
	"serialfraction/results/analysis"
	"serialfraction/results/report"
)

// The first screen and the tables of a page are those of the JSON of the report: what is read back from it gives the
// same strings, and each of them stands in the page where it belongs.
func TestNumbersAreThoseOfJSON(t *testing.T) {
	format, err := report.Formats.Lookup("json")
	if err != nil {
		t.Fatal(err)
	}
	cells := 0
	for _, name := range recorded {
		s := sweepOf(t, name, read(t, name))
		page := written(t, s)
		for _, a := range s.Analyses {
			var text strings.Builder
			if err := format.Write(&text, a, report.Style{}); err != nil {
				t.Fatal(err)
			}
			var back analysis.Report
			if err := json.Unmarshal([]byte(text.String()), &back); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			v, want := verdictOf(a), verdictOf(&back)
			for _, tiles := range [][]tileView{v.Tiles, want.Tiles} { // JSON does not say whether the program's own processes are among other work
				for i := range tiles {
					for j, note := range tiles[i].Notes {
						tiles[i].Notes[j] = strings.Replace(note, ownToo, "", 1)
					}
				}
			}
			if v.Headline != want.Headline || v.Text != want.Text || !reflect.DeepEqual(v.Tiles, want.Tiles) {
				t.Errorf("%s, %s scope: the page says\n%+v\nand the JSON\n%+v", name, a.Scope, v, want)
			}
			if got, want := pointRows(a), pointRows(&back); !reflect.DeepEqual(got, want) {
				t.Errorf("%s, %s scope: the points are\n%+v\nand in JSON\n%+v", name, a.Scope, got, want)
			}
			if got, want := causeTableOf("", a, &s.File.Header), causeTableOf("", &back, &s.File.Header); !reflect.DeepEqual(got, want) {
				t.Errorf("%s, %s scope: the causes are\n%+v\nand in JSON\n%+v", name, a.Scope, got, want)
			}
			cells += standInPage(t, name, page, a.Scope, want, pointRows(&back), causeTableOf("", &back, &s.File.Header))
		}
	}
	if cells < 1500 {
		t.Errorf("only %d numbers were looked at", cells)
	}
}

// Every number of a page follows from the JSON of the reports and from the result file: written again from what JSON
// gives back, the page has the same bytes, titles of marks and places of lines included. JSON has the parameters of the
// laws that S is not read from and not their curves, which are one exception; their S is
// held against JSON. The other is the place of advice.
func TestPageIsThatOfJSON(t *testing.T) {
	format, err := report.Formats.Lookup("json")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range recorded {
		s := sweepOf(t, name, read(t, name))
		back := s
		back.Analyses = nil
		for _, a := range s.Analyses {
			var text strings.Builder
			if err := format.Write(&text, a, report.Style{}); err != nil {
				t.Fatal(err)
			}
			b := new(analysis.Report)
			if err := json.Unmarshal([]byte(text.String()), b); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if !slices.EqualFunc(b.Advice, a.Advice, func(b, a advice.Advice) bool {
				return b.Code == a.Code && b.Message == a.Message && b.Command == a.Command
			}) {
				t.Errorf("%s, %s scope: advice is %+v, and in JSON %+v", name, a.Scope, a.Advice, b.Advice)
			}
			b.Choice, b.Advice = a.Choice, a.Advice // JSON does not say where on a page advice stands
			for _, l := range lawsOf(a) {
				if known := l.Serial == "" || l.ID == a.SerialFractionModel || slices.ContainsFunc(b.Models, func(m analysis.Model) bool {
					return m.Name == l.ID && slices.ContainsFunc(slices.Collect(maps.Values(m.Params)), func(p fit.Param) bool { return serialWords(p.Estimate) == l.Serial })
				}); !known {
					t.Errorf("%s, %s scope: %s has %s, which is not in JSON", name, a.Scope, l.ID, l.Serial)
				}
			}
			back.Analyses = append(back.Analyses, b)
		}
		got, want := strings.Split(whosever.Replace(written(t, s)), "\n"), strings.Split(whosever.Replace(written(t, back)), "\n")
		if len(got) != len(want) {
			t.Errorf("%s: the page has %d lines, and that of its JSON %d", name, len(got), len(want))
			continue
		}
		for i := range got {
			if got[i] != want[i] {
				t.Errorf("%s, line %d of the page is\n%s\nand from JSON\n%s", name, i+1, around(got[i], want[i]), around(want[i], got[i]))
				break
			}
		}
	}
}

// whosever leaves out what a page says of processes of the program's own, which JSON does not tell from other work.
var whosever = strings.NewReplacer(html.EscapeString(ownToo), "", "on a quiet machine, or with fewer workers", "on a quiet machine")

// around returns a text from a little before the place where it differs from another.
func around(text, other string) string {
	at := 0
	for at < len(text) && at < len(other) && text[at] == other[at] {
		at++
	}
	return text[max(0, at-120):min(len(text), at+160)]
}

// ownToo is what a sentence about other work says where the program has processes of its own.
const ownToo = ", or the program's own processes,"

// standInPage checks that the part of a page that is about a scope has the strings in its tiles and tables, in order,
// and nothing else in the cells of these tables. It returns how many.
func standInPage(t *testing.T, name, page string, scope analysis.Scope, v verdictView, points []pointRow, causes *causeTable) (n int) {
	t.Helper()
	face := between(strings.ReplaceAll(page, html.EscapeString(ownToo), ""), `data-face="`+string(scope)+`"`, `<div class="face"`)
	check := func(what string, got, want []string) {
		n += len(want)
		if strings.Join(got, "|") != strings.Join(want, "|") {
			t.Errorf("%s, %s scope: %s of the page are\n%s\nand in JSON\n%s", name, scope, what, strings.Join(got, " | "), strings.Join(want, " | "))
		}
	}
	var want []string
	for _, tile := range v.Tiles {
		value := tile.Value
		if tile.Beside != "" {
			value += " " + tile.Beside
		}
		want = append(want, append([]string{tile.Name, value}, tile.Notes...)...)
	}
	check("the tiles", texts(between(face, `<div class="tiles">`, `<p class="verdict">`), "p"), want)
	want = nil
	for _, p := range points {
		want = append(want, p.Mark, p.N, p.Runs, p.Time, p.TimeSpan, p.Speedup, p.SpeedupSpan, p.Efficiency, p.KarpFlatt, p.Law, p.Flags)
	}
	check("the points", texts(between(between(face, "What was measured at each N", "</table>"), "<tbody>", "</tbody>"), "t[hd]"), want)
	if causes == nil {
		return n
	}
	want = nil
	for _, r := range causes.Rows {
		want = append(want, r.Value, r.Interval)
		if causes.Shares {
			want = append(want, r.Share)
		}
		want = append(want, "", r.At) // between them a bar
	}
	check("the causes", texts(between(between(face, `<table class="causes">`, "</table>"), "<tbody>", "</tbody>"), "td"), want)
	return n
}

// texts returns the text of each element of a name in markup.
func texts(markup, element string) (all []string) {
	for _, m := range regexp.MustCompile(`(?s)<`+element+`(?: [^>]*)?>(.*?)</`+element+`>`).FindAllStringSubmatch(markup, -1) {
		all = append(all, html.UnescapeString(regexp.MustCompile(`(?s)<svg.*?</svg>|<[^>]*>`).ReplaceAllString(m[1], "")))
	}
	return all
}
