package main

import (
	"errors"
	"fmt"
	"os"
	"runtime"

	"github.com/urfave/cli/v2"

	"serialfraction/harness/machine"
	"serialfraction/harness/wording"
	"serialfraction/results"
	"serialfraction/results/analysis"
	"serialfraction/results/prepare"
	"serialfraction/results/report"
	"serialfraction/results/sizes"
	"serialfraction/results/store"
)

// sizesOf returns the sweeps of a request at the sizes of --rows, at least one.
func sizesOf(c *cli.Context, r results.Request) ([]prepare.Size, error) {
	rows, err := prepare.ParseRows(c.String("rows"))
	if err != nil {
		return nil, err
	}
	return prepare.SizesOf(c.Context, r, rows, machine.MemoryRoom())
}

// sweepSizes makes a sweep of each size, each into a file of its own, and prints what S depends
// on.
//
// The sweeps are made one after the other, the fewest rows first. To interleave their runs
// would hold the rows of all sizes in memory, keep the workers of all their engines beside
// those that run, and leave one stopping rule for unlike lengths; the price is that a change of
// the machine between two sweeps is in their difference, which the study notes.
func sweepSizes(c *cli.Context, sized []prepare.Size) (failed error) {
	format, err := sizesFormat(c)
	if err != nil {
		return err
	}
	out, err := checkSizes(c, sized)
	if err != nil {
		return err
	}
	held, err := lockFor(c, sized[0].Request)
	if err != nil {
		return err
	}
	defer held.lock.Release()
	var rows []int
	for _, z := range sized {
		rows = append(rows, z.Rows)
	}
	var all results.Sizes
	for i, z := range sized {
		err := newSize(c, z.Request, held, func(h results.Header) (string, results.Sizes, error) {
			if i == 0 {
				if out == "" {
					if out, err = store.NewPath(os.Getenv, h); err != nil {
						return "", all, err
					}
				}
				all = results.NewSizes(rows, out)
			}
			all.At = i
			return all.Paths(out)[i], all, nil
		})
		if err != nil || c.Context.Err() != nil {
			return errors.Join(err, endSizes(c, &all, out, format))
		}
	}
	return endSizes(c, &all, out, format)
}

// newSize makes the sweep of one size. place returns its file and the sizes that it is one of.
func newSize(c *cli.Context, r results.Request, held hold, place func(results.Header) (string, results.Sizes, error)) error {
	return sweepInto(c, r, held, func(s *prepare.Sweep) (string, error) {
		path, sizes, err := place(s.Header)
		if err == nil {
			s.Header.Sizes = &sizes
			noteSize(c, &sizes, "Sweeping")
		}
		return path, err
	})
}

// sweepInto makes one of several sweeps of a command line, into the file that place names, and prints no
// report. place may complete the header.
func sweepInto(c *cli.Context, r results.Request, held hold, place func(*prepare.Sweep) (string, error)) (failed error) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0)) // the next sweep begins as this one
	s, err := beginSweep(c, r, held)
	if err != nil {
		return err
	}
	defer func() { failed = errors.Join(failed, s.Close()) }()
	path, err := place(s)
	if err != nil {
		return err
	}
	w, err := results.Create(path, s.Header)
	if err != nil {
		return err
	}
	defer w.Close()
	defer keepOnPanic(c, w)
	if err := onlyRuns(c, s, w); err != nil || c.Context.Err() != nil {
		return err
	}
	return storeRows(c.Context, s, w, 0)
}

// noteSize prints which size is swept.
func noteSize(c *cli.Context, s *results.Sizes, what string) {
	if !c.Bool("quiet") {
		fmt.Fprintf(c.App.ErrWriter, "%s %s, size %d of %d.\n", what, wording.Count(s.Rows[s.At], "row"), s.At+1, len(s.Rows))
	}
}

// sizesFormat returns the form in which a study is printed.
func sizesFormat(c *cli.Context) (f report.Format[*sizes.Study], err error) {
	if f, err = report.SizesFormats.Lookup(c.String("format")); err != nil {
		err = usagef("--format %v", err)
	}
	return f, err
}

// oneSizeOnly returns an error where a request asks for what is of one number of rows.
func oneSizeOnly(r results.Request) error {
	switch {
	case len(r.Checks)+len(r.FailIf) > 0:
		return usagef("a condition judges one number of rows: leave --check and --fail-if out, and type harness report --check … FILE for one size")
	case r.Results != "":
		return usagef("--results %s: result rows are those of one job: type one number of rows", wording.ShellWord(r.Results))
	case len(r.Profiles) > 0:
		return usagef("a profile is of one job: type one number of rows")
	}
	return nil
}

// checkSizes returns an error that sweeps of several sizes would else find only after long
// work. out is the path after which their files are named, "" where harness chooses it.
func checkSizes(c *cli.Context, sized []prepare.Size) (out string, err error) {
	if err := oneSizeOnly(sized[0].Request); err != nil {
		return "", err
	}
	scope, err := analysis.ParseScope(c.String("scope"))
	if err != nil {
		return "", err
	}
	for _, z := range sized {
		if _, err := prepare.Workers(z.Request, machine.This()); err != nil {
			return "", err
		}
		if err := checkScope(z.Request, scope); err != nil {
			return "", err
		}
	}
	if out = c.String("output"); out == "" {
		return "", store.CheckNew(os.Getenv)
	}
	var rows []int
	for _, z := range sized {
		rows = append(rows, z.Rows)
	}
	named := results.NewSizes(rows, out)
	for _, path := range named.Paths(out) {
		if err := results.CheckNew(path); err != nil {
			return "", err
		}
	}
	return out, nil
}
