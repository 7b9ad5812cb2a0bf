package main

import (
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"

	"serialfraction/workloads"
	"serialfraction/workloads/spec"
)

func workloadsVerb() *cli.Command {
	return &cli.Command{
		Name:      "workloads",
		Usage:     "list the workloads and their settings",
		UsageText: "harness workloads",
		Action: func(c *cli.Context) error {
			width := styleOf(c, c.App.Writer).Width
			var all []string
			for _, s := range workloads.All {
				all = append(all, listing(s, width))
			}
			return write(c.App.Writer, strings.Join(all, "\n"))
		},
	}
}

// listing returns a description of a workload and its settings, in lines of at most width
// columns where words allow it.
func listing(s spec.Workload, width int) string {
	bound := "bound by " + s.Bound
	if usual := s.Data.Usual(); usual != "" {
		bound += "; timed on --data " + usual + " by default"
		if s.Data.Cost != nil {
			bound += ", on more rows where --max-workers needs them"
		}
	}
	p := &page{width: width}
	p.title(s.Name, s.Summary)
	fmt.Fprintln(p, hang(strings.Repeat(" ", margin), bound, margin, width))
	for _, setting := range s.Params {
		p.entry(described(paramFlag(setting)))
	}
	return p.String()
}
