//go:build !race

// What reads and words command lines starts no goroutine.

package main

import (
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/urfave/cli/v2"

	"serialfraction/results"
)

// isSet and hasFlag agree with the library for every flag of every verb, by every name.
func TestIsSet(t *testing.T) {
	for path, verb := range leaves(newRoot(), nil) {
		own := verb.Flags[:len(verb.Flags)-len(helpFlags())] // the library never sees the others
		for _, given := range []struct {
			name string
			of   func(i int, names []string) string // the name by which the flag i is given, "" = it is not
		}{
			{"none", func(int, []string) string { return "" }},
			{"all, by the first name", func(_ int, names []string) string { return names[0] }},
			{"all, by the last name", func(_ int, names []string) string { return names[len(names)-1] }},
			{"even", func(i int, names []string) string { return []string{names[0], ""}[i%2] }},
			{"odd", func(i int, names []string) string { return []string{"", names[0]}[i%2] }},
		} {
			args, set := strings.Fields(path), 0
			for i, f := range own {
				if name := given.of(i, f.Names()); name != "" {
					args, set = append(args, "--"+name+"="+valueFor(f)), set+1
				}
			}
			err := acting(args, func(c *cli.Context) error {
				seen := 0
				for _, f := range own {
					for _, name := range f.Names() {
						if isSet(c, name) != c.IsSet(name) || !hasFlag(c, name) {
							t.Errorf("harness %s, %s given: --%s is set: %v, want %v; the verb has it: %v", path, given.name, name, isSet(c, name), c.IsSet(name), hasFlag(c, name))
						}
					}
					if isSet(c, f.Names()[0]) {
						seen++
					}
				}
				if seen != set {
					t.Errorf("harness %s, %s given: %d of %d flags are set", path, given.name, seen, set)
				}
				if isSet(c, "no-such-flag") || hasFlag(c, "no-such-flag") {
					t.Errorf("harness %s has a flag that there is not", path)
				}
				return nil
			})
			if err != nil {
				t.Errorf("%q: %v", args, err)
			}
		}
	}
}

// valueFor returns a value that the flag accepts.
func valueFor(f cli.Flag) string {
	if _, toggle := f.(*cli.BoolFlag); toggle {
		return "true"
	}
	return "1"
}

// The request of a command line is the one that the library reads.
func TestAskedByAsTheLibraryReads(t *testing.T) {
	for _, words := range append(slices.Clone(writingWords), []string{"--no-such-flag"}, []string{"--repeats", "many"}, []string{"--workers", "1,2", "--pace=0", "-o", "x", "--quiet"}) {
		args := append([]string{"sweep"}, words...)
		got, failed := askedBy(append([]string{"harness"}, args...))
		want, wanted := askedByLibrary(args)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q (-library +askedBy):\n%s", words, diff)
		}
		if (failed == nil) != (wanted == nil) || failed != nil && failed.Error() != wanted.Error() {
			t.Errorf("%q: %v, but the library returns %v", words, failed, wanted)
		}
	}
}

// askedByLibrary returns the request of a command line of harness sweep by running its verb
// in the library.
func askedByLibrary(args []string) (r results.Request, err error) {
	verb := sweepVerb()
	verb.OnUsageError, verb.HideHelp = func(_ *cli.Context, err error, _ bool) error { return err }, true
	verb.Action = func(c *cli.Context) (err error) {
		r, err = requestOf(c)
		return err
	}
	app := &cli.App{Name: "harness", Commands: []*cli.Command{verb}, HideHelp: true,
		Writer: io.Discard, ErrWriter: io.Discard, ExitErrHandler: func(*cli.Context, error) {}}
	err = app.Run(append([]string{"harness"}, args...))
	return r, err
}
