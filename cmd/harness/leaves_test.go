package main

import (
	"slices"
	"strings"

	"github.com/urfave/cli/v2"
)

// leaves returns the verbs that have an action, each with its path.
func leaves(verb *cli.Command, path []string) map[string]*cli.Command {
	if len(verb.Subcommands) == 0 {
		return map[string]*cli.Command{strings.Join(path, " "): verb}
	}
	all := map[string]*cli.Command{}
	for _, below := range verb.Subcommands {
		for name, leaf := range leaves(below, append(slices.Clone(path), below.Name)) {
			all[name] = leaf
		}
	}
	return all
}
