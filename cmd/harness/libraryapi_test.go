//go:build !race

package main

import (
	"bytes"
	"go/ast"
	"go/doc"
	"go/parser"
	"go/printer"
	"go/token"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"serialfraction/harness/golden"
)

// libraryPackages are the packages that docs/library.md tells people to import. What they export is
// kept in docs/api.
var libraryPackages = []string{"harness", "fit", "workloads", "results", "results/record", "results/analysis", "results/report", "results/scaletest"}

// What the library exports changes only with docs/api: a line that goes away, or is another, breaks
// programs that use it, and a line that comes does not. With -update the folder is written again; make api
// says which of the changes since a revision break them.
func TestLibraryAPI(t *testing.T) {
	for _, path := range libraryPackages {
		golden.File(t, filepath.Join("../../docs/api", strings.ReplaceAll(path, "/", "-")+".txt"), exported(t, path))
	}
}

// exported returns the exported declarations of a package of this module, without comments and bodies,
// each with its methods, ordered by name.
func exported(t *testing.T, path string) []byte {
	files := token.NewFileSet()
	names, err := filepath.Glob(filepath.Join("../..", path, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	names = slices.DeleteFunc(names, func(n string) bool { return strings.HasSuffix(n, "_test.go") || strings.HasSuffix(n, "_other.go") })
	var parsed []*ast.File
	for _, name := range names {
		file, err := parser.ParseFile(files, name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		parsed = append(parsed, file)
	}
	p, err := doc.NewFromFiles(files, parsed, "serialfraction/"+path)
	if err != nil {
		t.Fatal(err)
	}
	var text bytes.Buffer
	show := func(decl ast.Decl) {
		ast.Inspect(decl, func(n ast.Node) bool { // bodies and what is in tables are no part of it
			switch n := n.(type) {
			case *ast.FuncDecl:
				n.Body = nil
			case *ast.CompositeLit:
				n.Elts = nil
			}
			return true
		})
		if err := printer.Fprint(&text, files, decl); err != nil {
			t.Fatal(err)
		}
		text.WriteString("\n")
	}
	values := func(all []*doc.Value) {
		for _, v := range all {
			show(v.Decl)
		}
	}
	functions := func(all []*doc.Func) {
		for _, f := range all {
			show(f.Decl)
		}
	}
	text.WriteString("package " + p.Name + "\n\n")
	values(p.Consts)
	values(p.Vars)
	functions(p.Funcs)
	for _, one := range p.Types {
		text.WriteString("\n")
		show(one.Decl)
		values(one.Consts)
		values(one.Vars)
		functions(one.Funcs)
		functions(one.Methods)
	}
	return text.Bytes()
}
