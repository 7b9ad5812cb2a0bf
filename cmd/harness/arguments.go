package main

import (
	"flag"
	"io"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"serialfraction/harness"
	"serialfraction/workloads"
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
// The error is a *usage or a
// *harness.FlagError.
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
	set := flag.NewFlagSet(l.called(), flag.ContinueOnError)
	set.SetOutput(io.Discard)
	for _, f := range l.verb.Flags {
		if err := f.Apply(set); err != nil {
			return err
		}
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

// wanted says what a flag takes as a value.
func wanted(f cli.Flag, err error) string {
	switch f.(type) {
	case *cli.BoolFlag:
		return "takes no value: leave it out"
	case *cli.IntFlag, *cli.Uint64Flag:
		return "type a whole number"
	case *cli.Float64Flag:
		return "type a number"
	}
	return err.Error() // of a type of this program, which says it itself
}

// noFlag says that a verb has no such flag.
func (l line) noFlag(g given) error {
	var names []string
	for _, f := range l.verb.Flags {
		for _, n := range f.Names() {
			names = append(names, "--"+n)
		}
	}
	if like := alike("--"+g.name, names); len(like) > 0 {
		return usagef("no such flag: %s, did you mean %s? See %s --help", g.dashed(), strings.Join(like, " or "), l.called())
	}
	return usagef("no such flag: %s: see %s --help", g.dashed(), l.called())
}

// noVerb says that there is no such verb, or that one is missing where name is empty.
func noVerb(l line, name string) error {
	var names []string
	for _, v := range l.verb.Subcommands {
		names = append(names, v.Name)
	}
	which, end := "", ""
	if len(l.path) == 0 {
		end = ", or harness --help"
	} else {
		which = " of " + l.called()
	}
	if name == "" {
		return usagef("%s needs a verb: type one of %s behind it%s", l.called(), strings.Join(names, ", "), end)
	}
	like := alike(name, names)
	if full := ofVerb(l.verb, name); full != "" {
		like = []string{full}
	}
	if len(like) > 0 {
		return usagef("no verb %q%s, did you mean %s? Type one of %s%s", name, which, strings.Join(like, " or "), strings.Join(names, ", "), end)
	}
	return usagef("no verb %q%s: type one of %s%s", name, which, strings.Join(names, ", "), end)
}

// stray says that a verb does not take a word, and what may have been meant.
func (l line) stray(word string) error {
	_, err := workloads.Lookup(word)
	switch {
	case takesProgram(l.verb) && err == nil:
		return usagef("unexpected %q: did you mean --workload %[1]s?", word)
	case takesProgram(l.verb):
		return usagef("unexpected %q: rows are named by --data %[1]s, and a program of yours stands behind --, see %s --help", word, l.called())
	case err == nil:
		return usagef("unexpected %q: %s takes flags only, and harness help %[1]s explains the workload", word, l.called())
	}
	return usagef("unexpected %q: %s takes flags only, see %[2]s --help", word, l.called())
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
