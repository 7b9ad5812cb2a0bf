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

// File compares a whole file with what the test made; with -update it writes the file.
func File(t testing.TB, path string, made []byte) {
	t.Helper()
	hold(t, path, made, func(kept []byte) string { return cmp.Diff(string(kept), string(made)) })
}

// JSON compares like File, but numbers only to a relative error of 1e-9 or an absolute one of
// 1e-12: not all processors round the last digit alike.
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

// Region compares the lines between <!-- name --> and <!-- end of name --> of a page with what
// the test made; with -update it writes them. The rest of the page stays as it is.
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
		t.Fatalf("%s has no place for %q: add the lines %s%s where it belongs", page, name, from, to)
	}
	File(t, page, []byte(before+from+made+to+after))
}

// LastDigits skips a test of numbers with all their digits on processors that may round
// differently. The numbers that are kept are those of amd64, where Go multiplies and adds in
// two steps; on other processors it may do both in one.
func LastDigits(t testing.TB) {
	t.Helper()
	if runtime.GOARCH != "amd64" {
		t.Skip("the figures are kept as amd64 rounds them, this is " + runtime.GOARCH)
	}
}

// hold compares the file with what was made, or with -update writes the file.
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

// command returns the command that updates the files of a test, from anywhere in the
// repository.
func command(t testing.TB) string {
	name, _, _ := strings.Cut(t.Name(), "/")
	return "go test " + caller() + " -run '^" + name + "$' -update"
}

// caller returns the package that called this one.
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

// packageOf returns the import path from the name of a function, such as
// serialfraction/fit.TestCoverage.func1.
func packageOf(function string) string {
	folder := strings.LastIndex(function, "/") + 1
	name, _, _ := strings.Cut(function[folder:], ".")
	return function[:folder] + strings.TrimSuffix(name, "_test")
}
