package main

import (
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"serialfraction/harness"
)

// A line is a parsed command line. The library reads flags only between the verb and its
// first argument; here they may stand anywhere before "--", and arranged moves them to
// where the library reads them.
type line struct {
	verb   *cli.Command // the last verb: export of "results export"
	path   []string     // the names of the verbs
	flags  []given
	words  []string // arguments that are neither flags, values of flags nor verbs
	behind []string // "--" and all that follows; nil without a "--"
}

// A given is a flag of a command line.
type given struct {
	typed    []string // --name, --name=value, or the two arguments --name and value
	name     string   // without dashes
	value    string
	hasValue bool
}

// takeApart parses a command line without the name of the program. root holds the verbs
// and the flags of the program itself. A flag before the verb takes a value only if it does
// in every verb that has it. The error is a *usage or a *harness.FlagError.
func takeApart(root *cli.Command, args []string) (line, error) {
	l := line{verb: root}
	var valued map[string]bool // of the verb so far; nil = not looked at yet
	for i := 0; i < len(args); i++ {
		switch arg := args[i]; {
		case arg == "--":
			l.behind = args[i:]
			i = len(args)
		case len(arg) > 1 && arg[0] == '-':
			g := newGiven(arg)
			if valued == nil {
				valued = valuedFlags(l.verb)
			}
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
			l.verb, l.path, valued = verb, append(l.path, arg), nil
		default:
			l.words = append(l.words, arg)
		}
	}
	return l, nil
}

// newGiven parses -name, --name, -name=value or --name=value.
func newGiven(arg string) given {
	name, value, hasValue := strings.Cut(strings.TrimPrefix(arg[1:], "-"), "=")
	return given{typed: []string{arg}, name: name, value: value, hasValue: hasValue}
}

// dashed returns the flag as it was typed, without its value.
func (g given) dashed() string {
	before, _, _ := strings.Cut(g.typed[0], "=")
	return before
}

// valuedFlags returns, by name, whether a flag of the verb or of one below it takes a
// value: true only if every flag of that name does.
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

// called returns the program and its verbs as they are typed: "harness results export".
func (l line) called() string { return strings.Join(append([]string{"harness"}, l.path...), " ") }

// has reports whether one of the flags is given.
func (l line) has(name ...string) bool {
	return slices.ContainsFunc(l.flags, func(g given) bool { return slices.Contains(name, g.name) })
}

// arranged returns the line in the order that the library reads, without the name of the
// program: the verbs, the flags, then the words and what follows "--". A "--" is placed
// before all of the words.
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

// front returns how many of the words that the verb gets stood before "--"; -1 without a "--".
func (l line) front() int {
	if l.behind == nil {
		return -1
	}
	return len(l.words)
}

// check returns an error for a flag, a value or a word that the verb does not take.
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
			return &harness.FlagError{Flag: g.name, Value: g.value, Want: expected(f, err)}
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
	case len(l.behind) > 1 && !takesProgram(l.verb) && l.verb.Name != nodeName:
		return l.stray(l.behind[1])
	}
	return nil
}

// takesProgram reports whether a verb accepts a program of the user after "--". The verbs
// that run a workload on data do.
func takesProgram(verb *cli.Command) bool {
	has := func(name string) bool {
		return slices.ContainsFunc(verb.Flags, func(f cli.Flag) bool { return f.Names()[0] == name })
	}
	return has("workload") && has("data")
}

// onOperands makes an action of a function that takes the operands of a verb, that is its
// arguments without the flags.
func onOperands(action func(c *cli.Context, args []string) error) cli.ActionFunc {
	return func(c *cli.Context) error { return action(c, c.Args().Slice()) }
}
