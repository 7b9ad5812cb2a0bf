//go:build !race

// What reads the text of the source starts no goroutine.

package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// A source is a package as it is written. Its methods return texts that stand in it; what is
// computed in them is #.
type source struct {
	files  []*ast.File
	consts map[string]string // texts by name
	types  map[string]string // of those constants that have one
	order  []string          // of the constants
}

// sources parses packages of this module.
func sources(t *testing.T, names ...string) map[string]*source {
	t.Helper()
	found := map[string]*source{}
	for _, pkg := range listed(t, "serialfraction/...") {
		if !slices.Contains(names, pkg.inModule()) {
			continue
		}
		s := &source{consts: map[string]string{}, types: map[string]string{}}
		for _, name := range pkg.GoFiles {
			f, err := parser.ParseFile(token.NewFileSet(), filepath.Join(pkg.Dir, name), nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			s.files = append(s.files, f)
		}
		s.learn()
		found[pkg.inModule()] = s
	}
	if len(found) != len(names) {
		t.Fatalf("of %q there are %d", names, len(found))
	}
	return found
}

func (s *source) inspect(visit func(ast.Node)) {
	for _, f := range s.files {
		ast.Inspect(f, func(n ast.Node) bool {
			visit(n)
			return true
		})
	}
}

// learn reads the constants.
func (s *source) learn() {
	s.inspect(func(n ast.Node) {
		decl, ok := n.(*ast.GenDecl)
		if !ok || decl.Tok != token.CONST {
			return
		}
		for _, spec := range decl.Specs {
			v := spec.(*ast.ValueSpec)
			for i, id := range v.Names {
				if i >= len(v.Values) {
					continue
				}
				if text := s.text(v.Values[i]); text != "#" {
					s.consts[id.Name] = text
					s.order = append(s.order, id.Name)
					if of, ok := v.Type.(*ast.Ident); ok {
						s.types[id.Name] = of.Name
					}
				}
			}
		}
	})
}

var verbOf = regexp.MustCompile(`%[^%a-zA-Z]*[a-zA-Z]`)

// text returns the text that an expression stands for.
func (s *source) text(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.BasicLit:
		if text, err := strconv.Unquote(e.Value); err == nil && e.Kind == token.STRING {
			return text
		}
	case *ast.Ident:
		if text, ok := s.consts[e.Name]; ok {
			return text
		}
	case *ast.BinaryExpr:
		if e.Op == token.ADD {
			return s.text(e.X) + s.text(e.Y)
		}
	case *ast.CallExpr:
		if f, ok := e.Fun.(*ast.SelectorExpr); ok && f.Sel.Name == "Sprintf" {
			return strings.ReplaceAll(verbOf.ReplaceAllString(s.text(e.Args[0]), "#"), "%%", "%")
		}
	}
	return "#"
}

// constants returns the texts of the constants whose names begin so.
func (s *source) constants(prefix string) (texts []string) {
	for _, name := range s.order {
		if strings.HasPrefix(name, prefix) && s.consts[name] != "" {
			texts = append(texts, s.consts[name])
		}
	}
	return texts
}

// typed returns the texts of the constants of a type.
func (s *source) typed(of string) (texts []string) {
	for _, name := range s.order {
		if s.types[name] == of {
			texts = append(texts, s.consts[name])
		}
	}
	return texts
}

// fields returns the texts of a field in literals of a type.
func (s *source) fields(of, field string) (texts []string) {
	s.inspect(func(n ast.Node) {
		lit, ok := n.(*ast.CompositeLit)
		if !ok || lit.Type == nil || last(lit.Type) != of {
			return
		}
		for _, e := range lit.Elts {
			if kv, ok := e.(*ast.KeyValueExpr); ok && last(kv.Key) == field {
				texts = append(texts, s.text(kv.Value))
			}
		}
	})
	return known(texts)
}

// arguments returns the first texts that functions or methods are called with.
func (s *source) arguments(names ...string) (texts []string) {
	s.inspect(func(n ast.Node) {
		call, ok := n.(*ast.CallExpr)
		if !ok || !slices.Contains(names, last(call.Fun)) {
			return
		}
		for _, arg := range call.Args {
			if text := s.text(arg); text != "#" {
				texts = append(texts, text)
				return
			}
		}
	})
	return known(texts)
}

// assigned returns the texts that a variable is given.
func (s *source) assigned(name string) (texts []string) {
	s.inspect(func(n ast.Node) {
		if a, ok := n.(*ast.AssignStmt); ok && len(a.Lhs) == 1 && last(a.Lhs[0]) == name {
			texts = append(texts, s.text(a.Rhs[0]))
		}
	})
	return known(texts)
}

// last returns the last name of an expression: Column of draw.Column.
func last(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return e.Sel.Name
	}
	return ""
}

// known returns the texts that have a letter which the source holds.
func known(texts []string) []string {
	return slices.DeleteFunc(texts, func(s string) bool { return strings.Trim(s, "#") == "" })
}
