package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"serialfraction/workloads"
	"serialfraction/workloads/spec"
)

// usual are the flags that the --help of a verb shows where --help-all shows more;
// that of a verb that is not here shows all.
var usual = map[string][]string{
	"sweep": {"data", "groups", "contrast", "workload", "workers", "max-workers", "repeats", "max-time", "resume", "output", "results", "format", "check"},
	"run":   {"data", "groups", "contrast", "workload", "workers", "results", "quiet"},
}

// onHelp is the category of the flags that ask for help.
const onHelp = "Help"

// helpFlags are those of every verb, and of none.
func helpFlags() []cli.Flag {
	return []cli.Flag{
		&cli.BoolFlag{Name: "help", Aliases: []string{"h"}, Category: onHelp, Usage: "print this"},
		&cli.BoolFlag{Name: "help-all", Category: onHelp, Usage: "print this with every flag"},
	}
}

func helpVerb() *cli.Command {
	return &cli.Command{
		Name:      "help",
		Usage:     "explain a verb, or a workload and its settings",
		UsageText: "harness help [VERB|WORKLOAD]",
		Description: `
  harness help sweep            as harness sweep --help
  harness help results export   a verb of a verb
  harness help pipe             a workload and its settings`,
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

// topic returns what a command line asks help on, the names of verbs or a workload,
// and whether it does: by a flag, or because there is nothing else on it.
func (l line) topic() (topic []string, asked bool) {
	switch {
	case !l.has("help", "h", "help-all"):
		return nil, len(l.path) == 0 && len(l.flags) == 0 && l.behind == nil
	case len(l.path) == 1 && l.path[0] == "help" && len(l.words) > 0:
		return l.words, true
	}
	return l.path, true
}

// explain returns help on a topic, of all flags or of the usual ones, in lines of at
// most width columns.
func explain(root *cli.Command, topic []string, all bool, width int) (string, error) {
	p := &page{width: width}
	verb := root
	for i, name := range topic {
		below := verb.Command(name)
		if below != nil {
			verb = below
			continue
		}
		at := slices.IndexFunc(workloads.All, func(s spec.Workload) bool { return s.Name == name })
		if at < 0 || len(topic) > 1 {
			return "", noTopic(root, topic[:i+1])
		}
		p.workload(workloads.All[at])
		return p.String(), nil
	}
	if verb == root {
		p.front(root)
	} else {
		p.verb(verb, strings.Join(topic, " "), all)
	}
	return p.String(), nil
}

// front writes the page of the program itself.
func (p *page) front(root *cli.Command) {
	fmt.Fprintln(p, hang("harness: ", root.Usage, margin, p.width))
	p.usage(root.UsageText)
	p.prose(root.Description)
	p.verbs("Verbs", root.Subcommands)
	p.flags("Flags", root.Flags)
}

// verb writes the page of a verb.
func (p *page) verb(verb *cli.Command, name string, all bool) {
	called := "harness " + name
	fmt.Fprintln(p, hang(called+": ", verb.Usage, margin, p.width))
	p.usage(verb.UsageText)
	p.prose(verb.Description)
	if len(verb.Subcommands) > 0 {
		p.verbs("Verbs of "+called, verb.Subcommands)
	}
	categories, of := grouped(verb.Flags)
	few := usual[name]
	if all || few == nil {
		for _, category := range categories {
			p.flags(category, of[category])
		}
		return
	}
	var shown []cli.Flag
	for _, name := range few {
		at := slices.IndexFunc(verb.Flags, func(f cli.Flag) bool { return f.Names()[0] == name })
		shown = append(shown, verb.Flags[at])
	}
	p.flags("Usual flags", append(shown, of[onHelp]...))
	categories = slices.DeleteFunc(categories, func(c string) bool { return c == onHelp })
	fmt.Fprintf(p, "\n%s\n", hang("", fmt.Sprintf("All %d flags: %s --help-all, in the groups %s.", len(verb.Flags), called, strings.Join(categories, ", ")), 0, p.width))
	fmt.Fprintf(p, "%s\n", hang("", "The settings of a workload: harness help, and one of "+names(workloads.All, func(s spec.Workload) string { return s.Name })+".", 0, p.width))
}

// usage writes how a verb is typed, a line for each way.
func (p *page) usage(text string) {
	p.WriteByte('\n')
	for way := range strings.SplitSeq(text, "\n") {
		fmt.Fprintln(p, hang("", way, margin, p.width))
	}
}

// verbs lists verbs.
func (p *page) verbs(heading string, verbs []*cli.Command) {
	fmt.Fprintf(p, "\n%s\n", heading)
	for _, v := range verbs {
		p.entry(v.Name, v.Usage)
	}
}

// workload writes the page of a workload.
func (p *page) workload(s spec.Workload) {
	p.WriteString(listing(s, p.width))
	fmt.Fprintf(p, "\n%s\n", typeable(strings.TrimSpace("harness sweep --workload "+s.Name+" "+s.Example), margin, p.width))
}
