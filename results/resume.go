package results

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"serialfraction/harness/machine"
)

// A Resume is a line between the runs of a sweep that marks where another process continued
// it. The warm-up is made again after it, numbered from block 0 like the first. The numbers
// of the timed runs continue.
type Resume struct {
	Version string
	Time    time.Time
	Command []string
	Machine machine.Description

	Repeats   int // limits from here on, as in the Header
	Precision float64
	MaxTime   time.Duration

	Forced   []string // what --force overruled, in words
	Unlocked string   // as in the Header
	After    int      // runs in the file before it, warm-up included
}

type wireResume struct {
	Kind      string              `json:"kind"`
	Version   string              `json:"version"`
	Time      time.Time           `json:"time"`
	Command   []string            `json:"command"`
	Machine   machine.Description `json:"machine"`
	Repeats   int                 `json:"repeats"`
	Precision float64             `json:"precision"`
	MaxTime   int64               `json:"max_time_ns"`
	Forced    []string            `json:"forced,omitempty"`
	Unlocked  string              `json:"unlocked,omitempty"`
}

func encodeResume(r Resume) ([]byte, error) {
	w := wireResume{"resume", r.Version, r.Time, r.Command, r.Machine, r.Repeats, r.Precision, int64(r.MaxTime), r.Forced, r.Unlocked}
	if err := w.check(); err != nil {
		return nil, fmt.Errorf("resume: %w", err)
	}
	return line(w)
}

func (w *wireResume) check() error {
	if w.Repeats < 0 || w.Precision < 0 {
		return errors.New("repeats and precision cannot be negative")
	}
	return cmp.Or(checkMachine(&w.Machine), checkTimes(namedTime{"max_time_ns", w.MaxTime}))
}

// Reopen opens the result file at path to continue it. Of a file with very many runs it holds a sample,
// and the rest in Briefs. The file is not changed before Resume.
func Reopen(path string) (*Writer, error) { return reopen(path, newSampler()) }

func reopen(path string, by *sampler) (*Writer, error) {
	w, err := newWriter(path, 0)
	if err != nil {
		return nil, err
	}
	d := newDecoder(&w.file)
	d.sample, d.briefs, d.plain = by, true, true
	if err := d.read(w.f); err != nil {
		w.Close()
		return nil, fmt.Errorf("result file %s: %w", path, err)
	}
	w.size, w.open = d.size, d.open
	w.timelines.know(w.file.Runs)
	w.timelines.written += d.timelines
	return w, nil
}

// Resume cuts off a torn last line and appends a resume line. It sets r.After. Runs may
// follow an end line after it.
func (w *Writer) Resume(r Resume) error {
	r.After = w.file.made()
	b, err := encodeResume(r)
	if err != nil {
		return err
	}
	if err := w.f.Truncate(w.size); err != nil {
		return w.lose(err)
	}
	if err := w.append(b); err != nil {
		return err
	}
	w.file.Warnings = nil // of the torn line
	w.file.End = nil
	w.file.Resumes = append(w.file.Resumes, r)
	return nil
}

func (d *decoder) decodeResume(b []byte) error {
	var w wireResume
	if err := json.Unmarshal(b, &w); err != nil {
		return fmt.Errorf("resume: %w", err)
	}
	if err := w.check(); err != nil {
		return fmt.Errorf("resume: %w", err)
	}
	d.file.End = nil
	d.file.Resumes = append(d.file.Resumes, Resume{
		Version: w.Version, Time: w.Time, Command: d.file.Header.Shown(w.Command), Machine: w.Machine,
		Repeats: w.Repeats, Precision: w.Precision, MaxTime: time.Duration(w.MaxTime),
		Forced: w.Forced, Unlocked: w.Unlocked, After: d.runs,
	})
	return nil
}
