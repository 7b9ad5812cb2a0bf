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
				fmt.Fprintf(c.App.Writer, "%s: %s\n  bound by %s; timed on --data %s by default\n", s.Name, s.Summary, s.Bound, s.Data)
				for _, p := range s.Params {
					fmt.Fprintf(c.App.Writer, "  --%-10s %s (default %s)\n", p.Name, p.Usage, p.Default)
				}
			}
			return nil
		},
	}
}
