//go:build !race

// What reads the text of the source starts no goroutine.

package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// mayImport lists, by folder, the packages of this module and the modules beyond the
// standard library that packages below the folder may import directly. The most specific
// folder counts.
var mayImport = map[string][]string{
	"harness/formats":          {},
	"harness/wording":          {},
	"harness/pattern":          {},
	"harness/numeral":          {"golang.org/x/sys"},
	"fit":                      {"fit/quantiles", "gonum.org/v1/gonum"},
	"fit/quantiles":            {"gonum.org/v1/gonum"},
	"harness":                  {"harness/counters", "harness/crash", "harness/machine", "harness/meter", "golang.org/x/sync", "golang.org/x/sys"},
	"harness/replay":           {"harness"},
	"harness/wholefile":        {"harness/crash", "golang.org/x/sys"},
	"harness/scratch":          {"harness/crash", "harness/wholefile", "golang.org/x/sys"},
	"harness/flock":            {},
	"harness/machinelock":      {"harness/flock"},
	"harness/machine":          {"golang.org/x/sys"},
	"harness/counters":         {"golang.org/x/sys"},
	"harness/meter":            {"harness/machine", "golang.org/x/sys"},
	"harness/crash":            {},
	"harness/journal":          {"harness", "harness/flock"},
	"harness/output":           {"harness", "harness/crash", "harness/input/npy", "harness/numeral", "harness/parquetfile", "harness/wholefile", "golang.org/x/sync", "github.com/klauspost/compress", "github.com/parquet-go/parquet-go"},
	"harness/probe":            {"harness/counters", "harness/meter", "harness/machine", "harness", "golang.org/x/sys"},
	"harness/runtest":          {"harness/meter", "harness"},
	"harness/enginetest":       {"harness"},
	"harness/process":          {"harness/meter", "harness/process/asleep", "golang.org/x/sys"},
	"harness/process/asleep":   {},
	"harness/command":          {"harness", "harness/crash", "harness/meter", "harness/process", "harness/secret", "harness/wholefile"},
	"harness/secret":           {"harness/machine"},
	"results/scaletest":        {"results/analysis", "results/record", "harness/machine", "harness/meter", "harness", "fit", "results", "results/advice"},
	"harness/remote":           {"harness", "harness/meter", "harness/process", "harness/remote/broker", "harness/remote/join", "harness/remote/wire", "github.com/nats-io/nats.go"},
	"harness/remote/broker":    {"harness", "harness/remote/join", "harness/remote/wire", "github.com/nats-io/nats-server/v2", "github.com/nats-io/nats.go", "github.com/nats-io/nkeys"},
	"harness/remote/join":      {"github.com/nats-io/nats.go", "github.com/nats-io/nkeys"},
	"harness/remote/wire":      {"harness", "harness/meter"},
	"harness/remote/worker":    {"harness", "harness/crash", "harness/machine", "harness/meter", "harness/remote/wire", "github.com/nats-io/nats.go"},
	"workloads/spec":           {"harness/machine", "harness"},
	"workloads/vector":         {"golang.org/x/sys"},
	"workloads/studentt":       {"workloads/vector"},
	"workloads/workloadtest":   {"harness", "workloads/spec", "workloads/vector", "pgregory.net/rapid"},
	"workloads/adjust":         {"harness/machine", "harness", "workloads/spec"},
	"workloads/welch":          {"harness", "workloads/spec", "workloads/vector", "workloads/studentt"},
	"workloads/ttest":          {"harness", "workloads/spec", "workloads/adjust", "workloads/vector", "workloads/welch"},
	"workloads/permtest":       {"harness/machine", "harness", "workloads/spec", "workloads/adjust", "workloads/vector", "workloads/welch"},
	"workloads/trend":          {"harness", "workloads/spec", "workloads/adjust", "workloads/vector", "workloads/studentt"},
	"workloads/invert":         {"harness", "workloads/spec"},
	"workloads/planted":        {"harness/machine", "harness", "workloads/spec"},
	"workloads/command":        {"harness", "harness/command", "harness/secret", "workloads/spec"},
	"workloads":                {"harness", "harness/crash", "workloads/spec", "workloads/ttest", "workloads/permtest", "workloads/trend", "workloads/invert", "workloads/planted", "workloads/command", "workloads/pipe"},
	"workloads/pipe":           {"harness/numeral", "harness/crash", "harness/meter", "harness", "harness/process", "github.com/apache/arrow-go/v18", "workloads/spec", "golang.org/x/sys"},
	"results":                  {"harness/counters", "harness", "harness/flock", "harness/input/content", "harness/machine", "harness/meter", "harness/probe", "harness/secret", "harness/wholefile", "results/number", "harness/wording"},
	"results/number":           {"fit"},
	"results/plaintext":        {},
	"results/tasklog/logs":     {"harness", "harness/input/content", "harness/input/lines", "harness/numeral", "results", "results/clock", "results/number", "results/tasklog", "github.com/klauspost/compress", "github.com/pierrec/lz4/v4"},
	"results/advice":           {"fit", "results/number"},
	"results/sizes":            {"results/analysis", "results/number", "fit"},
	"results/plan":             {"results/tasklog/study", "results/tasklog/playback", "results/analysis", "results/sizes", "results/timings/curves", "results/advice", "results/number", "fit"},
	"results/predict":          {"results/analysis", "results/advice", "results/number", "results", "harness", "harness/replay", "fit"},
	"results/reproduce":        {"results/analysis", "results/plan", "results", "results/number", "harness/machine", "fit"},
	"results/compare":          {"results/analysis", "harness/machine", "harness/secret", "results", "results/record", "fit", "results/number"},
	"results/gate":             {"results/tasklog/study", "results/analysis", "results/advice", "results", "fit", "results/number", "results/compare"},
	"results/timings/curves":   {"harness/crash", "fit", "results/number", "results/advice"},
	"results/clock":            {"harness/numeral"},
	"results/timings":          {"results/clock", "harness/numeral", "harness/input/content", "harness/input/wholetext", "results/analysis", "results", "harness", "fit"},
	"results/export":           {"harness/counters", "results/tasklog", "results/analysis", "harness/meter", "results", "harness", "harness/wholefile", "fit", "results/plaintext", "harness/parquetfile", "github.com/parquet-go/parquet-go"},
	"results/tasklog":          {},
	"results/tasklog/playback": {"results/tasklog"},
	"results/tasklog/sweep":    {"results/tasklog"},
	"results/tasklog/study":    {"results/tasklog", "results/tasklog/playback", "results/tasklog/sweep", "results/timings/curves", "results/number", "fit"},
	"results/report":           {"results/tasklog/study", "results/doctor", "results/analysis", "harness/machine", "results", "results/record", "results/store", "results/advice", "results/compare", "results/timings/curves", "results/plan", "results/predict", "results/reproduce", "results/sizes", "results/number", "results/plaintext", "results/lanes", "harness", "fit", "results/chart", "results/report/draw"},
	"results/lanes":            {"harness"},
	"results/palette":          {},
	"results/glossary":         {},
	"results/chart":            {"results/tasklog/study", "results", "harness", "harness/wording", "fit", "results/analysis", "results/compare", "results/number", "results/plan", "results/predict", "results/reproduce", "results/sizes", "results/timings/curves"},
	"results/figure":           {"results/chart", "harness", "harness/pattern", "fit", "results/analysis", "results/lanes", "results/number", "results/palette", "gonum.org/v1/plot"},
	"results/report/draw":      {"fit", "results/number"},
	"results/webpage":          {"harness/pattern", "results/chart", "results/report", "results/lanes", "results/analysis", "results/advice", "results", "results/number", "results/palette", "results/glossary", "harness", "fit"},
	"cmd": {
		"harness", "harness/crash", "harness/input", "harness/journal", "harness/machine", "harness/machinelock", "harness/output", "harness/probe", "harness/process", "harness/remote", "harness/remote/broker", "harness/remote/join", "harness/remote/wire", "harness/remote/worker", "harness/secret", "harness/wholefile",
		"workloads", "workloads/spec",
		"fit", "results", "results/advice", "results/analysis", "results/chart", "results/compare", "results/doctor", "results/export", "results/figure", "results/gate", "results/glossary", "results/lanes", "results/number", "results/plaintext", "results/plan", "results/predict", "results/prepare", "results/record", "results/report", "results/report/draw", "results/reproduce", "results/sizes", "results/store", "results/tasklog", "results/tasklog/logs", "results/tasklog/playback", "results/tasklog/study", "results/tasklog/sweep", "results/timings", "results/timings/curves", "results/webpage",
		"github.com/urfave/cli/v2", "golang.org/x/term",
	},
	"docs/runlines":   {},
	"docs/growth":     {"docs/runlines", "harness/machine"},
	"docs/large-data": {"harness", "harness/input", "harness/parquetfile", "github.com/parquet-go/parquet-go"},
	"docs/kept":       {"harness/flock", "harness/machine", "harness/meter", "results"},
	"docs/load":       {"docs/kept", "fit", "harness/machine", "results", "results/analysis", "golang.org/x/sys"},
	"docs/plants":     {"docs/kept", "fit", "harness", "results/analysis", "workloads", "workloads/spec"},
	"docs/peers":      {"docs/runlines", "harness", "workloads", "harness/input", "harness/input/content", "results/tasklog/logs", "gonum.org/v1/gonum", "workloads/spec", "golang.org/x/sys"},

	// packages that only tests import
	"harness/golden":            {"github.com/google/go-cmp"},
	"results/tasklog/answers":   {},
	"harness/raced":             {},
	"harness/remote/remotetest": {"github.com/nats-io/nats-server/v2", "github.com/nats-io/nats.go", "harness", "harness/remote", "harness/remote/broker", "harness/remote/join", "harness/remote/wire", "harness/remote/worker"},

	// the rooms of results
	"results/doctor":   {"harness/counters", "harness/machine", "fit", "results", "results/number", "results/advice"},
	"results/analysis": {"harness/counters", "harness/machine", "harness", "harness/replay", "fit", "results", "results/doctor", "results/number", "results/advice"},
	"results/record":   {"results/analysis", "harness/machine", "harness", "fit", "results", "harness/wording"},
	"results/store":    {"results/analysis", "harness/crash", "fit", "results"},
	"results/prepare":  {"harness", "harness/journal", "harness/remote", "harness/remote/broker", "harness/remote/join", "harness/input", "harness/scratch", "harness/machine", "harness/secret", "workloads", "workloads/spec", "results", "results/number", "results/record", "results/analysis", "results/store"},

	// the rooms of harness/input
	"harness/input":            {"harness/machine", "harness/numeral", "harness/crash", "harness", "harness/wholefile", "harness/input/content", "harness/input/dataset", "harness/input/lines", "harness/input/made", "harness/input/mtx", "harness/input/npy", "harness/input/parquet", "harness/input/plink", "harness/input/text", "harness/input/vcf", "harness/input/wholetext", "golang.org/x/sync"},
	"harness/input/text":       {"harness/machine", "harness/numeral", "harness/crash", "harness", "harness/input/content", "harness/input/dataset", "harness/input/lines", "golang.org/x/sync"},
	"harness/input/npy":        {"harness", "harness/crash", "harness/input/content", "harness/input/dataset", "harness/input/lines", "golang.org/x/sync"},
	"harness/input/parquet":    {"harness/crash", "harness", "harness/machine", "harness/scratch", "harness/input/content", "harness/input/dataset", "harness/input/lines", "harness/parquetfile", "golang.org/x/sync", "github.com/parquet-go/parquet-go", "github.com/pierrec/lz4/v4"},
	"harness/input/plink":      {"harness/numeral", "harness/crash", "harness", "harness/wholefile", "harness/input/content", "harness/input/dataset", "harness/input/lines", "golang.org/x/sync"},
	"harness/input/vcf":        {"harness", "harness/input/blocks", "harness/input/content", "harness/input/lines", "harness/input/plink"},
	"harness/input/mtx":        {"harness/machine", "harness/numeral", "harness", "harness/input/blocks", "harness/input/content", "harness/input/dataset", "harness/input/lines"},
	"harness/input/blocks":     {"harness/crash", "golang.org/x/sync"},
	"harness/input/made":       {"harness/machine", "harness/crash", "harness", "harness/input/dataset", "harness/input/lines", "harness/input/plink", "golang.org/x/sync"},
	"harness/input/content":    {"harness/machine", "harness/wholefile", "golang.org/x/sys", "github.com/klauspost/compress", "github.com/ulikunitz/xz"},
	"harness/input/lines":      {},
	"harness/input/dataset":    {"harness"},
	"harness/input/wholetext":  {"harness/input/content", "harness/input/lines"},
	"harness/input/readertest": {"harness", "github.com/klauspost/compress", "github.com/ulikunitz/xz"},
	"harness/parquetfile":      {"github.com/parquet-go/parquet-go"},
}

// forAll lists the packages that every package but fit may import.
var forAll = []string{"harness/formats", "harness/wording", "harness/pattern"}

// badNames lists names of folders that do not describe what is in them.
var badNames = []string{"util", "utils", "common", "helpers", "types", "misc"}

// A goPackage is the output of go list for a package.
type goPackage struct {
	ImportPath, Dir  string
	Standard         bool
	GoFiles, Imports []string
}

// TestLayering checks that imports follow the one straight line of the design.
func TestLayering(t *testing.T) {
	for _, pkg := range listed(t, "serialfraction/...") {
		self := pkg.inModule()
		allowed, ok := allowedFor(self)
		if !ok {
			t.Errorf("%s is in no layer: name it in mayImport and in docs/DESIGN.md", self)
			continue
		}
		for _, dir := range strings.Split(self, "/") {
			if slices.Contains(badNames, dir) {
				t.Errorf("%s: the name of a folder must describe what is in it", self)
			}
		}
		for _, imp := range pkg.Imports {
			if first, _, _ := strings.Cut(imp, "/"); !strings.Contains(first, ".") && first != "serialfraction" {
				continue // the standard library
			}
			name := strings.TrimPrefix(imp, "serialfraction/")
			if slices.Contains(forAll, name) && self != "fit" {
				continue
			}
			if !slices.ContainsFunc(allowed, func(a string) bool {
				return name == a || strings.Contains(a, ".") && strings.HasPrefix(name, a+"/")
			}) {
				t.Errorf("%s imports %s, which its layer may not", self, name)
			}
		}
	}
}

// TestFitStandsAlone checks that fit, with all that it imports, needs only gonum and the
// standard library.
func TestFitStandsAlone(t *testing.T) {
	for _, pkg := range listed(t, "-deps", "serialfraction/fit") {
		if !pkg.Standard && !strings.HasPrefix(pkg.ImportPath, "serialfraction/fit") && !strings.HasPrefix(pkg.ImportPath, "gonum.org/v1/gonum/") {
			t.Errorf("fit depends on %s", pkg.ImportPath)
		}
	}
}

// TestLibrariesAreQuiet checks that only cmd reads the command line, ends the process and
// writes to its streams, and that nothing runs before main.
func TestLibrariesAreQuiet(t *testing.T) {
	for _, pkg := range listed(t, "serialfraction/...") {
		self := pkg.inModule()
		if strings.HasPrefix(self, "cmd/") || strings.HasPrefix(self, "docs/") || self == "harness/golden" { // the flag of the tests
			continue
		}
		for _, name := range pkg.GoFiles {
			if self+"/"+name == beforeAll {
				continue
			}
			fset := token.NewFileSet()
			f, err := parser.ParseFile(fset, filepath.Join(pkg.Dir, name), nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			for _, loud := range loudIn(fset, f) {
				if self+"/"+name == opensStdin && strings.Contains(loud, " os.Stdin: ") {
					continue
				}
				t.Errorf("%s/%s", self, loud)
			}
		}
	}
}

// opensStdin is the file that opens the standard input where a source of rows names it, as it opens
// a path: what rows are read from is decided there, and a request stays a value.
const opensStdin = "harness/input/stdin.go"

// beforeAll is the file that runs before main, so that the helper of package process need not begin the
// whole program to wait.
const beforeAll = "harness/process/asleep/asleep.go"

// forbidden lists names of packages that only cmd may use.
var forbidden = map[string][]string{
	"os":  {"Args", "Exit", "Stdin", "Stdout", "Stderr"},
	"fmt": {"Print", "Printf", "Println", "Scan", "Scanf", "Scanln"},
}

// loudIn returns the uses in a file that a library may not have, each with its line.
func loudIn(fset *token.FileSet, f *ast.File) (loud []string) {
	report := func(n ast.Node, what string) {
		at := fset.Position(n.Pos())
		loud = append(loud, fmt.Sprintf("%s:%d: %s", filepath.Base(at.Filename), at.Line, what))
	}
	imported := map[string]string{} // by the name in this file
	for _, spec := range f.Imports {
		path := strings.Trim(spec.Path.Value, `"`)
		if path == "flag" || path == "log" {
			report(spec, "imports "+path+": only cmd reads the command line and prints")
		}
		name := path
		if spec.Name != nil {
			name = spec.Name.Name
		}
		imported[name] = path
	}
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.GenDecl:
			if n.Tok == token.VAR && slices.Contains(f.Decls, ast.Decl(n)) {
				for _, call := range callsIn(n, imported, "regexp", "MustCompile") {
					report(call, "regexp.MustCompile: nothing runs before main, so a variable has a pattern.Of")
				}
			}
		case *ast.FuncDecl:
			if n.Recv == nil && n.Name.Name == "init" {
				report(n, "func init: nothing runs before main")
			}
		case *ast.CallExpr:
			if id, ok := n.Fun.(*ast.Ident); ok && (id.Name == "print" || id.Name == "println") {
				report(n, id.Name+": only cmd prints")
			}
		case *ast.SelectorExpr:
			if id, ok := n.X.(*ast.Ident); ok && slices.Contains(forbidden[imported[id.Name]], n.Sel.Name) {
				report(n, id.Name+"."+n.Sel.Name+": only cmd touches the process")
			}
		}
		return true
	})
	return loud
}

// callsIn returns the calls of a function of a package that are made where variables are declared, and not in a
// function that is written there.
func callsIn(vars *ast.GenDecl, imported map[string]string, path, name string) (calls []ast.Node) {
	ast.Inspect(vars, func(n ast.Node) bool {
		if s, ok := n.(*ast.SelectorExpr); ok && s.Sel.Name == name {
			if id, ok := s.X.(*ast.Ident); ok && imported[id.Name] == path {
				calls = append(calls, s)
			}
		}
		_, later := n.(*ast.FuncLit)
		return !later
	})
	return calls
}

func TestLoudIn(t *testing.T) {
	const text = `package p
import ("fmt"; system "os"; "log"; "regexp")
func init() { fmt.Println(system.Args); println() }
func (t T) init() { fmt.Sprint(os.Exit, log.Ldate); system.Getenv(""); regexp.MustCompile("") }
var a, b = []any{regexp.MustCompile("x")}, func() { var c = regexp.MustCompile("y") }`
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, "p.go", text, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	got := strings.Join(loudIn(fset, f), "\n")
	const want = `p.go:2: imports log: only cmd reads the command line and prints
p.go:3: func init: nothing runs before main
p.go:3: fmt.Println: only cmd touches the process
p.go:3: system.Args: only cmd touches the process
p.go:3: println: only cmd prints
p.go:5: regexp.MustCompile: nothing runs before main, so a variable has a pattern.Of`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func (p goPackage) inModule() string { return strings.TrimPrefix(p.ImportPath, "serialfraction/") }

// listed returns the output of go list.
func listed(t *testing.T, args ...string) (pkgs []goPackage) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", append([]string{"list", "-json=ImportPath,Dir,Standard,GoFiles,Imports"}, args...)...)
	var errs strings.Builder
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v: %s", err, &errs)
	}
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var pkg goPackage
		if err := dec.Decode(&pkg); err == io.EOF {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		pkgs = append(pkgs, pkg)
	}
	if len(pkgs) < 5 {
		t.Fatalf("go list named %d packages only", len(pkgs))
	}
	return pkgs
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
