//go:build !race

// What reads the text of the source starts no goroutine.

package harness_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	// qualified is an exported name of a package, as prose and code without a compiler
	// have it.
	qualified = regexp.MustCompile(`\b([a-z][a-z0-9]*)\.([A-Z]\w*)`)
	// named is such a name alone, set as code.
	named = regexp.MustCompile("`([A-Z]\\w*[a-z]\\w*)`")
)

// The names that the page for users of the library and the comments of the packages mention
// exist. No compiler checks either.
func TestNamesInProseExist(t *testing.T) {
	known, texts := exported(t)
	page, err := os.ReadFile("../docs/library.md")
	if err != nil {
		t.Fatal(err)
	}
	texts["docs/library.md"] = string(page)
	checked := 0
	for path, text := range texts {
		for _, m := range qualified.FindAllStringSubmatch(text, -1) {
			if names, ours := known[m[1]]; ours {
				if checked++; !names[m[2]] {
					t.Errorf("%s mentions %s, which does not exist", path, m[0])
				}
			}
		}
	}
	for _, m := range named.FindAllStringSubmatch(string(page), -1) {
		if checked++; !known["harness"][m[1]] {
			t.Errorf("docs/library.md mentions %s, which package harness does not have", m[1])
		}
	}
	if checked < 30 {
		t.Errorf("only %d names were found", checked)
	}
}

// exported returns the exported names of this module by package, those of fields and
// methods included, and the comment of each package by its file.
func exported(t *testing.T) (known map[string]map[string]bool, comments map[string]string) {
	t.Helper()
	known, comments = map[string]map[string]bool{}, map[string]string{}
	err := filepath.WalkDir("..", func(path string, e fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ParseComments)
		if err != nil {
			return err
		}
		names := known[file.Name.Name]
		if names == nil {
			names = map[string]bool{}
			known[file.Name.Name] = names
		}
		if file.Doc != nil {
			comments[path] = file.Doc.Text()
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncDecl:
				names[n.Name.Name] = true
				return false
			case *ast.TypeSpec:
				names[n.Name.Name] = true
			case *ast.ValueSpec:
				for _, id := range n.Names {
					names[id.Name] = true
				}
			case *ast.Field:
				for _, id := range n.Names {
					names[id.Name] = true
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return known, comments
}
