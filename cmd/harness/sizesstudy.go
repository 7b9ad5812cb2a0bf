package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/urfave/cli/v2"

	"serialfraction/harness/wording"
	"serialfraction/results"
	"serialfraction/results/analysis"
	"serialfraction/results/gate"
	"serialfraction/results/report"
	"serialfraction/results/sizes"
)

// reportSizes prints the study of the sizes of which a file is one.
func reportSizes(c *cli.Context, name string) error {
	to, err := newDelivery(c, report.SizesFormats, contentTargets(report.SizesContent, report.SizesFormats, sizesFigures))
	if err != nil {
		return err
	}
	if isSet(c, gate.Check) || isSet(c, gate.FailIf) {
		return usagef("--sizes: a condition judges one number of rows: leave --sizes out")
	}
	path, err := resultPath(c, name)
	if err != nil {
		return err
	}
	h, err := headerAt(path)
	if err != nil {
		return err
	}
	if h.Sizes == nil {
		return usagef("--sizes: %s is of one number of rows: leave --sizes out, or sweep several with harness sweep --rows 1e4,1e5,1e6", wording.ShellWord(name))
	}
	study, _, err := studyOf(c, h.Sizes, path)
	if err != nil {
		return err
	}
	return to.give(c, study)
}

// endSizes prints the study of the sizes that were swept, and where their files are.
func endSizes(c *cli.Context, all *results.Sizes, path string, format report.Format[*sizes.Study]) error {
	if len(all.Files) == 0 {
		return nil // the first could not be begun
	}
	study, last, err := studyOf(c, all, path)
	if err != nil {
		return err
	}
	if err := (delivery[*sizes.Study]{format: format}).give(c, study); err != nil {
		return err
	}
	if last == "" || c.Bool("quiet") {
		return context.Cause(c.Context)
	}
	word := wording.ShellWord(last)
	var begun []string
	for _, z := range study.Sizes {
		if z.State != notBegun {
			begun = append(begun, z.File)
		}
	}
	fmt.Fprintf(c.App.ErrWriter, "The runs are in %s: harness report --sizes %s shows all sizes again\n", strings.Join(begun, ", "), word)
	if c.Context.Err() != nil {
		return errors.Join(adviseResume(c, last, len(begun) < len(all.Files)), context.Cause(c.Context))
	}
	if format.Name == report.SizesFormats[0].Name && len(study.Causes) > 0 {
		fmt.Fprintf(c.App.ErrWriter, "Can more workers reach your target? harness plan --from %s --rows R --target TIME\n", word)
	}
	return nil
}

// notBegun is the state of a size whose sweep has no file yet.
const notBegun = "not begun"

// adviseResume prints how sweeps of several sizes that were interrupted are continued. The file of
// one size of a program that is timed whole has that number of rows in its command, so that no
// other size can be begun from it.
func adviseResume(c *cli.Context, last string, missing bool) error {
	h, err := headerAt(last)
	if err != nil {
		return err
	}
	command := resumption(h, last)
	if missing && h.WholePrograms() {
		fmt.Fprintf(c.App.ErrWriter, "%s continues what was begun; for the other numbers of rows type the same command with these alone after --rows\n", command)
		return nil
	}
	fmt.Fprintf(c.App.ErrWriter, "%s continues the sweeps\n", command)
	return nil
}

// studyOf makes the study of the sizes of which the file at path is one. last is the file of
// the most rows that there is.
func studyOf(c *cli.Context, all *results.Sizes, path string) (study *sizes.Study, last string, err error) {
	scope, err := analysis.ParseScope(c.String("scope"))
	if err != nil {
		return nil, "", err
	}
	list := make([]sizes.Size, len(all.Rows))
	reports := make([]*analysis.Report, len(all.Rows))
	for i, at := range all.Paths(path) {
		list[i] = sizes.Size{Rows: all.Rows[i], File: all.Files[i], State: notBegun}
		f, err := results.ReadSample(at)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, "", err
		}
		if !all.Same(f.Header.Sizes) {
			list[i].State = "another sweep"
			continue
		}
		last = at
		if reports[i], err = analysis.Of(f, analysis.Options{Scope: scope}); err != nil {
			list[i].State = "no run finished"
			continue
		}
		list[i].State = ""
	}
	return sizes.Of(list, reports), last, nil
}

// headerAt reads the header of a result file.
func headerAt(path string) (*results.Header, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	h, err := results.ReadHeader(f)
	if err != nil {
		return nil, fmt.Errorf("result file %s: %w", filepath.Base(path), err)
	}
	return h, nil
}
