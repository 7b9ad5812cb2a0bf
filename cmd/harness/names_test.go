//go:build !race

// What reads the text of the source starts no goroutine.

package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"serialfraction/harness"
	"serialfraction/results"
	"serialfraction/results/prepare"
	"serialfraction/workloads"
)

// namesOfWork returns the names of all engines, schedules and workloads.
func namesOfWork() map[string]bool {
	names := map[string]bool{}
	for _, k := range harness.EngineKinds {
		names[k.Name] = true
	}
	for _, s := range harness.Schedules {
		names[s.Name] = true
	}
	for _, w := range workloads.All {
		names[w.Name] = true
	}
	return names
}

// comparedIn returns where the files of a package compare something with one of names: as
// text, as a constant of the package, or as the name of a kind of engine. A constant of another
// type than string is the name of something else.
func comparedIn(fset *token.FileSet, files []*ast.File, names map[string]bool) (found []string) {
	text := func(e ast.Expr) string {
		if l, ok := e.(*ast.BasicLit); ok && l.Kind == token.STRING {
			if s, err := strconv.Unquote(l.Value); err == nil && names[s] {
				return s
			}
		}
		return ""
	}
	constants := map[string]string{}
	for _, f := range files {
		ast.Inspect(f, func(n ast.Node) bool {
			if s, ok := n.(*ast.ValueSpec); ok && (s.Type == nil || fmt.Sprint(s.Type) == "string") {
				for i, value := range s.Values {
					if name := text(value); name != "" && i < len(s.Names) {
						constants[s.Names[i].Name] = name
					}
				}
			}
			return true
		})
	}
	check := func(exprs ...ast.Expr) {
		for _, e := range exprs {
			name := text(e)
			switch e := e.(type) {
			case *ast.Ident:
				name = constants[e.Name]
			case *ast.SelectorExpr:
				if kind, ok := e.X.(*ast.SelectorExpr); ok && e.Sel.Name == "Name" && strings.HasSuffix(kind.Sel.Name, "Kind") {
					name = kind.Sel.Name
				}
			}
			if name != "" {
				at := fset.Position(e.Pos())
				found = append(found, fmt.Sprintf("%s:%d: compares a name with %q", filepath.Base(at.Filename), at.Line, name))
			}
		}
	}
	for _, f := range files {
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.BinaryExpr:
				if n.Op == token.EQL || n.Op == token.NEQ {
					check(n.X, n.Y)
				}
			case *ast.SwitchStmt:
				if n.Tag == nil {
					break
				}
				for _, c := range n.Body.List {
					check(c.(*ast.CaseClause).List...)
				}
			}
			return true
		})
	}
	return found
}

// TestNobodyComparesNames checks that no code compares the name of an engine, a schedule or a
// workload: their properties are in the tables of harness and results.
func TestNobodyComparesNames(t *testing.T) {
	names := namesOfWork()
	for _, pkg := range listed(t, "serialfraction/results/...", "serialfraction/cmd/...", "serialfraction/harness", "serialfraction/harness/command") {
		fset := token.NewFileSet()
		var files []*ast.File
		for _, name := range pkg.GoFiles {
			f, err := parser.ParseFile(fset, filepath.Join(pkg.Dir, name), nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			files = append(files, f)
		}
		for _, found := range comparedIn(fset, files, names) {
			t.Errorf("%s/%s: ask harness.EngineKindOf, or a method of results.Header", pkg.inModule(), found)
		}
	}
}

func TestComparedIn(t *testing.T) {
	const text = `package p
const simEngine = "sim"
const queue reason = "queue"
func i(r reason) bool { return r == queue }
func f(s, u string) bool { return s == simEngine || "queue" != s || s == u || s == "no engine" }
func g(s string) bool { return s == harness.PoolKind.Name }
func h(s string) string {
	switch s {
	case "other", "pipe":
		return "control"
	}
	return "rival"
}`
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, "p.go", text, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	got := strings.Join(comparedIn(fset, []*ast.File{f}, namesOfWork()), "\n")
	const want = `p.go:5: compares a name with "sim"
p.go:5: compares a name with "queue"
p.go:6: compares a name with "PoolKind"
p.go:9: compares a name with "pipe"`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// The properties that a header finds by the names of a workload and a schedule are theirs.
func TestHeadersKnowWork(t *testing.T) {
	for _, w := range workloads.All {
		h := results.Header{Workload: w.Name}
		if got, want := h.Processes(), w.Processes(); got != want {
			t.Errorf("workers of %s are processes: %v, want %v", w.Name, got, want)
		}
	}
	for _, s := range harness.Schedules {
		h := results.Header{Schedule: s.Name}
		if got, want := h.Coordinated(), s.Coordinated(); got != want {
			t.Errorf("%s has a coordinator: %v, want %v", s.Name, got, want)
		}
	}
	if h := (&results.Header{Workload: "w", Engine: "e", Schedule: "s"}); h.Processes() || h.Coordinated() || h.Simulated() || h.WholePrograms() || h.Paces() {
		t.Errorf("something is known of %+v", h)
	}
}

// Whole programs and functions are timed by engines that no request names. Every other
// engine is named by a request, or runs beside one that is.
func TestEngineKindsOfRequests(t *testing.T) {
	asked := map[string]bool{}
	for _, e := range prepare.Engines {
		asked[e.Name] = true
	}
	for _, k := range harness.EngineKinds {
		if k.Whole() || k.Control || k.Alternative {
			if asked[k.Name] {
				t.Errorf("%s can be asked for", k.Name)
			}
		} else if !asked[k.Name] {
			t.Errorf("%s cannot be asked for, only %v", k.Name, slices.Sorted(maps.Keys(asked)))
		}
	}
}
