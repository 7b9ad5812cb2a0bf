package main

import (
	"fmt"

	"github.com/urfave/cli/v2"

	"serialfraction/workloads"
)

func workloadsVerb() *cli.Command {
	return &cli.Command{
		Name:   "workloads",
		Usage:  "list the workloads and their settings",
		Before: noArguments,
		Action: func(c *cli.Context) error {
			for i, s := range workloads.All {
				if i > 0 {
					fmt.Fprintln(c.App.Writer)
				}
				fmt.Fprintf(c.App.Writer, "%s: %s\n  bound by %s", s.Name, s.Summary, s.Bound)
				if s.Data != "" {
					fmt.Fprintf(c.App.Writer, "; timed on --data %s by default", s.Data)
				}
				fmt.Fprintln(c.App.Writer)
				for _, p := range s.Params {
					fmt.Fprintf(c.App.Writer, "  --%-12s %s", p.Name, p.Usage)
					if p.Default != "" {
						fmt.Fprintf(c.App.Writer, " (default %s)", p.Default)
					}
					fmt.Fprintln(c.App.Writer)
				}
			}
			return nil
		},
	}
}
