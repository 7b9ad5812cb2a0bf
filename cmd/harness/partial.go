package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/urfave/cli/v2"

	"serialfraction/harness"
	"serialfraction/harness/output"
	"serialfraction/harness/wording"
	"serialfraction/results"
	"serialfraction/results/store"
)

// keepFinished writes the finished rows of a job that failed, that was interrupted, or whose
// results could not be written, to another file than path, where its results would be. In the answer they
// take the place of the others: there may be no room for a copy. It returns a sentence about both, with the command that goes on from there, and whether the rows are kept.
func keepFinished(c *cli.Context, job *harness.Job, answer []float64, r results.Request) (text string, kept bool) {
	path := r.Results
	nothing := fmt.Sprintf("Nothing was written to %s", path)
	rows := job.Finished(answer)
	if len(rows) == 0 {
		return nothing, false
	}
	width := len(job.Workload.Outputs)
	for i, row := range rows {
		copy(answer[i*width:(i+1)*width], answer[row*width:(row+1)*width])
	}
	done := &harness.Dataset{Name: job.Data.Name, Store: &harness.Store{Rows: len(rows), ID: func(i int) string { return job.Data.ID(rows[i]) }}}
	table := &harness.Table{Columns: job.Workload.Outputs, Values: answer[:len(rows)*width]}
	partial, err := writeWhereRoom(c.Context, partialPath(path), done, table)
	if err != nil {
		return fmt.Sprintf("%s, and %s could not be written either: %v", nothing, wording.Count(len(rows), "finished row"), err), false
	}
	text = fmt.Sprintf("%s; the %s of %s that were finished are in %s", nothing, wording.Grouped(len(rows)), wording.Count(job.Data.NumRows(), "row"), partial)
	if job.Workload.Finish != nil {
		text += ", without the last step over all rows"
	}
	if job.Workload.Gathers {
		return text, true
	}
	return fmt.Sprintf("%s; to go on from there, type %s", text, runFrom(c, r, partial)), true
}

// keepResults writes the results of a whole job to another file than path, where they could not be
// written. It returns a sentence about that, with what to type once there is room,
// and whether they are kept.
func keepResults(c *cli.Context, job *harness.Job, t *harness.Table, r results.Request) (text string, kept bool) {
	rows := wording.Count(t.NumRows(), "row")
	beside := partialPath(r.Results)
	if job.Workload.Gathers {
		beside = besidePath(r.Results)
	}
	at, err := writeWhereRoom(c.Context, beside, job.Data, t)
	switch {
	case err != nil:
		return fmt.Sprintf("The %s could not be written elsewhere either: %v", rows, err), false
	case job.Workload.Gathers:
		return fmt.Sprintf("All %s are in %s; once there is room, type mv %s %s", rows, at, wording.ShellWord(at), wording.ShellWord(r.Results)), true
	}
	return fmt.Sprintf("All %s are in %s; once there is room in %s, type %s", rows, at, filepath.Dir(r.Results), runFrom(c, r, at)), true
}

// writeWhereRoom writes rows to the path beside their results or, where that fails, to the folder
// for temporary files, that of the results of sweeps or the current one, or else packed to where
// they should be. Outside the folder of that path only their user may read them.
func writeWhereRoom(ctx context.Context, beside string, d *harness.Dataset, t *harness.Table) (kept string, err error) {
	if _, err = output.WriteFile(ctx, beside, d, t, writers()); err == nil {
		return beside, nil
	}
	folders := []string{os.TempDir()}
	if f, failed := store.Default(os.Getenv); failed == nil && os.MkdirAll(f.Dir, 0o700) == nil {
		folders = append(folders, filepath.Dir(f.Dir))
	}
	for _, folder := range append(folders, ".") {
		dir, failed := os.MkdirTemp(folder, elsewhereFolder)
		if failed != nil {
			continue
		}
		elsewhere := filepath.Join(dir, filepath.Base(beside))
		if _, failed = output.WriteFile(ctx, elsewhere, d, t, writers()); failed == nil {
			return elsewhere, nil
		}
		os.Remove(dir)
	}
	if packed := beside + ".gz"; isResults(packed) {
		if _, failed := output.WriteFile(ctx, packed, d, t, writers()); failed == nil {
			return packed, nil
		}
	}
	return "", err
}

// elsewhereFolder begins the name of a folder of writeWhereRoom.
const elsewhereFolder = "harness-rows-"

// dropKept removes the file of rows that a finished run was continued from, with its folder, where
// writeWhereRoom made both for the results of this run. Any other file is its user's.
func dropKept(from, path string) {
	dir := filepath.Dir(from)
	number, ok := strings.CutPrefix(filepath.Base(dir), elsewhereFolder)
	if _, err := strconv.ParseUint(number, 10, 64); !ok || err != nil || filepath.Base(from) != filepath.Base(partialPath(path)) {
		return
	}
	if names, err := os.ReadDir(dir); err == nil && len(names) == 1 && names[0].Type().IsRegular() && names[0].Name() == filepath.Base(from) {
		_ = os.Remove(from) // what is left of a failure is only in the way
		_ = os.Remove(dir)
	}
}

// runFrom returns the command that does the job of a request and takes rows from a file.
func runFrom(c *cli.Context, r results.Request, rows string) string {
	usual := usualOf(r)
	r.Warmup, r.Precision, r.MaxTime, r.Seed = usual.Warmup, usual.Precision, usual.MaxTime, usual.Seed
	words := sweepWords(r, "", "")
	words[1] = "run"
	var more []string
	if !slices.Contains(words, "--data") { // a sweep may have others by default
		more = append(more, "--data", r.Source.Data)
	}
	if c.Bool("force") {
		more = append(more, "--force")
	}
	words = slices.Insert(words, 2, append(more, "--resume", rows)...)
	for i, word := range words {
		words[i] = wording.ShellWord(word)
	}
	return strings.Join(words, " ")
}

// partialPath returns a.partial.csv.gz for a.csv.gz: where rows are kept for --resume, so that of a
// format that it does not read they are text.
func partialPath(path string) string {
	name, ending, text := output.Split(path)
	if !text {
		ending = ".csv"
	}
	return name + ".partial" + ending
}

// besidePath returns a.partial.npy for a.npy: where whole results are kept in the format that was
// asked for.
func besidePath(path string) string {
	name, ending, _ := output.Split(path)
	return name + ".partial" + ending
}

// isResults reports whether the ending of a path names a format of results.
func isResults(path string) bool {
	_, ending, _ := output.Split(path)
	return ending != ""
}
