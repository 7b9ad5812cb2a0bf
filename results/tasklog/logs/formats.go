package logs

import (
	"regexp"

	"serialfraction/harness/formats"
	"serialfraction/results/tasklog"
)

// Formats returns the table of formats, in the order in which a log is tried. To add one, write
// its file and its line.
func Formats() formats.Table[Format] {
	return formats.Table[Format]{
		{resultFormat, "result file of harness sweep: its runs, with the times of their chunks", isResults, readResults},
		{"joblog", "GNU parallel --joblog", isJoblog, readJoblog},
		{"spark", "Spark, with spark.eventLog.enabled", isSpark, readSpark},
		{"dask", "Dask: json.dump(client.get_task_stream(), file, default=str)", isDask, readDask},
		{traceFormat, "trace events, as Chrome shows them: of Ray, Bazel, go build -debug-trace", isTrace, readTrace},
		{"ninja", ".ninja_log of Ninja", isNinja, readNinja},
		{"go-test", "go test -json", isGoTest, readGoTest},
		{"nextflow", "trace file of Nextflow, -with-trace", isNextflow, readNextflow},
		{"snakemake", "snakemake --stats, up to version 7", isSnakemake, readSnakemake},
		{"sacct", "Slurm's sacct -P, with any --format", isSacct, readSacct},
		{"junit", "a report of JUnit, Jest or pytest: starts of suites alone", isJUnit, readJUnit},
		{tableFormat, "a row for each task, with columns such as start and end", isTable, readTable},
	}
}

// A Format is a file format of logs.
type Format struct {
	Name    string
	Summary string // which command writes it

	// sniff tells by the first bytes, up to headBytes of them, without a byte order mark: true for a
	// damaged log too, so that read can name the place.
	sniff func(head []byte) bool

	// read reads the whole log. Its run may lack what complete adds: Format, Source, From and
	// To, and the stages that a person names.
	read func(s *source, o Options) (*tasklog.Run, error)
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
	Build   int               // of a log with several runs: the how-many-th, from 1; 0 = the last of those with most tasks
	Held    bool              // of a workflow: a task held its slot from when it was submitted, not for its script alone
	Only    []int             // of a log with jobs: those whose tasks count; nil = all
}
