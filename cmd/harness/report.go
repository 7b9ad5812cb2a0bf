package main

import (
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"

	"serialfraction/results"
	"serialfraction/results/report"
)

func reportVerb() *cli.Command {
	return &cli.Command{
		Name:      "report",
		Usage:     "print the report of a result file again",
		UsageText: "harness report [options] FILE",
		Flags:     outputFlags(),
		Action: func(c *cli.Context) error {
			show, err := newShow(c)
			if err != nil {
				return err
			}
			switch c.NArg() {
			case 0:
				return usagef("no result file: type harness report FILE")
			case 1:
			default:
				return usagef("unexpected %q after the file: flags stand before it, harness report --format json FILE", c.Args().Get(1))
			}
			f, err := results.Read(c.Args().First())
			if err != nil {
				return err
			}
			return show.file(c, f)
		},
	}
}

// A show is how an analysis is to be made and printed.
type show struct {
	format report.Format
	scope  results.Scope
}

// newShow reads the flags of output before any work is done.
func newShow(c *cli.Context) (show, error) {
	format, err := report.Lookup(c.String("format"))
	if err != nil {
		return show{}, usagef("--format: %v", err)
	}
	scope, err := results.ParseScope(c.String("scope"))
	if err != nil {
		return show{}, err
	}
	return show{format, scope}, nil
}

// file analyses a file and prints the report.
func (s show) file(c *cli.Context, f *results.File) error {
	a, err := results.Analyze(f, results.Options{Scope: s.scope, Level: 0.95})
	if err != nil {
		return err
	}
	var text strings.Builder
	if err := s.format.Write(&text, a, styleOf(c, c.App.Writer)); err != nil {
		return fmt.Errorf("report: %w", err)
	}
	return write(c.App.Writer, text.String())
}
