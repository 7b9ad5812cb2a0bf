package main

// The errors of a command line that names something unknown. Each suggests what the user
// may have meant and what to type.

import (
	"strings"

	"github.com/urfave/cli/v2"

	"serialfraction/harness/wording"
	"serialfraction/results/glossary"
	"serialfraction/workloads"
)

// expected describes the values that a flag takes. err is the error of its type.
func expected(f cli.Flag, err error) string {
	switch f.(type) {
	case *cli.BoolFlag:
		return "takes no value: leave it out"
	case *cli.IntFlag, *cli.Uint64Flag:
		return "type a whole number"
	case *cli.Float64Flag:
		return "type a number"
	}
	return err.Error() // the types of this program describe their values themselves
}

// noFlag returns the error of a flag that the verb does not have.
func (l line) noFlag(g given) error {
	var names []string
	for _, f := range l.verb.Flags {
		for _, n := range f.Names() {
			names = append(names, "--"+n)
		}
	}
	if like := wording.Alike("--"+g.name, names); len(like) > 0 {
		return usagef("no such flag: %s, did you mean %s? See %s --help", g.dashed(), strings.Join(like, " or "), l.called())
	}
	return usagef("no such flag: %s: see %s --help", g.dashed(), l.called())
}

// noVerb returns the error of an unknown verb, or of a missing one where name is "".
func noVerb(l line, name string) error {
	var names []string
	for _, v := range shownVerbs(l.verb) {
		names = append(names, v.Name)
	}
	which, end := "", ""
	if len(l.path) == 0 {
		end = ", or harness --help"
	} else {
		which = " of " + l.called()
	}
	if name == "" {
		return usagef("%s needs a verb: type one of %s after it%s", l.called(), strings.Join(names, ", "), end)
	}
	like := wording.Alike(name, names)
	if full := ofVerb(l.verb, name); full != "" {
		like = []string{full}
	}
	if len(like) > 0 {
		return usagef("no verb %q%s, did you mean %s? Type one of %s%s", name, which, strings.Join(like, " or "), strings.Join(names, ", "), end)
	}
	return usagef("no verb %q%s: type one of %s%s", name, which, strings.Join(names, ", "), end)
}

// stray returns the error of a word that the verb does not take.
func (l line) stray(word string) error {
	_, err := workloads.Lookup(word)
	switch {
	case takesProgram(l.verb) && err == nil:
		return usagef("unexpected %q: did you mean --workload %[1]s?", word)
	case takesProgram(l.verb):
		return usagef("unexpected %q: type --data %s for a file of rows, or -- before a program of yours, see %s --help", word, wording.ShellWord(word), l.called())
	case err == nil:
		return usagef("unexpected %q: %s takes flags only; harness help %[1]s explains the workload", word, l.called())
	}
	return usagef("unexpected %q: %s takes flags only, see %[2]s --help", word, l.called())
}

// noTopic returns the error of a topic that has no help.
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
	like := wording.Alike(asked, known)
	if len(like) == 0 {
		like = wording.Alike(asked, glossary.AllForms())
	}
	if full := ofVerb(root, asked); full != "" {
		like = []string{full}
	}
	if len(like) > 0 {
		return usagef("no help on %q, did you mean %s? harness help lists the verbs, harness workloads the workloads, harness help words the words of the reports", asked, strings.Join(like, " or "))
	}
	return usagef("no help on %q: harness help lists the verbs, harness workloads the workloads, harness help words the words of the reports", asked)
}

// ofVerb returns the full name of a verb that was typed without the verb above it, such as
// "results export" for export; "" if there is none.
func ofVerb(root *cli.Command, name string) string {
	for _, v := range root.Subcommands {
		if v.Command(name) != nil {
			return v.Name + " " + name
		}
	}
	return ""
}
