package main

// What a command line names and there is not: each refusal says what may have been
// meant, and what to type.

import (
	"strings"

	"github.com/urfave/cli/v2"

	"serialfraction/harness/wording"
	"serialfraction/workloads"
)

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
		return usagef("unexpected %q: rows are named by --data %s, and a program of yours stands behind --, see %s --help", word, wording.ShellWord(word), l.called())
	case err == nil:
		return usagef("unexpected %q: %s takes flags only, and harness help %[1]s explains the workload", word, l.called())
	}
	return usagef("unexpected %q: %s takes flags only, see %[2]s --help", word, l.called())
}

// noTopic says that there is no help on something.
func noTopic(root *cli.Command, topic []string) error {
	var known []string
	for _, v := range root.Subcommands {
		known = append(known, v.Name)
		for _, sub := range v.Subcommands {
			known = append(known, v.Name+" "+sub.Name)
		}
	}
	for _, s := range workloads.All {
		known = append(known, s.Name)
	}
	asked := strings.Join(topic, " ")
	like := alike(asked, known)
	if full := ofVerb(root, asked); full != "" {
		like = []string{full}
	}
	if len(like) > 0 {
		return usagef("no help on %q, did you mean %s? harness help lists the verbs, harness workloads the workloads", asked, strings.Join(like, " or "))
	}
	return usagef("no help on %q: type harness help, which lists the verbs, or harness workloads", asked)
}

// ofVerb returns the full name of the verb of a verb that was named alone, or nothing.
func ofVerb(root *cli.Command, name string) string {
	for _, v := range root.Subcommands {
		if v.Command(name) != nil {
			return v.Name + " " + name
		}
	}
	return ""
}
