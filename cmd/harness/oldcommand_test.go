//go:build !race

// What reads and words command lines starts no goroutine.

package main

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"serialfraction/results"
	"serialfraction/results/prepare"
	"serialfraction/workloads"
)

// oldFiles returns result files without a request.
func oldFiles(t *testing.T) map[string]*results.File {
	t.Helper()
	files := recorded(t, "../../results/testdata/vintage", "../../docs/sweeps")
	maps.DeleteFunc(files, func(_ string, f *results.File) bool { return f.Header.Request != nil })
	if len(files) < 6 { // files of all older versions are kept
		t.Fatalf("%d old files", len(files))
	}
	return files
}

// The request that is read from the command line of an old file agrees with the rest of its
// header, where the name of generated rows has all parameters.
func TestOldFilesHaveRequests(t *testing.T) {
	for path, f := range oldFiles(t) {
		h := &f.Header
		r, err := requestIn(h)
		if err != nil {
			t.Errorf("%s: %v", path, err)
			continue
		}
		stop, err := prepare.Stop(r)
		if err != nil || stop.Blocks != h.Repeats || stop.Precision != h.Precision || stop.MaxTime != h.MaxTime {
			t.Errorf("%s: it ends at %+v, %v", path, stop, err)
		}
		spec, err := workloads.Lookup(r.Workload)
		if err != nil {
			t.Fatal(err)
		}
		args, had := prepare.Args(r), maps.Clone(h.Args)
		maps.DeleteFunc(had, func(name, _ string) bool { // where runs write is no part of the work
			p, _ := paramOf(r.Workload, name)
			return p.Fresh
		})
		for name := range args { // a setting that did not exist yet has its default
			if _, had := h.Args[name]; !had {
				delete(args, name)
			}
		}
		if r.Workload != h.Workload || !maps.Equal(had, args) || r.Seed != h.Seed || r.Warmup != h.Warmup || r.Control != (h.Control != nil) {
			t.Errorf("%s: header %+v, request %+v", path, h, r)
		}
		if spec.Program == nil && (r.Engine != h.Engine || r.Schedule != h.Schedule || !strings.HasPrefix(h.Data.Name, r.Source.Data)) {
			t.Errorf("%s: %s/%s on %s, request %+v", path, h.Engine, h.Schedule, h.Data.Name, r)
		}
		if spec.TakesCommand() != (r.Program != nil) || !timedProgram(h, r.Program) || timedProgram(h, []string{"another"}) {
			t.Errorf("%s: program %q", path, r.Program)
		}
		again, err := askedBy(unquoted(t, sweepCommand(r, "", "")))
		if err != nil {
			t.Errorf("%s: %v", path, err)
			continue
		}
		if r.Repeats > 0 {
			again.Precision, again.MaxTime = r.Precision, r.MaxTime
		}
		if diff := cmp.Diff(r, again); diff != "" {
			t.Errorf("%s: its command asks something else (-was +asks):\n%s", path, diff)
		}
	}
}

// The request in a header counts, whatever its command line is.
func TestRequestBeforeCommand(t *testing.T) {
	h := results.Header{Request: &results.Request{Workload: "pipe", Program: []string{"score"}}, Command: []string{"harness", "sweep", "--workload", "wait"}}
	if r, err := requestIn(&h); err != nil || r.Workload != "pipe" || !sweptByCommand(&h) || !timedProgram(&h, []string{"score"}) || timedProgram(&h, nil) {
		t.Errorf("%+v, %v", r, err)
	}
	for _, command := range [][]string{nil, {"bench"}, {"harness", "run"}} {
		h := results.Header{Command: command}
		if _, err := requestIn(&h); err == nil || !strings.Contains(err.Error(), "not made by harness sweep") || sweptByCommand(&h) {
			t.Errorf("%q: %v", command, err)
		}
	}
}

// Only oldcommand.go parses the command line of a header. The other files that name it write
// it, or convert it to and from the file.
func TestOneReaderOfOldCommands(t *testing.T) {
	reads := regexp.MustCompile(`\b([Hh]eader|h|ha|hb)\.Command\b`)
	var found []string
	err := filepath.WalkDir("../..", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
			return err
		}
		b, err := os.ReadFile(path)
		if reads.Match(b) {
			found = append(found, filepath.ToSlash(strings.TrimPrefix(path, "../../")))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(found)
	want := []string{
		"cmd/harness/oldcommand.go",
		"cmd/harness/sweepprepare.go", // writes it
		"docs/kept/folder.go",         // compares it with the one that its own harness was given
		"harness/machinelock/lock.go", // has that of a Holder, for people
		"results/conceal.go",          // leaves secrets out of it
		"results/webpage/facts.go",    // shows it
		"results/webpage/rules.go",    // asks whether there is one
		"results/wire.go",
	}
	if !slices.Equal(found, want) {
		t.Errorf("%q, want %q", found, want)
	}
}
