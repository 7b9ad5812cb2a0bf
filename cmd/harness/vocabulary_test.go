//go:build !race

// What reads the text of the source starts no goroutine.

package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"serialfraction/fit"
	"serialfraction/harness"
	"serialfraction/results"
	"serialfraction/results/analysis"
	"serialfraction/results/compare"
	"serialfraction/results/glossary"
)

// No word arrives on a screen without an explanation: names in tables of the code are words
// of the glossary.
func TestWordsAreExplained(t *testing.T) {
	words := wordsInTables(t)
	words["the first screen"] = firstScreen
	for where, found := range words {
		if len(found) == 0 {
			t.Errorf("%s: no word was found, so this tests nothing", where)
		}
		for _, name := range found {
			if _, ok := glossary.Named(name); !ok {
				t.Errorf("%s has %q, which harness help %s does not explain: add it to the table in results/glossary/words.go", where, name, allWords)
			}
		}
	}
}

// Every word that is explained is on a screen: in one that the tests of reports, or those of
// the command line, keep, in a message of advice, or in a table of the code.
func TestWordsAreUsed(t *testing.T) {
	var screens strings.Builder
	for _, pattern := range []string{"../../results/report/testdata/*.golden", "testdata/script/*.txtar", "usage_test.go", "../../docs/advice.md", "../../docs/counters.md"} {
		paths, err := filepath.Glob(pattern)
		if err != nil || len(paths) == 0 {
			t.Fatalf("%s: no screen, %v", pattern, err)
		}
		for _, path := range paths {
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			screens.Write(text)
			screens.WriteByte('\n')
		}
	}
	for _, found := range wordsInTables(t) {
		screens.WriteString(strings.Join(found, "\n") + "\n")
	}
	shown := glossary.Spelling(screens.String())
	for _, s := range glossary.Subjects {
		for _, w := range s.Words {
			if !slices.ContainsFunc(w.Forms(), func(form string) bool { return stands(shown, glossary.Spelling(form)) }) {
				t.Errorf("no screen has %q, which harness help %s explains", w.Name, allWords)
			}
		}
	}
}

// stands reports whether a word stands in a text by itself.
func stands(text, word string) bool {
	letter := func(r rune) bool { return unicode.IsLetter(r) || r == '#' }
	for at := 0; ; {
		i := strings.Index(text[at:], word)
		if i < 0 {
			return false
		}
		before, _ := utf8.DecodeLastRuneInString(text[:at+i])
		after, _ := utf8.DecodeRuneInString(text[at+i+len(word):])
		first, _ := utf8.DecodeRuneInString(word)
		end, _ := utf8.DecodeLastRuneInString(word)
		if !(letter(first) && letter(before)) && !(letter(end) && letter(after)) {
			return true
		}
		at += i + len(word)
	}
}

// firstScreen is what a new user looked up who had read about Amdahl's law alone.
var firstScreen = []string{
	"dynamic", "pipeline", "block", "quota", "run-queue delay", "unattributed", "spawn", "split", "merge", "dispatch",
	"imbalance", "quantisation", "inflation", "interference", "execution", "Karp–Flatt", "e(2)", "efficiency",
	"oversubscribed", "accounted S", "knee", "ceiling", "lack of fit", "trimmed mean", "log-time", "scope", "control",
	"plant", "GOMAXPROCS", "chunk", "paced", "T1", "band", "95 %",
}

// wordsInTables returns the words of the reports by the tables of the code that have them.
func wordsInTables(t *testing.T) map[string][]string {
	found := map[string][]string{"the causes": analysis.CauseNames(analysis.EndToEnd)}
	add := func(where string, names ...string) { found[where] = append(found[where], names...) }
	for _, s := range harness.Schedules {
		add("the schedules", s.Name)
	}
	for _, k := range harness.EngineKinds {
		add("the engines", k.Name)
	}
	for _, m := range fit.Models {
		add("the laws", append([]string{m.Name}, m.Params...)...)
	}
	for _, r := range compared(t) {
		add("the rows of a comparison", strings.TrimPrefix(r.Quantity, "cause:"))
	}
	in := sources(t, "results/analysis", "results/compare", "results/doctor", "results/report", "cmd/harness")
	inAnalysis, inDoctor, inReport := in["results/analysis"], in["results/doctor"], in["results/report"]
	add("the parts of causes", inAnalysis.fields("part", "name")...)
	add("the parts of causes", inAnalysis.arguments("remainder", "add", "machinePart")...)
	add("the parts of causes", inAnalysis.assigned("rest")...)
	add("the owners", inAnalysis.constants("owner")...)
	add("the flags of points", inAnalysis.constants("flag")...)
	add("the scopes", inAnalysis.typed("Scope")...)
	add("the outcomes of checks", inAnalysis.typed("Outcome")...)
	add("the verdicts of a comparison", in["results/compare"].typed("Verdict")...)
	add("the grades of doctor", inDoctor.typed("Grade")...)
	add("the checks of doctor", inDoctor.fields("Finding", "Check")...)
	add("the checks of doctor", inDoctor.arguments("memoryFinding", "add")...)
	for _, head := range inReport.fields("Column", "Head") {
		name, _, _ := strings.Cut(head, ",") // without the unit
		add("the heads of tables", name)
	}
	add("the labels of reports", inReport.arguments("Fact", "Labelled")...)
	add("the labels of inspect", in["cmd/harness"].arguments("line")...)
	return found
}

// compared returns the rows of a comparison of two sweeps.
func compared(t *testing.T) []compare.Row {
	var files []*results.File
	for _, name := range []string{"slow", "fast"} {
		f, err := results.Read("../../docs/sweeps/compare/" + name + ".jsonl")
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, f)
	}
	c, err := compare.Files(files, compare.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return c.Pairs[0].Rows
}
