package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"serialfraction/results"
	"serialfraction/results/analysis"
	"serialfraction/results/compare"
)

// groupsOf reads the sides of a comparison from the operands of the command line, a file each, or
// several before and behind each "--", and analyses each file once.
func groupsOf(c *cli.Context, args []string, o analysis.Options) ([]compare.Group, error) {
	operands := sidesOf(args, wordsBefore(c))
	paths := make([][]string, len(operands))
	for i, side := range operands {
		if len(side) == 0 && len(operands) > 1 {
			where := "behind"
			if i == 0 {
				where = "before"
			}
			return nil, usagef("no result file %s --: type harness compare OLD… -- NEW…", where)
		}
		var err error
		if paths[i], err = resultPaths(c, side); err != nil {
			return nil, err
		}
	}
	if err := checkOperands(paths); err != nil {
		return nil, err
	}
	files, names, err := sweptFiles(slices.Concat(paths...))
	if err != nil {
		return nil, err
	}
	samples, err := compare.Samples(files, names, o)
	if err != nil {
		return nil, err
	}
	if len(paths) == 1 {
		return compare.Single(samples, names), nil
	}
	var groups []compare.Group
	for _, side := range paths {
		n := len(side)
		groups = append(groups, compare.Group{Name: commonStart(names[:n]), Sweeps: samples[:n], Names: names[:n]})
		samples, names = samples[n:], names[n:]
	}
	nameApart(groups)
	return groups, nil
}

// sidesOf divides operands, of which so many stood before the first "--", or -1 without one.
func sidesOf(args []string, before int) [][]string {
	if before < 0 {
		return [][]string{args}
	}
	list := [][]string{args[:before], nil}
	for _, arg := range args[before:] {
		if arg == "--" {
			list = append(list, nil)
			continue
		}
		list[len(list)-1] = append(list[len(list)-1], arg)
	}
	return list
}

// sweptFiles reads result files and returns a short name of each, or the two of one file of two
// algorithms. The request of an older file is read from its command line.
func sweptFiles(paths []string) (files []*results.File, names []string, err error) {
	for _, path := range paths {
		f, err := results.ReadShare(path, len(paths))
		if err != nil {
			return nil, nil, err
		}
		if err := strong(f, path); err != nil {
			return nil, nil, err
		}
		if r, err := requestIn(&f.Header); err == nil {
			f.Header.Request = &r
		}
		files = append(files, f)
	}
	if len(files) == 1 {
		return splitAlgorithms(files[0], paths[0])
	}
	return files, fileNames(paths), nil
}

// resultPaths returns the paths of the operands of a side. A pattern that the shell did not replace,
// as where it is in quotes, stands for the files that it matches.
func resultPaths(c *cli.Context, args []string) (paths []string, err error) {
	for _, arg := range args {
		_, err := os.Stat(arg)
		missing := errors.Is(err, fs.ErrNotExist)
		if missing && len(arg) > 1 && arg[0] == '-' {
			return nil, usagef("%s behind -- is the name of a file, and there is none: type flags before --", arg)
		}
		if missing && strings.ContainsAny(arg, "*?[") {
			matches, err := filepath.Glob(arg)
			switch {
			case err != nil:
				return nil, usagef("%s: a [ without its ]: write \\[ for the character itself", arg)
			case matches == nil:
				return nil, usagef("no file matches %s: correct the pattern, or name the result files, harness compare OLD… -- NEW…", arg)
			}
			paths = append(paths, matches...)
			continue
		}
		path, err := resultPath(c, arg)
		if err != nil {
			return nil, err
		}
		paths = append(paths, path)
	}
	return paths, nil
}

// checkOperands returns an error if there is no file or one is named twice.
func checkOperands(groups [][]string) error {
	type operand struct {
		side int
		path string
	}
	var all []operand
	for side, paths := range groups {
		for _, path := range paths {
			for _, other := range all {
				switch same := filepath.Clean(path) == filepath.Clean(other.path) || sameFile(path, other.path); {
				case same && other.side != side:
					return usagef("%s is on both sides of --: name another result file to compare it with", path)
				case same:
					return usagef("%s is named twice: name another result file to compare it with", path)
				}
			}
			all = append(all, operand{side, path})
		}
	}
	if len(all) == 0 {
		return usagef("no result files: type harness compare OLD NEW")
	}
	return nil
}

// fileNames returns short names of files: the last part of the path, or the whole path
// where two files have the same last part.
func fileNames(paths []string) []string {
	names, seen := make([]string, len(paths)), map[string]int{}
	for i, path := range paths {
		names[i] = strings.TrimSuffix(filepath.Base(path), ".jsonl")
		seen[names[i]]++
	}
	for i, path := range paths {
		if seen[names[i]] > 1 {
			names[i] = path
		}
	}
	return names
}

// nameApart names sides whose sweeps begin alike, or with nothing, by their sweeps, or the first and
// how many more there are.
func nameApart(groups []compare.Group) {
	seen := map[string]int{}
	for _, g := range groups {
		seen[g.Name]++
	}
	for i, g := range groups {
		if g.Name != "*" && seen[g.Name] == 1 || len(g.Names) == 1 {
			continue
		}
		others := g.Names[1]
		if n := len(g.Names) - 1; n > 1 {
			others = fmt.Sprintf("%d more", n)
		}
		groups[i].Name = g.Names[0] + " and " + others
	}
}

// commonStart returns the common beginning of names, "old-*", or the name where there is one.
func commonStart(names []string) string {
	if len(names) == 1 {
		return names[0]
	}
	first, n := names[0], len(names[0])
	for _, name := range names[1:] {
		n = min(n, len(name))
		for i := range n {
			if first[i] != name[i] {
				n = i
				break
			}
		}
	}
	return strings.ToValidUTF8(first[:n], "") + "*"
}

// splitAlgorithms splits a sweep of two algorithms into two files, to compare them, and
// returns the names of the algorithms too.
func splitAlgorithms(f *results.File, path string) ([]*results.File, []string, error) {
	own, alternative, err := results.SplitAlgorithms(f)
	if err != nil {
		return nil, nil, usagef("%s: %v", path, err)
	}
	return []*results.File{own, alternative}, []string{own.Header.Method, alternative.Header.Method}, nil
}
