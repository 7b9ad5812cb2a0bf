package main

// The files that a sweep writes, and the checks of their paths before it does any work.

import (
	"cmp"
	"os"
	"path/filepath"

	"github.com/urfave/cli/v2"

	"serialfraction/harness/input"
	"serialfraction/harness/machine"
	"serialfraction/harness/output"
	"serialfraction/results"
	"serialfraction/results/analysis"
	"serialfraction/results/prepare"
	"serialfraction/results/store"
)

// checkBefore returns an error that a new sweep would else find only after long work: a
// path where its files cannot be written, or a gate that no run at its N can decide.
func checkBefore(c *cli.Context, r results.Request, show show) error {
	workers, err := prepare.Workers(r, machine.This())
	if err != nil {
		return err
	}
	runs := c.String("output")
	if err := cmp.Or(checkScope(r, show.scope), show.gates.fit(workers, show.scope), checkPaths(r, runs, false), checkProfiles(r, runs)); err != nil {
		return err
	}
	switch runs {
	case "":
		return store.CheckNew(os.Getenv)
	case "-":
		return usagef("-o -: a result file is read again, and standard output cannot be: name a file, and print what you need of it with --format or harness results export")
	}
	return results.CheckNew(runs)
}

// checkScope returns an error for a report of loading and storing where the sweep does neither.
func checkScope(r results.Request, scope analysis.Scope) error {
	if scope == analysis.EndToEnd && r.Program == nil && r.Results == "" && input.Generated(r.Source.Data) {
		return usagef("--scope %s: the rows are generated and no results are stored: type --results FILE, or --scope %s", scope, analysis.Pipeline)
	}
	return nil
}

// A namedFile is a file that a flag names.
type namedFile struct{ flag, path string }

// filesOf returns the files that a sweep reads, and the one that keeps its runs.
func filesOf(r results.Request, runs string) []namedFile {
	return []namedFile{{"data", r.Source.Data}, {"groups", r.Source.Groups}, {"output", runs}}
}

// checkPaths returns an error, before any work is done, if the result rows cannot be written
// or would overwrite another file. runs is the path of the file of runs. With replace, older
// results may be overwritten.
func checkPaths(r results.Request, runs string, replace bool) error {
	if r.Results == "" {
		return nil
	}
	for _, other := range filesOf(r, runs) {
		if other.path != "" && filepath.Clean(other.path) == filepath.Clean(r.Results) {
			return usagef("--results and --%s both name %s: give each its own file", other.flag, r.Results)
		}
	}
	return output.Check(r.Results, replace)
}

func createFile(path string, h results.Header) (*results.Writer, error) {
	if path == "" {
		var err error
		if path, err = store.NewPath(os.Getenv, h); err != nil {
			return nil, err
		}
	}
	return results.Create(path, h)
}
