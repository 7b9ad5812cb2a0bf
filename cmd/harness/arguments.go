package main

import (
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"serialfraction/harness"
)

// A line is a command line taken apart. The library reads flags only where they stand
// between the verb and its first argument; here they may stand anywhere before "--",
// and are put where it looks for them.
type line struct {
	verb   *cli.Command // the last one named: of "results export" it is export
	path   []string     // the names of the verbs
	flags  []given
	words  []string // what is no flag, no value of one and no verb
	behind []string // "--" and all that follows; nil where there is none
}

// A given is a flag of a command line.
type given struct {
	typed    []string // one argument, or two where the value is one of its own
	name     string   // without dashes
	value    string
	hasValue bool
}

// takeApart takes a command line apart, program name left out. root holds the verbs
// and the flags that are no verb's. Before the verb a flag takes a value if it does of
// every verb that has it: -y, which of two verbs does and does not, takes none there.
// The error is a *usage or a *harness.FlagError.
func takeApart(root *cli.Command, args []string) (line, error) {
	l := line{verb: root}
	valued := valuedFlags(root)
	for i := 0; i < len(args); i++ {
		switch arg := args[i]; {
		case arg == "--":
			l.behind = args[i:]
			i = len(args)
		case len(arg) > 1 && arg[0] == '-':
			g := newGiven(arg)
			if !g.hasValue && valued[g.name] {
				if i++; i == len(args) || args[i] == "--" {
					return l, usagef("%s needs a value: see %s --help", arg, l.called())
				}
				g.typed, g.value, g.hasValue = append(g.typed, args[i]), args[i], true
			}
			l.flags = append(l.flags, g)
		case len(l.verb.Subcommands) > 0:
			verb := l.verb.Command(arg)
			if verb == nil {
				return l, noVerb(l, arg)
			}
			l.verb, l.path, valued = verb, append(l.path, arg), valuedFlags(verb)
		default:
			l.words = append(l.words, arg)
		}
	}
	return l, nil
}

// newGiven reads a flag of one or two dashes, with its value where "=" has one.
func newGiven(arg string) given {
	name, value, hasValue := strings.Cut(strings.TrimPrefix(arg[1:], "-"), "=")
	return given{typed: []string{arg}, name: name, value: value, hasValue: hasValue}
}

// dashed is the flag as it was typed, without its value.
func (g given) dashed() string {
	before, _, _ := strings.Cut(g.typed[0], "=")
	return before
}

// valuedFlags tells of the flags of a verb, and of those below it, whether they take a
// value: only where all of that name do.
func valuedFlags(verb *cli.Command) map[string]bool {
	valued := map[string]bool{}
	add := func(name string, takes bool) {
		known, ok := valued[name]
		valued[name] = takes && (known || !ok)
	}
	for _, f := range verb.Flags {
		for _, name := range f.Names() {
			add(name, takesValue(f))
		}
	}
	for _, below := range verb.Subcommands {
		for name, takes := range valuedFlags(below) {
			add(name, takes)
		}
	}
	return valued
}

func takesValue(f cli.Flag) bool {
	d, ok := f.(cli.DocGenerationFlag)
	return ok && d.TakesValue()
}

// called is what the user typed to come to the verb.
func (l line) called() string { return strings.Join(append([]string{"harness"}, l.path...), " ") }

// has returns whether one of the flags is given.
func (l line) has(name ...string) bool {
	return slices.ContainsFunc(l.flags, func(g given) bool { return slices.Contains(name, g.name) })
}

// arranged is the line as the library reads it, program name left out: the verb, the
// flags, and then the words and what is behind "--". For a verb that takes words, the
// "--" stands before all of them.
func (l line) arranged() []string {
	args := slices.Clone(l.path)
	for _, g := range l.flags {
		args = append(args, g.typed...)
	}
	if l.behind == nil {
		return append(args, l.words...)
	}
	args = append(append(args, l.behind[0]), l.words...)
	return append(args, l.behind[1:]...)
}

// check refuses what the verb does not know: flags, values of them, and words.
func (l line) check() error {
	set, err := newFlagSet(l.verb)
	if err != nil {
		return err
	}
	before := map[string]given{} // by the first name of the flag
	for _, g := range l.flags {
		i := slices.IndexFunc(l.verb.Flags, func(f cli.Flag) bool { return slices.Contains(f.Names(), g.name) })
		if i < 0 {
			return l.noFlag(g)
		}
		f := l.verb.Flags[i]
		if !g.hasValue {
			g.value = "true"
		}
		if err := set.Set(g.name, g.value); err != nil {
			return &harness.FlagError{Flag: g.name, Value: g.value, Want: wanted(f, err)}
		}
		if other, ok := before[f.Names()[0]]; ok && other.name != g.name {
			return usagef("%s and %s are one flag: leave one of them out", other.dashed(), g.dashed())
		}
		before[f.Names()[0]] = g
	}
	switch {
	case len(l.verb.Subcommands) > 0:
		return noVerb(l, "")
	case l.verb.Args:
	case len(l.words) > 0:
		return l.stray(l.words[0])
	case len(l.behind) > 1 && !takesProgram(l.verb):
		return l.stray(l.behind[1])
	}
	return nil
}

// takesProgram reports whether a program of the user's may stand behind "--": of a verb
// that does a workload on data.
func takesProgram(verb *cli.Command) bool {
	has := func(name string) bool {
		return slices.ContainsFunc(verb.Flags, func(f cli.Flag) bool { return f.Names()[0] == name })
	}
	return has("workload") && has("data")
}

// onOperands is an action on the words of a verb, which are all that is no flag.
func onOperands(action func(c *cli.Context, args []string) error) cli.ActionFunc {
	return func(c *cli.Context) error { return action(c, c.Args().Slice()) }
}
