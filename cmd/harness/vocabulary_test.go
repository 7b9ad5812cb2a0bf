//go:build !race

// What reads the text of the source starts no goroutine.

package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"serialfraction/fit"
	"serialfraction/harness"
	"serialfraction/harness/golden"
	"serialfraction/results"
	"serialfraction/results/analysis"
	"serialfraction/results/compare"
)

// No word arrives on a screen without an explanation: names in tables of the code are words
// of the vocabulary.
func TestWordsAreExplained(t *testing.T) {
	words := wordsInTables(t)
	words["the first screen"] = firstScreen
	for where, found := range words {
		if len(found) == 0 {
			t.Errorf("%s: no word was found, so this tests nothing", where)
		}
		for _, name := range found {
			if _, ok := wordNamed(name); !ok {
				t.Errorf("%s has %q, which harness help %s does not explain: add it to the table in vocabulary.go", where, name, allWords)
			}
		}
	}
}

// Every word that is explained is on a screen: in one that the tests of reports, or those of
// the command line, keep, in a message of advice, or in a table of the code.
func TestWordsAreUsed(t *testing.T) {
	var screens strings.Builder
	for _, pattern := range []string{"../../results/report/testdata/*.golden", "testdata/script/*.txtar", "usage_test.go", "../../docs/advice.md"} {
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
	shown := spelling(screens.String())
	for _, s := range vocabulary {
		for _, w := range s.words {
			if !slices.ContainsFunc(w.forms(), func(form string) bool { return stands(shown, spelling(form)) }) {
				t.Errorf("no screen has %q, which harness help %s explains", w.name, allWords)
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

// Each form of a word leads to one line, and each line is a line.
func TestVocabulary(t *testing.T) {
	seen := map[string]string{}
	for _, s := range vocabulary {
		for _, w := range s.words {
			for _, form := range w.forms() {
				if form == "" || seen[spelling(form)] != "" {
					t.Errorf("%q is explained twice, with %q and with %q", form, seen[spelling(form)], w.name)
				}
				seen[spelling(form)] = w.name
			}
			if n := len([]rune(w.means)); n < 10 || n > 190 || strings.HasSuffix(w.means, ".") {
				t.Errorf("%s: an explanation is a line without a full stop, not %q (%d characters)", w.name, w.means, n)
			}
		}
	}
}

// A word is found in whatever case, with plain dashes and any number.
func TestWordNamed(t *testing.T) {
	for typed, want := range map[string]string{
		"Karp-Flatt": "Karp–Flatt e(N)", "karp–flatt": "Karp–Flatt e(N)", "e(16)": "Karp–Flatt e(N)", "E(N)": "Karp–Flatt e(N)",
		"run-queue  delay": "run-queue delay", "90 %": "interval", "Amdahl's law": "amdahl", "4 CPUs": "# CPUs",
	} {
		if w, ok := wordNamed(typed); !ok || w.name != want {
			t.Errorf("%q is found as %q, want %q", typed, w.name, want)
		}
	}
	for _, typed := range []string{"", " ", "#", "nonsense", ", "} {
		if w, ok := wordNamed(typed); ok {
			t.Errorf("%q is found as %q", typed, w.name)
		}
	}
}

// docs/words.md is the vocabulary.
func TestPage(t *testing.T) {
	var table strings.Builder
	for _, s := range vocabulary {
		fmt.Fprintf(&table, "## %s\n\n| word | what it means |\n|---|---|\n", s.title)
		for _, w := range s.words {
			fmt.Fprintf(&table, "| %s | %s |\n", w.shown(), w.means)
		}
		table.WriteByte('\n')
	}
	golden.Region(t, "../../docs/words.md", "words", table.String())
}
