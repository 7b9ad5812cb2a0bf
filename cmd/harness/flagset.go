package main

import (
	"flag"
	"io"
	"slices"

	"github.com/urfave/cli/v2"
)

// newFlagSet returns a set of the flags of a verb, each with its default. Flags whose values
// are pointers share them with the verb, so a verb has one set only.
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
// It returns the same as c.IsSet, which matches the names of all flags of the verb with a
// regular expression before it returns false.
func isSet(c *cli.Context, name string) bool { return slices.Contains(c.LocalFlagNames(), name) }

// hasFlag reports whether the verb of a command line has a flag of this name.
func hasFlag(c *cli.Context, name string) bool { return c.Value(name) != nil }
