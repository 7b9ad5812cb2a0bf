//go:build !race

// What reads the text of the source starts no goroutine.

package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"testing"
)

// In memory the CPU time of a process is always a meter.CPUUse. Only the types that are
// written as JSON, whose keys have an order and units of their own, have plain numbers.
func TestCPUUseHasOneHome(t *testing.T) {
	var homes []string
	for _, pkg := range listed(t, "serialfraction/...") {
		for _, name := range pkg.GoFiles {
			f, err := parser.ParseFile(token.NewFileSet(), filepath.Join(pkg.Dir, name), nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(f, func(n ast.Node) bool {
				s, ok := n.(*ast.StructType)
				if !ok {
					return true
				}
				for _, field := range s.Fields.List {
					if field.Tag == nil && slices.ContainsFunc(field.Names, func(id *ast.Ident) bool { return id.Name == "Voluntary" || id.Name == "User" }) {
						homes = append(homes, pkg.inModule()+"/"+name)
					}
				}
				return true
			})
		}
	}
	if homes = slices.Compact(homes); !slices.Equal(homes, []string{"harness/meter/cpuuse.go"}) {
		t.Errorf("time on a CPU, or its switches, in %q", homes)
	}
}

// JSON and CSV with names from files in them are written by package plaintext alone, so that no
// name steers a terminal.
func TestPlainTextHasOneHome(t *testing.T) {
	for _, pkg := range listed(t, "serialfraction/results/...", "serialfraction/cmd/...") {
		if !slices.Contains([]string{"results/report", "results/export", "cmd/harness"}, pkg.inModule()) {
			continue
		}
		for _, name := range pkg.GoFiles {
			f, err := parser.ParseFile(token.NewFileSet(), filepath.Join(pkg.Dir, name), nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(f, func(n ast.Node) bool {
				called, ok := n.(*ast.SelectorExpr)
				if !ok {
					return true
				}
				if from, ok := called.X.(*ast.Ident); ok && (from.Name == "json" && called.Sel.Name == "NewEncoder" || from.Name == "csv" && called.Sel.Name == "NewWriter") {
					t.Errorf("%s/%s: use package plaintext, not %s.%s", pkg.inModule(), name, from.Name, called.Sel.Name)
				}
				return true
			})
		}
	}
}
