package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"serialfraction/results/glossary"
	"serialfraction/workloads"
	"serialfraction/workloads/spec"
)

// usual lists, by verb, the flags that --help shows; --help-all shows all. A verb that is
// not here shows all of its flags in both.
var usual = map[string][]string{
	"sweep": {"data", "groups", "contrast", "workload", "workers", "max-workers", "repeats", "max-time", "resume", "output", "results", "format", "check"},
	"run":   {"data", "groups", "contrast", "workload", "workers", "results", "quiet"},
}

// onHelp is the category of the help flags.
const onHelp = "Help"

// helpFlags returns the help flags, which every verb and the program itself have.
func helpFlags() []cli.Flag {
	return []cli.Flag{
		&cli.BoolFlag{Name: "help", Aliases: []string{"h"}, Category: onHelp, Usage: "print this help"},
		&cli.BoolFlag{Name: "help-all", Category: onHelp, Usage: "print this help with every flag"},
	}
}

func helpVerb() *cli.Command {
	return &cli.Command{
		Name:      "help",
		Usage:     "explain a verb, a workload and its settings, or a word of the reports",
		UsageText: "harness help [VERB|WORKLOAD|WORD]",
		Description: `
  harness help sweep               the same as harness sweep --help
  harness help results export      a verb below another
  harness help pipe                a workload and its settings
  harness help words               every word of the reports, in a line
  harness help run-queue delay     one of them`,
		Args: true,
		Action: onOperands(func(c *cli.Context, topic []string) error {
			text, err := explain(newRoot(), topic, false, widthOf(c.App.Writer))
			if err != nil {
				return err
			}
			return write(c.App.Writer, text)
		}),
	}
}

// topic returns the topic of help that a command line requests, the names of verbs, a
// workload or a word, and whether it requests help: by a flag, or by being empty.
func (l line) topic() (topic []string, asked bool) {
	switch {
	case !l.has("help", "h", "help-all"):
		return nil, len(l.path) == 0 && len(l.flags) == 0 && l.behind == nil
	case len(l.path) == 1 && l.path[0] == "help" && len(l.words) > 0:
		return l.words, true
	}
	return l.path, true
}

// explain returns help on a topic in lines of at most width columns, with all flags or the
// usual ones.
func explain(root *cli.Command, topic []string, all bool, width int) (string, error) {
	p := &page{width: width}
	verb := root
	for i, name := range topic {
		below := verb.Command(name)
		switch {
		case below != nil:
			verb = below
		case verb != root:
			return "", noTopic(root, topic[:i+1])
		case p.about(strings.Join(topic, " ")):
			return p.String(), nil
		default:
			return "", noTopic(root, topic)
		}
	}
	if verb == root {
		writeFront(p, root)
	} else {
		writeVerb(p, verb, strings.Join(topic, " "), all)
	}
	return p.String(), nil
}

// about writes the help page of a topic that is no verb: a workload, all words of the reports,
// or one of them. It reports whether there is such a topic.
func (p *page) about(topic string) bool {
	at := slices.IndexFunc(workloads.All, func(s spec.Workload) bool { return s.Name == topic })
	if at >= 0 {
		p.workload(workloads.All[at])
		return true
	}
	if topic == allWords {
		p.vocabulary()
		return true
	}
	w, ok := glossary.Named(topic)
	if ok {
		p.word(w)
	}
	return ok
}

// writeFront writes the help page of the program itself.
func writeFront(to sheet, root *cli.Command) {
	to.title("harness", root.Usage)
	to.usage(strings.Split(root.UsageText, "\n"))
	writeProse(to, root.Description)
	listVerbs(to, "Verbs", shownVerbs(root))
	listFlags(to, "Flags", root.Flags)
}

// writeVerb writes the help page of a verb, with all flags or the usual ones.
func writeVerb(to sheet, verb *cli.Command, name string, all bool) {
	called := "harness " + name
	to.title(called, verb.Usage)
	to.usage(strings.Split(verb.UsageText, "\n"))
	writeProse(to, verb.Description)
	if len(verb.Subcommands) > 0 {
		listVerbs(to, "Verbs of "+called, shownVerbs(verb))
	}
	categories, of := grouped(verb.Flags)
	few := usual[name]
	if all || few == nil {
		for _, category := range categories {
			listFlags(to, category, of[category])
		}
		return
	}
	var shown []cli.Flag
	for _, name := range few {
		at := slices.IndexFunc(verb.Flags, func(f cli.Flag) bool { return f.Names()[0] == name })
		shown = append(shown, verb.Flags[at])
	}
	listFlags(to, "Usual flags", append(shown, of[onHelp]...))
	categories = slices.DeleteFunc(categories, func(c string) bool { return c == onHelp })
	to.prose(fmt.Sprintf("For all %d flags type %s --help-all; the groups are %s.", len(verb.Flags), called, strings.Join(categories, ", "))+
		" For the settings of a workload type harness help and its name: "+names(workloads.All, func(s spec.Workload) string { return s.Name })+".", nil)
}

// shownVerbs returns the verbs below a verb that people type.
func shownVerbs(verb *cli.Command) []*cli.Command {
	return slices.DeleteFunc(slices.Clone(verb.Subcommands), func(v *cli.Command) bool { return v.Hidden })
}

// listVerbs lists verbs under a heading.
func listVerbs(to sheet, heading string, verbs []*cli.Command) {
	to.heading(heading)
	for _, v := range verbs {
		to.entry(v.Name, "", v.Usage)
	}
}

// listFlags lists flags under a heading.
func listFlags(to sheet, heading string, flags []cli.Flag) {
	to.heading(heading)
	for _, f := range flags {
		to.entry(described(f))
	}
}

// workload writes the help page of a workload.
func (p *page) workload(s spec.Workload) {
	p.WriteString(listing(s, p.width))
	fmt.Fprintf(p, "\n%s\n", typeable(strings.TrimSpace("harness sweep --workload "+s.Name+" "+s.Example), margin, p.width))
}
