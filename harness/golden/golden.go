package golden

import (
	"encoding/json"
	"errors"
	"flag"
	"os"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

var update = flag.Bool("update", false, "write what the tests make into the golden files and the pages of docs")

// File compares a whole file, which -update writes, with what the test made.
func File(t testing.TB, path string, made []byte) {
	t.Helper()
	hold(t, path, made, func(kept []byte) string { return cmp.Diff(string(kept), string(made)) })
}

// JSON compares like File, but numbers only to 1e-9 of their size or 1e-12: not every
// processor rounds the last digit alike.
func JSON(t testing.TB, path string, made []byte) {
	t.Helper()
	hold(t, path, made, func(kept []byte) string {
		var want, got any
		if err := errors.Join(json.Unmarshal(kept, &want), json.Unmarshal(made, &got)); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		return cmp.Diff(want, got, cmpopts.EquateApprox(1e-9, 1e-12))
	})
}

// Region compares the lines between <!-- name --> and <!-- end of name --> of a page,
// which -update writes, with what the test made. The rest of the page is as people wrote
// it.
func Region(t testing.TB, page, name, made string) {
	t.Helper()
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	from, to := "<!-- "+name+" -->\n", "<!-- end of "+name+" -->\n"
	before, rest, begins := strings.Cut(string(text), from)
	_, after, ends := strings.Cut(rest, to)
	if !begins || !ends {
		t.Fatalf("%s has no place for %q: write the lines %s%s where it is to stand", page, name, from, to)
	}
	File(t, page, []byte(before+from+made+to+after))
}

// LastDigits skips a test of figures with all their digits on a processor that rounds
// otherwise. Those that are kept are of amd64, where Go multiplies and adds in two steps;
// on other processors it may take one.
func LastDigits(t testing.TB) {
	t.Helper()
	if runtime.GOARCH != "amd64" {
		t.Skip("the figures are kept as amd64 rounds them, this is " + runtime.GOARCH)
	}
}

// hold writes what was made, or reports how what is kept differs from it.
func hold(t testing.TB, path string, made []byte, diff func(kept []byte) string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, made, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	kept, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v: to make it, type\n\t%s", err, command(t))
	}
	if d := diff(kept); d != "" {
		t.Errorf("%s differs from what the test makes. If that is right, type\n\t%s\nand look at what it changes (-kept +made):\n%s", path, command(t), d)
	}
}

// command is what writes the files of a test, typed anywhere in the repository.
func command(t testing.TB) string {
	name, _, _ := strings.Cut(t.Name(), "/")
	return "go test " + caller() + " -run '^" + name + "$' -update"
}

// caller is the package that called this one.
func caller() string {
	pcs := make([]uintptr, 16)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs)])
	own := ""
	for {
		f, more := frames.Next()
		pkg := packageOf(f.Function)
		if own == "" {
			own = pkg
		}
		if pkg != own || strings.HasSuffix(f.File, "_test.go") || !more {
			return pkg
		}
	}
}

// packageOf is the import path in the name of a function, such as
// serialfraction/fit.TestCoverage.func1.
func packageOf(function string) string {
	folder := strings.LastIndex(function, "/") + 1
	name, _, _ := strings.Cut(function[folder:], ".")
	return function[:folder] + strings.TrimSuffix(name, "_test")
}
