package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"github.com/urfave/cli/v2"

	"serialfraction/harness"
	"serialfraction/harness/crash"
	"serialfraction/harness/journal"
	"serialfraction/harness/output"
	"serialfraction/harness/wording"
	"serialfraction/results"
	"serialfraction/results/prepare"
)

// An earlier is what runs of the same job that did not end have left, and what this one leaves if it
// does not.
type earlier struct {
	held *harness.Held // nil = nothing

	mu      sync.Mutex
	journal *journal.Journal // of this run; nil = none is kept
	failed  bool             // it could not be written, and misses chunks
}

// earlierRows returns the rows of a file that --resume names, checked to be of the job.
func earlierRows(c *cli.Context, once *prepare.Once) (*earlier, error) {
	path, job := c.String("resume"), once.Job
	if path == "" {
		return &earlier{}, nil
	}
	if job.Workload.Gathers {
		return nil, usagef("--resume %s: the last step of this work needs all rows at once: leave the flag out", path)
	}
	reading := newStage(newProgressLine(c), "Reading the rows of an earlier run", ": "+path)
	defer reading.end()
	if journal.Is(path) {
		return ofJournal(c, once, path)
	}
	h, err := once.Hold(path, output.ReadingBytes(job.Data))
	if err != nil {
		return nil, inFlags(err)
	}
	err = crash.CatchUntil(c.Context, func() error { // a pipe may have no writer
		return output.ReadFile(path, job.Data, job.Workload.Outputs, h)
	})
	if c.Context.Err() != nil {
		return nil, context.Cause(c.Context)
	}
	if refused := (*harness.FlagError)(nil); errors.As(err, &refused) { // the ending of the name
		return nil, usagef("--resume %q: %s", path, refused.Want)
	}
	if err != nil {
		return nil, fmt.Errorf("%w; run without --resume to compute all rows", err)
	}
	if err := job.CheckHeld(c.Context, h); err != nil {
		return nil, fmt.Errorf("results file %s: %w; run without --resume to compute all rows", path, err)
	}
	return &earlier{held: h}, nil
}

// ofJournal returns the rows of a journal. The run goes on in it, and in chunks of its size unless
// another is given.
func ofJournal(c *cli.Context, once *prepare.Once, path string) (*earlier, error) {
	held, err := once.Hold(path, journal.ReadingBytes(path))
	if err != nil {
		return nil, inFlags(err)
	}
	j, content, err := journal.Open(path, once.Identity(), held)
	switch {
	case errors.Is(err, journal.ErrBusy), errors.Is(err, journal.ErrTorn):
		return nil, err
	case err != nil:
		return nil, fmt.Errorf("%w; run without --resume to compute all rows", err)
	}
	if err := once.Job.CheckHeld(c.Context, content.Held); err != nil {
		return nil, errors.Join(fmt.Errorf("journal %s: %w; run without --resume to compute all rows", path, err), j.Close())
	}
	if content.Damaged > 0 {
		warn(c, []string{fmt.Sprintf("journal %s: %s are damaged: the rows there are computed again", path, wording.Count(content.Damaged, "byte"))})
	}
	if once.Job.ChunkRows == 0 {
		once.Job.ChunkRows = content.ChunkRows
	}
	return &earlier{held: content.Held, journal: j}, nil
}

// begin makes the journal of a run on other processes, which takes long. The journal is beside the
// results, where these are a file; where it cannot be made the run goes on without.
func (e *earlier) begin(c *cli.Context, once *prepare.Once, r results.Request) error {
	if e.journal != nil || !once.Remote() || !plainFile(r.Results) {
		return nil
	}
	job, path := once.Identity(), r.Results+".journal"
	if err := clearPath(c, path, job, r); err != nil {
		return err
	}
	j, err := journal.Create(path, job, once.Job.ChunkRows)
	if err != nil {
		warn(c, []string{err.Error() + withoutJournal})
		return nil
	}
	e.journal = j
	width := len(job.Outputs)
	for i := range once.Job.NumChunks() {
		if at := once.Job.Chunk(i); e.held != nil && e.held.Whole(at.Row, at.Rows) {
			if note := e.add(at, e.held.Answer[at.Row*width:(at.Row+at.Rows)*width]); note != "" {
				warn(c, []string{note})
			}
		}
	}
	return nil
}

// withoutJournal ends the warning of a run that keeps no journal.
const withoutJournal = ": the run goes on without it, so if this process is killed, rows must be computed again"

// plainFile reports whether a path is of a plain file, or of none yet.
func plainFile(path string) bool {
	info, err := os.Stat(path)
	return errors.Is(err, fs.ErrNotExist) || err == nil && info.Mode().IsRegular()
}

// clearPath removes a journal that has no rows, and refuses to go on where there is one that has some.
func clearPath(c *cli.Context, path string, job journal.Job, r results.Request) error {
	j, content, err := journal.Open(path, job, &harness.Held{Has: make([]bool, job.Rows)})
	other := (*journal.OtherError)(nil)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case errors.Is(err, journal.ErrTorn):
		return os.Remove(path)
	case errors.As(err, &other), errors.Is(err, journal.ErrNone):
		return usagef("%v: remove it, or name another file for the results", err)
	case err != nil:
		return err
	case content.Held.Rows() == 0:
		return j.Remove()
	}
	return errors.Join(usagef("%s has %s of %s, of a run that did not end: to go on from there, type %s; to begin anew, remove it", path,
		wording.Grouped(content.Held.Rows()), wording.Count(job.Rows, "row"), runFrom(c, r, path)), j.Close())
}

// chunks returns the number of rows in chunks that need not be computed.
func (e *earlier) chunks(job *harness.Job) (rows int) {
	for i := range job.NumChunks() {
		if at := job.Chunk(i); e.held != nil && e.held.Whole(at.Row, at.Rows) {
			rows += at.Rows
		}
	}
	return rows
}

// add adds a chunk to the journal. It returns a warning where that fails for the first time.
func (e *earlier) add(at harness.Chunk, answer []float64) (note string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.journal == nil || e.failed {
		return ""
	}
	if e.journal.Add(at, answer); e.journal.Err() == nil {
		return ""
	}
	e.failed = true
	return e.journal.Err().Error() + withoutJournal
}

// leave keeps the finished rows of a run that did not end, and returns a sentence about them with the
// command that goes on from there.
func (e *earlier) leave(c *cli.Context, job *harness.Job, answer []float64, r results.Request) string {
	rows := len(job.Finished(answer))
	if e.journal == nil || e.failed || rows == 0 {
		text, kept := keepFinished(c, job, answer, r)
		if e.journal != nil && (kept || rows == 0) {
			e.remove(c)
		}
		return text
	}
	return fmt.Sprintf("Nothing was written to %s; the %s of %s that were finished are in %s; to go on from there, type %s", r.Results,
		wording.Grouped(rows), wording.Count(job.Data.NumRows(), "row"), e.journal.Path(), runFrom(c, r, e.journal.Path()))
}

// keep keeps the results of a whole job that cannot be written, and returns a sentence about that.
func (e *earlier) keep(c *cli.Context, job *harness.Job, t *harness.Table, r results.Request) string {
	if e.journal == nil || e.failed {
		text, kept := keepResults(c, job, t, r)
		if e.journal != nil && kept {
			e.remove(c)
		}
		return text
	}
	return fmt.Sprintf("All %s are in %s; once there is room in %s, type %s", wording.Count(t.NumRows(), "row"), e.journal.Path(), filepath.Dir(r.Results), runFrom(c, r, e.journal.Path()))
}

// drop removes what the results have made useless.
func (e *earlier) drop(c *cli.Context, r results.Request) {
	if e.journal != nil {
		e.remove(c)
	} else if e.held != nil {
		dropKept(c.String("resume"), r.Results)
	}
}

// remove removes the journal.
func (e *earlier) remove(c *cli.Context) {
	if err := e.journal.Remove(); err != nil {
		warn(c, []string{fmt.Sprintf("journal %s, which is needed no more, cannot be removed: %v", e.journal.Path(), err)})
	}
	e.journal = nil
}

// close leaves the journal for another run.
func (e *earlier) close() {
	if e.journal != nil {
		_ = e.journal.Close() // every record was written by one call
	}
}
