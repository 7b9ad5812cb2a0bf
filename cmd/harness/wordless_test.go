//go:build !race

// What reads the text of the source starts no goroutine.

package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/urfave/cli/v2"
)

// flagNames returns the names of the flags of all verbs.
func flagNames(commands []*cli.Command) (names []string) {
	for _, c := range commands {
		for _, f := range c.Flags {
			names = append(names, f.Names()...)
		}
		names = append(names, flagNames(c.Subcommands)...)
	}
	return names
}

// ofOthers matches the flags of other programs that these packages name.
var ofOthers = strings.NewReplacer("top -o", "", "pyperf -o", "", "go test -bench", "", "go test -json", "", "sacct -P --format", "", "with any --format", "")

// flagIn returns a pattern of the flags of all verbs, with their dashes.
func flagIn() *regexp.Regexp {
	names := flagNames(newRoot().Subcommands)
	slices.Sort(names)
	var quotedNames []string
	for _, name := range slices.Compact(names) {
		quotedNames = append(quotedNames, regexp.QuoteMeta(name))
	}
	return regexp.MustCompile(`(?:^|[^-\w])--?(?:` + strings.Join(quotedNames, "|") + `)(?:[^-\w]|$)`)
}

// takesApart lists functions that find words in a text.
var takesApart = []string{"HasPrefix", "HasSuffix", "TrimPrefix", "TrimSuffix", "CutPrefix", "CutSuffix", "Contains", "Index", "ReplaceAll", "Cut"}

// words matches a text of several words, as messages are, and no name, key or sign.
var words = regexp.MustCompile(`\pL[:;,]? (?:\pL|$)`)

// wordyIn returns where a file names a flag, and where it finds words in a text.
func wordyIn(fset *token.FileSet, f *ast.File, flags *regexp.Regexp) (found []string) {
	report := func(n ast.Node, what string) {
		at := fset.Position(n.Pos())
		found = append(found, fmt.Sprintf("%s:%d: %s", filepath.Base(at.Filename), at.Line, what))
	}
	literal := func(n ast.Node) (string, bool) {
		l, ok := n.(*ast.BasicLit)
		if !ok || l.Kind != token.STRING {
			return "", false
		}
		text, err := strconv.Unquote(l.Value)
		return text, err == nil
	}
	ast.Inspect(f, func(n ast.Node) bool {
		if text, ok := literal(n); ok && flags.MatchString(ofOthers.Replace(text)) {
			report(n, fmt.Sprintf("names a flag, which cmd alone does: %q", text))
		}
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		fun, ok := call.Fun.(*ast.SelectorExpr)
		if !ok || !slices.Contains(takesApart, fun.Sel.Name) {
			return true
		}
		for _, arg := range call.Args[1:] {
			if text, ok := literal(arg); ok && words.MatchString(text) {
				report(n, fmt.Sprintf("%s(%q): a fact is a value, no words that are found again", fun.Sel.Name, text))
			}
		}
		return true
	})
	return found
}

// TestPackagesAreWordless checks that the mathematics and the analysis name no flag, and that
// none of them parses a text of another: facts are values, and words come last.
func TestPackagesAreWordless(t *testing.T) {
	flags := flagIn()
	for _, pkg := range listed(t, "serialfraction/fit", "serialfraction/results/...") {
		for _, name := range pkg.GoFiles {
			fset := token.NewFileSet()
			f, err := parser.ParseFile(fset, filepath.Join(pkg.Dir, name), nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			for _, found := range wordyIn(fset, f, flags) {
				t.Errorf("%s/%s", pkg.inModule(), found)
			}
		}
	}
}

func TestWordyIn(t *testing.T) {
	const text = `package p
const a = "sweep again with --repeats 20"
var b = "name another with -o FILE, or --nonsense, or numactl --membind=0"
func f(s string) bool { return strings.HasPrefix(s, "cannot tell: ") || strings.Contains(s, "two N only") }
func g(s string) string { return strings.TrimPrefix(strings.TrimPrefix(s, "fit: "), "cause:") + "top -o %CPU" }`
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, "p.go", text, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	got := strings.Join(wordyIn(fset, f, flagIn()), "\n")
	const want = `p.go:2: names a flag, which cmd alone does: "sweep again with --repeats 20"
p.go:3: names a flag, which cmd alone does: "name another with -o FILE, or --nonsense, or numactl --membind=0"
p.go:4: HasPrefix("cannot tell: "): a fact is a value, no words that are found again
p.go:4: Contains("two N only"): a fact is a value, no words that are found again
p.go:5: TrimPrefix("fit: "): a fact is a value, no words that are found again`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
