package main

import (
	"bufio"
	"errors"
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"

	"serialfraction/harness/wording"
	"serialfraction/results/store"
)

func removeVerb() *cli.Command {
	return &cli.Command{
		Name:      "rm",
		Usage:     "remove results",
		UsageText: "harness results rm [options] [NAME …]",
		Description: `Removes result files from the folder of results, and no others. On a terminal it asks
first.

  harness results rm 20261120T093000
  harness results rm --workload wait --until 2026-10-31 --yes`,
		Flags: append(filterFlags(),
			&cli.BoolFlag{Name: "yes", Aliases: []string{"y"}, Category: onOutput, Usage: "do not ask", DisableDefaultText: true}),
		Args:   true,
		Action: onOperands(remove),
	}
}

func remove(c *cli.Context, args []string) error {
	keep, err := filterOf(c)
	if err != nil {
		return err
	}
	filtered := keep != store.Filter{}
	switch {
	case len(args) == 0 && !filtered:
		return usagef("nothing to remove: type harness results rm NAME, or choose some with --workload, --machine, --engine, --since, --until")
	case len(args) > 0 && filtered:
		return usagef("names and filters together: type harness results rm with NAMEs, or with filters alone")
	}
	folder, err := resultStore()
	if err != nil {
		return err
	}
	paths, err := chosen(c, folder, args, keep)
	if err != nil {
		return err
	}
	if len(paths) == 0 {
		return write(c.App.ErrWriter, "No such result in "+folder.Dir+": nothing was removed.\n")
	}
	if sure, err := confirm(c, paths); err != nil || !sure {
		return err
	}
	var failed error
	for _, path := range paths {
		if err := folder.Remove(path); err != nil {
			failed = errors.Join(failed, err)
			continue
		}
		if err := write(c.App.Writer, "Removed "+path+"\n"); err != nil {
			return err
		}
	}
	return failed
}

// chosen returns the paths of the named results, each once, or without names those that
// pass the filter.
func chosen(c *cli.Context, folder store.Folder, names []string, keep store.Filter) (paths []string, err error) {
	if len(names) == 0 {
		found, err := folder.List(c.Context, keep)
		for _, e := range found {
			paths = append(paths, e.Path)
		}
		return paths, err
	}
	seen := map[string]bool{}
	for _, name := range names {
		path, err := folder.Find(c.Context, name)
		if err != nil {
			return nil, err
		}
		if !seen[path] {
			paths = append(paths, path)
		}
		seen[path] = true
	}
	return paths, nil
}

// confirm asks the user on the terminal whether to remove files, unless --yes is given. It
// is an error if there is no terminal.
func confirm(c *cli.Context, paths []string) (bool, error) {
	if c.Bool("yes") {
		return true, nil
	}
	if !isTerminal(c.App.ErrWriter) || !isTerminalReader(c.App.Reader) {
		return false, usagef("no terminal to ask whether to remove %s: add --yes to remove without asking", wording.Count(len(paths), "result"))
	}
	fmt.Fprintf(c.App.ErrWriter, "%s\nRemove %s? [y/N] ", strings.Join(paths, "\n"), wording.Count(len(paths), "file"))
	answer, _ := bufio.NewReader(c.App.Reader).ReadString('\n')
	switch strings.ToLower(strings.TrimSpace(answer)) {
	case "y", "yes":
		return true, nil
	}
	return false, write(c.App.ErrWriter, "Nothing was removed.\n")
}
