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
