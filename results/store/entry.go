package store

import (
	"cmp"
	"io"
	"os"
	"path/filepath"
	"time"

	"serialfraction/fit"
	"serialfraction/results"
	"serialfraction/results/analysis"
)

// A State is the state of a sweep.
type State string

// The states of a result.
const (
	Done        State = "done"
	Running     State = "running"     // a sweep is writing it
	Interrupted State = "interrupted" // by the user, or killed: the sweep can be resumed
	Failed      State = "failed"
	Damaged     State = "damaged" // it cannot be read
)

// An Entry is one result file in a list.
type Entry struct {
	Name   string    `json:"name"` // short, for the verbs that take one
	Path   string    `json:"path"`
	Bytes  int64     `json:"bytes"`
	Time   time.Time `json:"time"` // when the sweep began; for a file without a header, when it was changed
	State  State     `json:"state"`
	Reason string    `json:"reason"` // why it stopped, or what is wrong with the file

	// From the header; empty where it cannot be read.
	Machine  string `json:"machine"`
	Workload string `json:"workload"`
	Data     string `json:"data"`
	Engine   string `json:"engine"`
	Schedule string `json:"schedule"`
	Workers  []int  `json:"workers"`

	Runs           int           `json:"runs"`            // finished, warm-up and control left out
	SerialFraction *fit.Interval `json:"serial_fraction"` // in scope pipeline at 95 %; nil where the runs do not determine it
	Verdict        string        `json:"verdict"`         // why SerialFraction is nil

	Weak                 bool          `json:"weak_scaling,omitempty"`           // the rows grow with N, and there is no SerialFraction
	ScaledSerialFraction *fit.Interval `json:"scaled_serial_fraction,omitempty"` // then by Gustafson's law; nil where it is not known
	Rows                 int           `json:"rows,omitempty"`                   // where other numbers of rows were swept too

	ProgramSerialFraction *fit.Interval `json:"program_serial_fraction"` // the program's own S, likewise; nil where it is not known
	Busy                  bool          `json:"busy"`                    // other work on the machine made SerialFraction, as the report of the sweep has it
}

// A Filter selects results. The zero value selects all. Texts are patterns of
// [filepath.Match]; an engine may be followed by a slash and a schedule.
type Filter struct {
	Workload, Machine, Engine string

	Since, Until time.Time // when the sweep began; Until itself is excluded
}

// CheckPattern returns an error if pattern is malformed.
func CheckPattern(pattern string) error {
	_, err := filepath.Match(pattern, "")
	return err
}

// keeps reports whether a filter selects an entry. The names of a file without a header are
// empty.
func (f *Filter) keeps(e *Entry) bool {
	return match(f.Workload, e.Workload) && match(f.Machine, e.Machine) &&
		(match(f.Engine, e.Engine) || match(f.Engine, e.Engine+"/"+e.Schedule)) &&
		(f.Since.IsZero() || !e.Time.Before(f.Since)) && (f.Until.IsZero() || e.Time.Before(f.Until))
}

func match(pattern, text string) bool {
	ok, err := filepath.Match(pattern, text)
	return pattern == "" || ok && err == nil
}

// entry reads a file and returns its entry; nil if keep does not select it, or the file is
// gone. Of a file that is not selected it reads the header only.
func (d Folder) entry(name string, keep *Filter) *Entry {
	e := &Entry{Path: filepath.Join(d.Dir, name), State: Damaged, Workers: []int{}}
	f, err := openPlain(e.Path)
	if err != nil {
		if _, gone := os.Lstat(e.Path); gone != nil {
			return nil
		}
		e.Reason = err.Error()
		return e
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil {
		e.Bytes, e.Time = info.Size(), info.ModTime()
	}
	h, err := results.ReadHeader(f)
	if err == nil {
		e.Time, e.Machine, e.Workload, e.Data = h.Time, h.Machine.Hostname, h.Workload, h.Data.Name
		e.Engine, e.Schedule, e.Workers = h.Engine, h.Schedule, h.Workers
	}
	if !keep.keeps(e) {
		return nil
	}
	if _, err = f.Seek(0, io.SeekStart); err != nil {
		e.Reason = err.Error()
		return e
	}
	file, err := results.DecodeSample(f)
	if err != nil {
		e.Reason = err.Error()
		return e
	}
	e.describe(file)
	return e
}

// describe sets the fields that follow from the runs and the end of a file.
func (e *Entry) describe(f *results.File) {
	switch end := f.End; {
	case end == nil && results.BeingWritten(e.Path):
		e.State, e.Reason = Running, "a sweep is writing it"
	case end == nil:
		e.State, e.Reason = Interrupted, "the sweep was killed"
	case end.Failed != "":
		e.State, e.Reason = Failed, end.Failed
	case end.Interrupted:
		e.State, e.Reason = Interrupted, cmp.Or(end.Stopped, "interrupted")
	default:
		e.State, e.Reason = Done, end.Stopped
	}
	own, _, _ := f.Timed()
	e.Runs = len(own) + f.Left.Own
	if s := f.Header.Sizes; s != nil {
		e.Rows = s.Rows[s.At]
	}
	if e.Weak = f.Header.Weak; e.Weak {
		if e.ScaledSerialFraction = analysis.WeakSerial(f); e.ScaledSerialFraction == nil {
			e.Verdict = "the scaled S is not known"
		}
		return
	}
	serial, program, busy, err := analysis.MarkedNumbers(f)
	e.Busy = busy
	if err != nil {
		e.Verdict = err.Error()
		return
	}
	e.SerialFraction = new(*serial)
	if program != nil {
		e.ProgramSerialFraction = new(*program)
	}
}
