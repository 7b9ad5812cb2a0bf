//go:build !race

// What words the help starts no goroutine.

package main

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/urfave/cli/v2"

	"serialfraction/workloads"
	"serialfraction/workloads/spec"
)

// topics returns all topics of help, and the empty one, which is the program itself.
func topics() (all [][]string) {
	var below func(verb *cli.Command, path []string)
	below = func(verb *cli.Command, path []string) {
		all = append(all, path)
		for _, v := range verb.Subcommands {
			below(v, append(slices.Clone(path), v.Name))
		}
	}
	below(newRoot(), nil)
	for _, s := range workloads.All {
		all = append(all, []string{s.Name})
	}
	return append(all, []string{allWords}, []string{"run-queue", "delay"})
}

// No line of help is longer than the terminal is wide.
func TestHelpFits(t *testing.T) {
	for _, topic := range topics() {
		for _, width := range []int{40, 60, 80, 120, 200} {
			for _, all := range []bool{false, true} {
				text, err := explain(newRoot(), topic, all, width)
				if err != nil {
					t.Fatalf("%q: %v", topic, err)
				}
				if strings.Contains(text, "`") || strings.Contains(text, "\n\n\n") || !strings.HasSuffix(text, "\n") {
					t.Errorf("help on %q has back quotes, empty lines or no end:\n%s", topic, text)
				}
				for line := range strings.SplitSeq(text, "\n") {
					if width == 40 && strings.HasSuffix(line, " \\") && len(strings.Fields(line)) == 2 {
						continue // one word of a command, which a shell could not join again
					}
					if n := utf8.RuneCountInString(line); n > width || strings.TrimRight(line, " ") != line {
						t.Errorf("help on %q at %d columns has a line of %d: %q", topic, width, n, line)
					}
				}
			}
		}
	}
}

// Every flag of a verb is in its help, with all its names and what it does.
func TestHelpIsWhole(t *testing.T) {
	for name, verb := range leaves(newRoot(), nil) {
		text, err := explain(newRoot(), strings.Fields(name), true, 4000)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range verb.Flags {
			typed, does := flagAndWords(f)
			if does == "" || !strings.Contains(text, "\n  "+typed) || !strings.Contains(text, does+"\n") {
				t.Errorf("the help of %s lacks %s, or what it does", name, typed)
			}
		}
	}
}

// The --help of a long verb shows about a dozen flags, which all exist, and names the way to
// the others.
func TestHelpIsShort(t *testing.T) {
	for name, few := range usual {
		verb := newRoot().Command(name)
		text, err := explain(newRoot(), []string{name}, false, 80)
		if err != nil {
			t.Fatal(err)
		}
		shown := 0
		for _, f := range verb.Flags {
			if typed, _ := flagAndWords(f); strings.Contains(text, "\n  "+typed) {
				shown++
			}
		}
		if want := len(few) + len(helpFlags()); shown != want || shown > 16 {
			t.Errorf("the help of %s shows %d flags, want %d", name, shown, want)
		}
		categories, _ := grouped(verb.Flags)
		for _, c := range categories {
			if c != onHelp && !strings.Contains(strings.Join(strings.Fields(text), " "), c) {
				t.Errorf("the help of %s does not name the group %s", name, c)
			}
		}
	}
}

// The page of a workload shows its settings and a command that harness accepts.
func TestHelpOnWorkloads(t *testing.T) {
	for _, s := range workloads.All {
		text, err := explain(newRoot(), []string{s.Name}, false, 400)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range s.Params {
			if !strings.Contains(text, "\n  --"+p.Name) {
				t.Errorf("help on %s lacks --%s", s.Name, p.Name)
			}
		}
		lines := strings.Split(strings.TrimSpace(text), "\n")
		example := strings.Fields(lines[len(lines)-1])
		l, err := takeApart(newRoot(), example[1:])
		if err == nil {
			err = l.check()
		}
		if err != nil || s.TakesCommand() != (l.behind != nil) {
			t.Errorf("help on %s shows %q: %v", s.Name, example, err)
		}
		for _, g := range l.flags {
			if g.name != "workload" && !slices.ContainsFunc(s.Params, func(p spec.Param) bool { return p.Name == g.name }) {
				t.Errorf("help on %s shows %q, but --%s is no setting of it", s.Name, example, g.name)
			}
		}
	}
}

// No two topics have the same name.
func TestTopicsAreDifferent(t *testing.T) {
	seen := map[string]bool{}
	for _, topic := range topics() {
		name := strings.Join(topic, " ")
		if seen[name] {
			t.Errorf("%q is two things", name)
		}
		seen[name] = true
	}
}

// The default of a time that help shows is the one in force.
func TestTimeDefaults(t *testing.T) {
	for name, verb := range leaves(newRoot(), nil) {
		for _, f := range verb.Flags {
			g, ok := f.(*cli.GenericFlag)
			if !ok {
				continue
			}
			v, ok := g.Value.(*timeValue)
			if !ok || v.Duration == 0 {
				continue
			}
			var shown timeValue
			if err := shown.Set(g.DefaultText); err != nil || shown.Duration != v.Duration {
				t.Errorf("%s --%s is %v but help shows %s: %v", name, g.Name, v.Duration, g.DefaultText, err)
			}
		}
	}
}

// flagAndWords returns a flag as it is typed, with the name of its value, and its explanation.
func flagAndWords(f cli.Flag) (typed, does string) {
	name, value, words := described(f)
	return strings.TrimSpace(name + " " + value), words
}
