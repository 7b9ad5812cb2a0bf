package main

import (
	"flag"
	"io"
	"slices"

	"github.com/urfave/cli/v2"
)

// newFlagSet makes what holds the values of the flags of a verb, each with its default.
// Values of flags that are pointers are the verb's own: a verb has one set.
func newFlagSet(verb *cli.Command) (*flag.FlagSet, error) {
	set := flag.NewFlagSet(verb.Name, flag.ContinueOnError)
	set.SetOutput(io.Discard)
	for _, f := range verb.Flags {
		if err := f.Apply(set); err != nil {
			return nil, err
		}
	}
	return set, nil
}

// isSet reports whether the command line gives a flag of its verb, by any of its names.
// It is what c.IsSet says, which matches the names of all flags of the verb with a regular
// expression before it says no.
func isSet(c *cli.Context, name string) bool { return slices.Contains(c.LocalFlagNames(), name) }

// hasFlag reports whether the verb of a command line has a flag of this name.
func hasFlag(c *cli.Context, name string) bool { return c.Value(name) != nil }
