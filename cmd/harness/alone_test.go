//go:build !race

// What reads the text of the source starts no goroutine.

package main

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// alone are the packages whose simulations, and series of random or odd readings, are built
// without the race detector only, under which they are several times slower. They start no goroutine, share nothing between
// goroutines and, as far as their text shows, change no variable of their own, so that it would
// find nothing more in them. Given the same seeds, both builds compute the same numbers. The
// other tests of these packages run under it too; of fit, goroutines share readings there. The quantiles that they
// all share are of fit/quantiles, which has a race test of its own.
var alone = []string{"fit", "results/analysis", "results/compare", "results/gate", "results/plan", "results/record"}

// Of the packages that are ALONE in the Makefile the race detector tests nothing at all, so nothing
// in their tests starts a goroutine either, but for what is built without it.
func TestAlonePackages(t *testing.T) {
	makefile, err := os.ReadFile("../../Makefile")
	if err != nil {
		t.Fatal(err)
	}
	is := regexp.MustCompile(`(?m)^ALONE := ((?:.*\\\n)*.*)$`).FindSubmatch(makefile)
	if is == nil {
		t.Fatal("the Makefile has no packages that are ALONE")
	}
	names := strings.Fields(strings.ReplaceAll(string(is[1]), "\\", " "))
	if len(names) < 10 {
		t.Fatalf("only %q are ALONE", names)
	}
	set := token.NewFileSet()
	for _, name := range names {
		var files []*ast.File
		paths, err := filepath.Glob(filepath.Join("../..", name, "*.go"))
		if err != nil || len(paths) == 0 {
			t.Errorf("%s has no files: %v", name, err)
		}
		for _, path := range paths {
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if bytes.HasPrefix(text, []byte("//go:build !race\n")) {
				continue
			}
			f, err := parser.ParseFile(set, path, text, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			files = append(files, f)
		}
		for _, at := range append(shared(files...), parallel(files...)...) {
			t.Errorf("%s: a goroutine, or what goroutines share: take %s out of ALONE in the Makefile", set.Position(at), name)
		}
	}
}

// parallel returns the places where tests run at the same time as others.
func parallel(files ...*ast.File) (at []token.Pos) {
	for _, f := range files {
		ast.Inspect(f, func(node ast.Node) bool {
			if call, ok := node.(*ast.CallExpr); ok {
				if method, ok := call.Fun.(*ast.SelectorExpr); ok && method.Sel.Name == "Parallel" {
					at = append(at, call.Pos())
				}
			}
			return true
		})
	}
	return at
}

func TestAlone(t *testing.T) {
	set := token.NewFileSet()
	var packages []string
	for _, name := range alone {
		packages = append(packages, "serialfraction/"+name)
	}
	seen := 0
	for _, pkg := range listed(t, packages...) {
		var files []*ast.File
		for _, name := range pkg.GoFiles {
			f, err := parser.ParseFile(set, filepath.Join(pkg.Dir, name), nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			files = append(files, f)
		}
		for _, at := range shared(files...) {
			t.Errorf("%s: a goroutine, or what goroutines share: build the simulations of %s with the race detector again", set.Position(at), pkg.inModule())
		}
		seen += len(files)
	}
	if seen < 100 {
		t.Fatalf("looked at %d files only", seen)
	}
}

// shared returns the places where a package starts a goroutine, imports what goroutines share
// memory by, or changes one of its variables.
func shared(files ...*ast.File) (at []token.Pos) {
	variables := map[string]bool{}
	for _, f := range files {
		for _, d := range f.Decls {
			if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.VAR {
				for _, s := range g.Specs {
					for _, name := range s.(*ast.ValueSpec).Names {
						variables[name.Name] = true
					}
				}
			}
		}
	}
	for _, f := range files {
		for _, i := range f.Imports {
			if strings.HasPrefix(i.Path.Value, `"sync`) {
				at = append(at, i.Pos())
			}
		}
		ast.Inspect(f, func(node ast.Node) bool {
			var changed []ast.Expr
			switch node := node.(type) {
			case *ast.GoStmt:
				at = append(at, node.Pos())
			case *ast.AssignStmt:
				if node.Tok != token.DEFINE {
					changed = node.Lhs
				}
			case *ast.IncDecStmt:
				changed = []ast.Expr{node.X}
			case *ast.RangeStmt:
				if node.Tok == token.ASSIGN {
					changed = []ast.Expr{node.Key, node.Value}
				}
			case *ast.UnaryExpr:
				if node.Op == token.AND { // whoever has the address may change it
					changed = []ast.Expr{node.X}
				}
			case *ast.CallExpr:
				if changes[function(node.Fun)] && len(node.Args) > 0 {
					changed = node.Args[:1]
				}
			}
			for _, x := range changed {
				if name := root(x); name != nil && variables[name.Name] {
					at = append(at, name.Pos())
				}
			}
			return true
		})
	}
	return at
}

// changes are the functions that change what their first argument refers to.
var changes = map[string]bool{"delete": true, "clear": true, "copy": true, "append": true,
	"slices.Sort": true, "slices.SortFunc": true, "slices.SortStableFunc": true, "slices.Reverse": true,
	"slices.DeleteFunc": true, "slices.Delete": true, "slices.Compact": true, "slices.CompactFunc": true}

// function returns the name of a function of a package, "" for any other.
func function(x ast.Expr) string {
	switch x := x.(type) {
	case *ast.Ident:
		return x.Name
	case *ast.SelectorExpr:
		if of, ok := x.X.(*ast.Ident); ok {
			return of.Name + "." + x.Sel.Name
		}
	}
	return ""
}

// root returns the variable that an element or a field is of, nil if it has no name.
func root(x ast.Expr) *ast.Ident {
	switch x := x.(type) {
	case *ast.IndexExpr:
		return root(x.X)
	case *ast.SelectorExpr:
		return root(x.X)
	case *ast.SliceExpr:
		return root(x.X)
	case *ast.StarExpr:
		return root(x.X)
	case *ast.ParenExpr:
		return root(x.X)
	case *ast.Ident:
		return x
	}
	return nil
}

// What the test looks for, it finds.
func TestShared(t *testing.T) {
	for text, want := range map[string]int{
		`func f() { go f() }`:                                                             1,
		`import "sync"`:                                                                   1,
		`import "sync/atomic"`:                                                            1,
		`var last float64; func f() { last = 1 }`:                                         1,
		`var kept = map[int]float64{}; func f() { kept[1] = 1 }`:                          1,
		`var count struct{ n int }; func f() { count.n++ }`:                               1,
		`var one = 1; func f() { two := one; two++ }`:                                     0,
		`var kept = map[int]float64{}; func f() { delete(kept, 1); clear(kept) }`:         2,
		`var table [4]int; func f() { copy(table[:], []int{1}); slices.Sort(table[1:]) }`: 2,
		`var table []int; func f() int { return len(append([]int{}, table...)) }`:         0,
		`var count int; func f() { g(&count) }`:                                           1,
		`var count int; func f() { for count = range 3 { } }`:                             1,
		`var p *int; func f() { *p, (*p) = 1, 2 }`:                                        2,
	} {
		f, err := parser.ParseFile(token.NewFileSet(), "a.go", "package a\n"+text, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		if got := len(shared(f)); got != want {
			t.Errorf("%s: %d places, want %d", text, got, want)
		}
	}
}
