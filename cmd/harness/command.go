package main

import (
	"strings"

	"github.com/urfave/cli/v2"

	"serialfraction/workloads/spec"
)

// commandOf returns the program after "--" and its arguments. It is an error to leave it
// out for a workload that takes one, and to give it for any other.
func commandOf(c *cli.Context, spec spec.Workload) ([]string, error) {
	argv := c.Args().Slice()
	switch {
	case !spec.TakesCommand() && len(argv) > 0:
		return nil, usagef("workload %s takes no program: did you mean --workload command, which times %s whole at each N, or --workload pipe, which hands it rows and times each answer?", spec.Name, argv[0])
	case !spec.TakesCommand():
		return nil, nil
	case len(argv) == 0:
		return nil, usagef("workload %s needs a program: type it last, after --, for example %s", spec.Name, spec.Example)
	case strings.HasPrefix(argv[0], "-"):
		return nil, usagef("%q is not a program: type the flags of harness before --, and the program after it", argv[0])
	}
	return argv, nil
}
