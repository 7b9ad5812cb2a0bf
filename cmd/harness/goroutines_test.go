//go:build !race

// What reads the text of the source starts no goroutine.

package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// unguarded lists, by file, the goroutines that are started without a guard: how many, and
// why none of them can panic or where the panic is caught.
var unguarded = map[string]struct {
	starts int
	why    string
}{
	"harness/crash/crash.go":               {1, "catches what it calls"},
	"harness/crew.go":                      {1, "sets a flag"},
	"harness/probe/wake.go":                {1, "reads the clock"},
	"harness/process/process.go":           {2, "send signals"},
	"harness/queue.go":                     {1, "ends the waits of its workers"},
	"harness/remote/local.go":              {2, "wait for a process and end it"},
	"harness/remote/members.go":            {1, "counts beats"},
	"harness/remote/remotetest/inside.go":  {1, "is of tests"},
	"harness/remote/remotetest/insider.go": {1, "is of tests"},
	"harness/remote/remotetest/relay.go":   {3, "are of tests"},
	"harness/remote/worker/pulse.go":       {1, "sends a beat; a process without beats is lost, and others do its rows"},
	"harness/remote/worker/slot.go":        {1, "harness.Station catches the kernel; a worker that ends is lost, and others do its rows"},
	"workloads/pipe/child.go":              {4, "three set deadlines or send signals; the writer catches each of its steps"},
	"workloads/pipe/spare.go":              {2, "end processes"},
	"cmd/harness/timebound.go":             {1, "ends a context"},
	"cmd/harness/signals.go":               {1, "waits for signals and passes them on"},
}

// A panic of a goroutine that nobody recovers ends the process before deferred calls clean
// up. So every goroutine is guarded or cannot panic.
func TestGoroutinesAreGuarded(t *testing.T) {
	found := map[string]int{}
	for _, pkg := range listed(t, "serialfraction/...") {
		if strings.HasPrefix(pkg.inModule(), "docs/") {
			continue
		}
		for _, name := range pkg.GoFiles {
			f, err := parser.ParseFile(token.NewFileSet(), filepath.Join(pkg.Dir, name), nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			if n := startsUnguarded(f); n > 0 {
				found[pkg.inModule()+"/"+name] = n
			}
		}
	}
	files := maps.Clone(found)
	for name := range unguarded {
		files[name] = 0
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if found[name] != unguarded[name].starts {
			t.Errorf("%s starts %d goroutines without crash.Guard or crash.Catch; of these %d are known", name, found[name], unguarded[name].starts)
		}
	}
}

// startsUnguarded counts the go statements and the calls of Go and AfterFunc without a guard.
func startsUnguarded(f *ast.File) (n int) {
	ast.Inspect(f, func(node ast.Node) bool {
		switch node := node.(type) {
		case *ast.GoStmt:
			if !guards(node.Call) {
				n++
			}
		case *ast.CallExpr:
			called, ok := node.Fun.(*ast.SelectorExpr)
			if ok && (called.Sel.Name == "Go" || called.Sel.Name == "AfterFunc") && !guards(node) {
				n++
			}
		}
		return true
	})
	return n
}

// guards reports whether a call has a guard in it.
func guards(call ast.Node) (found bool) {
	ast.Inspect(call, func(node ast.Node) bool {
		if sel, ok := node.(*ast.SelectorExpr); ok {
			if id, ok := sel.X.(*ast.Ident); ok && id.Name == "crash" {
				found = true
			}
		}
		return !found
	})
	return found
}

func TestStartsUnguarded(t *testing.T) {
	const text = `package p
func f() {
	go g()
	go func() { crash.Catch(g) }()
	all.Go(crash.Guard(g))
	all.Go(g)
	time.AfterFunc(1, func() { g() })
}`
	f, err := parser.ParseFile(token.NewFileSet(), "p.go", text, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	if n := startsUnguarded(f); n != 3 {
		t.Errorf("%d starts without a guard, want 3", n)
	}
}
