package export

import (
	"io"
	"iter"

	"serialfraction/harness"
	"serialfraction/harness/formats"
	"serialfraction/results"
	"serialfraction/results/analysis"
)

// Formats returns the table of formats. A new format is a file with its function and a line
// here.
func Formats() formats.Table[Format] {
	return formats.Table[Format]{
		{"csv", "one row per run, with all its numbers", true, []Part{{"", writeCSV}}, nil},
		{"parquet", "a table of runs and one of workers, for data frames", true, []Part{{".runs.parquet", writeRunsParquet}, {".workers.parquet", writeWorkersParquet}}, nil},
		{"benchfmt", "Go benchmark lines, one per run: benchstat -col /workers", true, []Part{{"", writeBenchfmt}}, nil},
		{"bencher", "Bencher Metric Format: S, times and speed-ups with intervals", false, []Part{{"", writeBencher}}, nil},
		{"openmetrics", "OpenMetrics text: the same numbers as gauges", false, []Part{{"", writeOpenMetrics}}, nil},
		{"trace", "Chrome trace events of the workers of some runs, for Perfetto", true, []Part{{"", writeTrace}}, sumsOnly},
	}
}

// A Format is a form in which other programs read results.
type Format struct {
	Name    string
	Summary string
	Each    bool   // it has every run; else what an analysis found
	Parts   []Part // files; a single part without a suffix may also go to standard output

	// Warnings returns a line for each sweep that the format shows only in part. It is nil
	// for a format that shows all.
	Warnings func(all []Sweep, o Options) ([]string, error)
}

// A Part is a file of a format. Write reads the sweeps and keeps nothing of them. Its error
// is that of w or of the runs, or describes what cannot be exported, of which it then has written
// nothing.
type Part struct {
	Suffix string // appended to the requested name; "" = the name as it is
	Write  func(w io.Writer, all []Sweep, o Options) error
}

// A Sweep is a result file with a name that no other sweep of the export has.
type Sweep struct {
	Name     string
	Analysis *analysis.Report // for a format without each run, which needs nothing else
	File     *results.File    // for one that has each

	// Runs are those that a format writes which has each: read one after the other, as often as it
	// needs, so that of a long file only a part is held. nil = those of File.
	Runs iter.Seq2[*harness.Run, error]
}

// runs yields the runs of a sweep, in file order. An error is the last that is yielded.
func (s *Sweep) runs() iter.Seq2[*harness.Run, error] {
	if s.Runs != nil {
		return s.Runs
	}
	return func(yield func(*harness.Run, error) bool) {
		for i := range s.File.Runs {
			if !yield(&s.File.Runs[i], nil) {
				return
			}
		}
	}
}

// Options select what is exported. The zero value is the default.
type Options struct {
	Runs Selection // of timelines: trace

	SafeCSV bool // texts that a spreadsheet would take for formulas are made texts: csv
}

// Title returns the name by which a user selects the format, and a summary of it.
func (f Format) Title() (name, summary string) { return f.Name, f.Summary }

// Text reports whether a format is one text, which may go to standard output.
func (f Format) Text() bool { return len(f.Parts) == 1 && f.Parts[0].Suffix == "" }
