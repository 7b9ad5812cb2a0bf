//go:build !race

// What reads the text of the source starts no goroutine.

package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestWrittenOnce checks that only wording writes plurals, and only results/number adds units
// to times and bytes. The programs below docs are small and stand alone.
func TestWrittenOnce(t *testing.T) {
	for _, pkg := range listed(t, "serialfraction/...") {
		self := pkg.inModule()
		if self == "harness/wording" || self == "results/number" || strings.HasPrefix(self, "docs/") {
			continue
		}
		for _, name := range pkg.GoFiles {
			fset := token.NewFileSet()
			f, err := parser.ParseFile(fset, filepath.Join(pkg.Dir, name), nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			for _, own := range ownWriters(fset, f) {
				t.Errorf("%s/%s", self, own)
			}
		}
	}
}

// ownWriters returns the functions that write a plural or a unit themselves.
func ownWriters(fset *token.FileSet, f *ast.File) (own []string) {
	for _, d := range f.Decls {
		fn, ok := d.(*ast.FuncDecl)
		if !ok || fn.Body == nil {
			continue
		}
		words, one, ladder := inFunction(fn)
		report := func(what string) {
			at := fset.Position(fn.Pos())
			own = append(own, fmt.Sprintf("%s:%d: %s %s", filepath.Base(at.Filename), at.Line, fn.Name.Name, what))
		}
		plural := slices.ContainsFunc(words, func(w string) bool {
			single := strings.TrimPrefix(w, "1 ")
			return strings.Contains(w, "%ss") || one && len(single) > 1 && slices.ContainsFunc([]string{"s", "es"}, func(end string) bool {
				return slices.Contains(words, single+end) || slices.Contains(words, "%d "+single+end)
			})
		})
		if plural {
			report("writes a plural itself: wording.Count does")
		}
		if ladder {
			report("puts units to numbers itself: results/number does")
		}
	}
	return own
}

// inFunction returns the texts in a function, whether it compares with 1, and whether it
// lists units that differ by factors of a thousand.
func inFunction(fn *ast.FuncDecl) (words []string, one, ladder bool) {
	ast.Inspect(fn.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BasicLit:
			if text, err := strconv.Unquote(n.Value); n.Kind == token.STRING && err == nil {
				words = append(words, text)
			}
		case *ast.BinaryExpr:
			if lit, ok := n.Y.(*ast.BasicLit); ok && strings.Trim(lit.Value, `"`) == "1" && (n.Op == token.EQL || n.Op == token.NEQ) {
				one = true
			}
		case *ast.CompositeLit:
			units := 0
			for _, e := range n.Elts {
				if lit, ok := e.(*ast.BasicLit); ok && slices.Contains([]string{`"kB"`, `"MB"`, `"GB"`, `"ns"`, `"µs"`, `"ms"`}, lit.Value) {
					units++
				}
			}
			ladder = ladder || units > 1
		}
		return true
	})
	return words, one, ladder
}

func TestOwnWriters(t *testing.T) {
	const text = `package p
func count(n int) string { if n == 1 { return "1 class" }; return fmt.Sprintf("%d classes", n) }
func noun(n int) string { s := "runs"; if n == 1 { s = "run" }; return s }
func add(n int, thing string) string { return fmt.Sprintf("%d %ss", n, thing) }
func size(x float64) string { units := []string{"B", "kB", "MB"}; return units[0] }
func fine(n int) string { if n != 1 { return "run" }; return "rows" }
func fields() []string { return []string{"run", "runs", "ms"} }`
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, "p.go", text, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	const want = `p.go:2: count writes a plural itself: wording.Count does
p.go:3: noun writes a plural itself: wording.Count does
p.go:4: add writes a plural itself: wording.Count does
p.go:5: size puts units to numbers itself: results/number does`
	if got := strings.Join(ownWriters(fset, f), "\n"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
