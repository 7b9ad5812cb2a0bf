package logs

import (
	"regexp"

	"serialfraction/harness/formats"
	"serialfraction/harness/input/content"
	"serialfraction/results/tasklog"
)

// Formats returns the table of formats, in the order in which a log is tried. To add one, write
// its file and its line.
func Formats() formats.Table[Format] {
	return formats.Table[Format]{}
}

// A Format is a file format of logs.
type Format struct {
	Name    string
	Summary string // which command writes it

	sniff func(head []byte) bool // of the first bytes: true for a damaged log too, so that read can name the place
	read  func(s *content.Stream, o Options) (*tasklog.Run, error)
}

// Title returns the name of the format, as an option has it, and its summary.
func (f Format) Title() (name, summary string) { return f.Name, f.Summary }

// Options is what a person may say of a log that it does not tell itself. The zero value says
// nothing.
type Options struct {
	From    string            // the name of the format; "" = by the content
	Columns map[string]string // of a table: the name of the column with start, end, duration, slot, stage, submit, ok, key
	Stage   *regexp.Regexp    // what it matches in the name of a task is the task's stage; nil = the log's own
	Span    *regexp.Regexp    // the names of the spans that are tasks, of a trace; nil = the outermost of each thread
	Build   int               // of a log with several runs: the how-many-th, from 1; 0 = the one with most tasks
	Only    []int             // of a log with jobs: those whose tasks count; nil = all
}
