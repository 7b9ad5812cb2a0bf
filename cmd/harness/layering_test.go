package main

import (
	"encoding/json"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// mayImport says which packages of this module, and which modules beyond the
// standard library, the packages below a folder may import directly. The most
// specific folder counts.
var mayImport = map[string][]string{
	"fit":                {"gonum.org/v1/gonum"},
	"harness":            {"golang.org/x/sync", "golang.org/x/sys"},
	"harness/input":      {"harness", "golang.org/x/sync", "github.com/klauspost/compress"},
	"harness/output":     {"harness"},
	"harness/enginetest": {"harness"},
	"workloads":          {"harness", "golang.org/x/sys"},
	"results":            {"harness", "fit", "results/figures"},
	"results/figures":    {"fit"},
	"results/curves":     {"fit", "results/figures"},
	"results/timings":    {"results", "harness", "fit"},
	"results/report":     {"results", "results/curves", "results/figures", "fit"},
	"cmd":                {"harness", "harness/input", "harness/output", "workloads", "fit", "results", "results/curves", "results/timings", "results/report", "github.com/urfave/cli/v2", "golang.org/x/term"},
	"docs/peers":         {"harness", "workloads", "harness/input", "gonum.org/v1/gonum"},
}

// badNames are folders that say nothing of what is in them.
var badNames = []string{"util", "utils", "common", "helpers", "types", "misc"}

// TestLayering holds the imports to the one straight line of the design.
func TestLayering(t *testing.T) {
	cmd := exec.Command("go", "list", "-json=ImportPath,Imports,GoFiles", "serialfraction/...")
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	dec := json.NewDecoder(strings.NewReader(string(out)))
	seen := 0
	for {
		var pkg struct {
			ImportPath string
			Imports    []string
		}
		if err := dec.Decode(&pkg); err == io.EOF {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		seen++
		self := strings.TrimPrefix(pkg.ImportPath, "serialfraction/")
		allowed, ok := allowedFor(self)
		if !ok {
			t.Errorf("%s is in no layer: name it in mayImport and in docs/DESIGN.md", self)
			continue
		}
		for _, dir := range strings.Split(self, "/") {
			if slices.Contains(badNames, dir) {
				t.Errorf("%s: a folder's name must say what is in it", self)
			}
		}
		for _, imp := range pkg.Imports {
			if first, _, _ := strings.Cut(imp, "/"); !strings.Contains(first, ".") && first != "serialfraction" {
				if !strings.HasPrefix(self, "cmd") && !strings.HasPrefix(self, "docs") && imp == "flag" {
					t.Errorf("%s imports flag: only cmd reads the command line", self)
				}
				continue // the standard library
			}
			name := strings.TrimPrefix(imp, "serialfraction/")
			if !slices.ContainsFunc(allowed, func(a string) bool {
				return name == a || strings.Contains(a, ".") && strings.HasPrefix(name, a+"/")
			}) {
				t.Errorf("%s imports %s, which its layer may not", self, name)
			}
		}
	}
	if seen < 6 {
		t.Fatalf("go list named %d packages only", seen)
	}
}

// allowedFor finds the entry of the deepest folder that holds a package.
func allowedFor(pkg string) ([]string, bool) {
	for dir := pkg; dir != ""; {
		if a, ok := mayImport[dir]; ok {
			return a, true
		}
		i := strings.LastIndexByte(dir, '/')
		if i < 0 {
			break
		}
		dir = dir[:i]
	}
	return nil, false
}
