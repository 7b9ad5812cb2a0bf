package logs

import (
	"bytes"
	"io"
	"os"

	"serialfraction/harness"
	"serialfraction/harness/input/content"
	"serialfraction/results/tasklog"
)

// Read reads the log at a path: a file, which may be packed, or the folder of a log that is kept
// in several. See [ReadFrom].
func Read(path string, o Options) (*tasklog.Run, error) { return one(read(path, o, false)) }

// ReadAll is like Read, but of a log that holds a job with several numbers of slots, as a result file
// of harness does, it returns a run for each of them, the fewest first. Any other log is one run.
func ReadAll(path string, o Options) ([]*tasklog.Run, error) { return read(path, o, true) }

func read(path string, o Options, all bool) ([]*tasklog.Run, error) {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return readFolder(path, o)
	}
	f, err := content.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return readFrom(path, f, o, all)
}

// Known reports whether what is at a path looks like a log of tasks and like no file of timings, nor is a result file
// of harness: it has the form of a log, is a folder of the parts of one, or a table of moments in which nothing counts
// workers.
func Known(path string) bool {
	if entries, err := os.ReadDir(path); err == nil {
		return len(rolledParts(entries)) > 0
	}
	f, err := content.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	in, err := content.NewStream(path, f)
	if err != nil {
		return false
	}
	defer in.Close()
	s := sourceOf(in)
	if s.check() != nil {
		return false
	}
	format, err := s.format(Options{})
	switch {
	case err != nil || format.Name == resultFormat:
		return false
	case format.Name == tableFormat:
		return hasMoments(s.head())
	}
	return true
}

// ReadFrom reads a log, which may be packed. name stands for it in messages. The run has a task at
// least, and the caller owns it.
//
// An option that is wrong in itself is a *harness.FlagError for "from", "column", "stage", "span",
// "build" or "only"; what an option would decide is an [*Unclear]. Every error is one line: where,
// what was found, what to type. A log that breaks off is no error: what is whole of it is read, with
// a remark.
func ReadFrom(name string, r io.Reader, o Options) (*tasklog.Run, error) {
	return one(readFrom(name, r, o, false))
}

func readFrom(name string, r io.Reader, o Options, all bool) ([]*tasklog.Run, error) {
	in, err := content.NewStream(name, r)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	return sourceOf(in).readAs(o, all)
}

// one returns the run of a log that was read as one.
func one(runs []*tasklog.Run, err error) (*tasklog.Run, error) {
	if err != nil {
		return nil, err
	}
	return runs[0], nil
}

// readAs reads the source in the format that it has: one run, or all that it has for other numbers of
// slots.
func (s *source) readAs(o Options, all bool) (runs []*tasklog.Run, err error) {
	if err := s.check(); err != nil {
		return nil, err
	}
	f, err := s.format(o)
	if err != nil {
		return nil, err
	}
	if all && f.Name == resultFormat && o.Build == 0 {
		runs, err = readSweep(s)
	} else {
		runs = make([]*tasklog.Run, 1)
		runs[0], err = f.read(s, o)
	}
	if err != nil {
		return nil, err
	}
	for _, run := range runs {
		run.Format, run.Source = f.Name, s.name
		if err := s.complete(run, o); err != nil {
			return nil, err
		}
	}
	return runs, nil
}

// format returns the format that the options name, or without a name the one that the source looks
// like.
func (s *source) format(o Options) (Format, error) {
	if o.From != "" {
		f, ok := Formats().Find(o.From)
		if !ok {
			return f, &harness.FlagError{Flag: "from", Value: o.From, Want: "type one of " + Formats().Names()}
		}
		return f, nil
	}
	head := bytes.TrimLeft(s.head(), "\r\n")
	for _, f := range Formats() {
		if f.sniff(head) {
			return f, nil
		}
	}
	if _, known := strangerOf(head); !known && isLongObject(head) { // its list of events may lie further on
		s.begins = bytes.Clone(head)
		f, _ := Formats().Find(traceFormat)
		return f, nil
	}
	return Format{}, s.stranger(head)
}
