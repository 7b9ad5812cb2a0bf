//go:build !race

// What reads and words command lines starts no goroutine.

package main

import (
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/urfave/cli/v2"
	"pgregory.net/rapid"
)

func TestArranged(t *testing.T) {
	for typed, want := range map[string]string{
		"report a.jsonl --format json":                "report --format json a.jsonl",
		"--format json report a.jsonl":                "report --format json a.jsonl",
		"results export latest --to csv":              "results export --to csv latest",
		"results --to=csv latest export":              "", // no verb of results
		"results rm -y a":                             "results rm -y a",
		"results rm a -y b":                           "results rm -y a b",
		"fit -y s a":                                  "fit -y s a",
		"data inspect f --format=json --groups g":     "data inspect --format=json --groups g f",
		"fit - --level -1 --weak":                     "fit --level -1 --weak -",
		"fit --y -- a":                                "", // the value is missing
		"compare a -- --b c":                          "compare -- a --b c",
		"compare a b --":                              "compare -- a b",
		"sweep -o x --env A=1 --env B=2 -- p --quiet": "sweep -o x --env A=1 --env B=2 -- p --quiet",
		"sweep -- p -- q":                             "sweep -- p -- q",
		"sweep --setup --prepare -- p":                "sweep --setup --prepare -- p",
		"report a --format":                           "",
	} {
		l, err := takeApart(newRoot(), strings.Fields(typed))
		switch {
		case want == "" && err == nil:
			t.Errorf("harness %s: no error, but %q", typed, l.arranged())
		case want != "" && err != nil:
			t.Errorf("harness %s: %v", typed, err)
		case want != "" && strings.Join(l.arranged(), " ") != want:
			t.Errorf("harness %s is harness %s, want harness %s", typed, strings.Join(l.arranged(), " "), want)
		}
	}
}

// acting runs a line by the library, with an action in place of that of its verb.
func acting(args []string, action cli.ActionFunc) error {
	root := newRoot()
	for _, verb := range leaves(root, nil) {
		verb.Action = action
	}
	app := &cli.App{Name: "harness", Commands: root.Subcommands, HideHelp: true, HideVersion: true, Writer: io.Discard, ErrWriter: io.Discard}
	return app.Run(append([]string{"harness"}, args...))
}

// seen returns what the library reads from a line: the value of every flag, and the words.
func seen(args []string) (values map[string]string, words []string, err error) {
	err = acting(args, func(c *cli.Context) error {
		values, words = map[string]string{}, c.Args().Slice()
		for _, f := range c.Command.Flags {
			for _, name := range f.Names() {
				values[name] = fmt.Sprint(isSet(c, name), c.Value(name)) // TestIsSet compares it with the library's
			}
		}
		return nil
	})
	return values, words, err
}

// Wherever flags stand before "--", the library reads the same as if they stood first.
func TestFlagsAnywhere(t *testing.T) {
	verbs := leaves(newRoot(), nil)
	var names []string
	for name := range verbs {
		names = append(names, name)
	}
	slices.Sort(names)
	word := rapid.SampledFrom([]string{"a.jsonl", "-", "latest", "b c", "format", "sweep", ""})
	rapid.Check(t, func(t *rapid.T) {
		path := rapid.SampledFrom(names).Draw(t, "verb")
		verb := verbs[path]
		var flags [][]string
		used := map[string]string{}                          // to give one flag by two names is an error
		own := verb.Flags[:len(verb.Flags)-len(helpFlags())] // the library never sees the others
		for range rapid.IntRange(0, min(5, len(own))).Draw(t, "flags") {
			f := rapid.SampledFrom(own).Draw(t, "flag")
			name := rapid.SampledFrom(f.Names()).Draw(t, "name")
			if other := used[f.Names()[0]]; other != "" {
				name = other
			}
			used[f.Names()[0]] = name
			flags = append(flags, typedFlag(t, f, name))
		}
		var words, behind []string
		if verb.Args {
			words = rapid.SliceOfN(word, 0, 3).Draw(t, "words")
		}
		if (verb.Args || takesProgram(verb)) && rapid.Bool().Draw(t, "--") {
			behind = append([]string{"--"}, rapid.SliceOfN(rapid.SampledFrom([]string{"xz", "-k", "--", "--format"}), 0, 3).Draw(t, "behind")...)
		}
		front := slices.Concat(strings.Fields(path), slices.Concat(flags...), []string{"--"}, words, behind[min(1, len(behind)):])

		// The words of the path and the others keep their order, and so do the flags.
		fixed := append(strings.Fields(path), words...)
		seed := rapid.Uint64().Draw(t, "mix")
		mixed := fixedAndFlags(seed, fixed, flags)
		if slices.ContainsFunc(flags, func(f []string) bool { return strings.TrimLeft(f[0], "-") == "y" }) { // see takeApart
			mixed = append(strings.Fields(path), fixedAndFlags(seed, words, flags)...)
		}
		typed := append(mixed, behind...)

		l, err := takeApart(newRoot(), typed)
		if err != nil {
			t.Fatalf("%q: %v", typed, err)
		}
		if err := l.check(); err != nil {
			t.Fatalf("%q: %v", typed, err)
		}
		wantValues, wantWords, err := seen(front)
		if err != nil {
			t.Fatalf("%q: %v", front, err)
		}
		values, got, err := seen(l.arranged())
		if err != nil {
			t.Fatalf("%q: %v", l.arranged(), err)
		}
		if diff := cmp.Diff(wantValues, values); diff != "" {
			t.Fatalf("%q: flags (-in front +mixed)\n%s", typed, diff)
		}
		if !slices.Equal(wantWords, got) {
			t.Fatalf("%q: words %q, want %q", typed, got, wantWords)
		}
	})
}

// typedFlag draws a flag with a value that it accepts.
func typedFlag(t *rapid.T, f cli.Flag, name string) []string {
	dashes := rapid.SampledFrom([]string{"-", "--"}).Draw(t, "dashes")
	var values []string
	switch f := f.(type) {
	case *cli.BoolFlag:
		return []string{dashes + name}
	case *cli.IntFlag:
		values = []string{"-3", "0", "12"}
	case *cli.Uint64Flag:
		values = []string{"0", "7"}
	case *cli.Float64Flag:
		values = []string{"-0.5", "1e3"}
	case *cli.GenericFlag:
		values = []string{"20", "1.5s"}
		if _, isTime := f.Value.(*timeValue); !isTime {
			values = []string{"S<0.05", "--x", "A=1"}
		}
	default:
		values = []string{"json", "-", "--quiet", "a b", "x=y", ""}
	}
	value := rapid.SampledFrom(values).Draw(t, "value")
	if rapid.Bool().Draw(t, "equals sign") {
		return []string{dashes + name + "=" + value}
	}
	return []string{dashes + name, value}
}

// fixedAndFlags puts flags anywhere between words.
func fixedAndFlags(seed uint64, words []string, flags [][]string) (mixed []string) {
	draw := rand.New(rand.NewPCG(seed, 0))
	for len(words) > 0 || len(flags) > 0 {
		if n := draw.IntN(len(words) + len(flags)); n < len(words) {
			mixed, words = append(mixed, words[0]), words[1:]
			continue
		}
		mixed, flags = append(mixed, flags[0]...), flags[1:]
	}
	return mixed
}

func FuzzArguments(f *testing.F) {
	for _, line := range []string{"fit times.csv --format json", "sweep -- xz -k", "--quiet", "results rm -y", "report a -- -b", "x ---", "sweep -=3 --=", "fit - -"} {
		f.Add(strings.ReplaceAll(line, " ", "\x00"))
	}
	root := newRoot() // once, for it has all flags; check sets some, which no other input looks at
	f.Fuzz(func(t *testing.T, text string) {
		args := strings.Split(text, "\x00")
		l, err := takeApart(root, args)
		if err != nil {
			if exitCode(err) != exitUsage || strings.Contains(err.Error(), "\n") && !strings.Contains(text, "\n") {
				t.Errorf("%q: %v: want one line and exit code %d", args, err, exitUsage)
			}
			return
		}
		arranged := l.arranged()
		if !slices.Equal(slices.Sorted(slices.Values(args)), slices.Sorted(slices.Values(arranged))) {
			t.Errorf("%q has become %q", args, arranged)
		}
		at := slices.Index(args, "--")
		if at >= 0 && !slices.Equal(arranged[len(arranged)-(len(args)-at-1):], args[at+1:]) {
			t.Errorf("%q: behind -- is %q", args, arranged)
		}
		l.check() // panics on nothing
	})
}
