package timings

import (
	"serialfraction/harness"
	"serialfraction/harness/formats"
)

// Formats returns the table of formats, in the order in which a source is tried. To add
// one, write its file and its line.
func Formats() formats.Table[Format] {
	return formats.Table[Format]{
		{resultFormat, "result file of harness sweep", isResults, readResults},
		{"hyperfine", "hyperfine --export-json", isHyperfine, readHyperfine},
		{"hyperfine-csv", "hyperfine --export-csv: means only", isHyperfineCSV, readHyperfineCSV},
		{"google-benchmark", "Google Benchmark --benchmark_format=json", isGoogleBenchmark, readGoogleBenchmark},
		{"google-console", "what Google Benchmark prints", isGoogleConsole, readGoogleConsole},
		{"google-csv", "Google Benchmark --benchmark_format=csv", isGoogleCSV, readGoogleCSV},
		{criterionFormat, "cargo criterion --message-format=json, or the folder target/criterion", isCriterion, readCriterion},
		{"cargo-bench", "what cargo bench prints", isCargoBench, readCargoBench},
		{"asv", "a file of .asv/results/MACHINE: results of airspeed velocity", isASV, readASV},
		{"pytest-benchmark", "pytest --benchmark-json=FILE", isPytest, readPytest},
		{"pyperf", "pyperf -o FILE.json", isPyperf, readPyperf},
		{"jmh", "JMH -rf json", isJMH, readJMH},
		{"jmh-csv", "JMH -rf csv: means only", isJMHCSV, readJMHCSV},
		{"jmh-text", "what JMH prints", isJMHText, readJMHText},
		{"benchfmt", "go test -bench -cpu 1,2,4 -count 10", isBenchfmt, readBenchfmt},
		{"load-test", "output of wrk or pgbench, one run after the other", isLoadTest, readLoadTest},
		{"sysbench", "output of sysbench, one run after the other", isSysbench, readSysbench},
		{"time", "output of time, /usr/bin/time, perf stat or hyperfine, with N before each run or in the commands", isTimeLog, readTimeLog},
		{recordsFormat, "JSON objects, one for each run, or a list of them, or a table as pandas writes it", isRecords, readRecords},
		{tableFormat, "columns between commas, semicolons, tabs, bars or spaces", isTable, readTable},
	}
}

// resultFormat is the name of the format of result files.
const resultFormat = "results"

// criterionFormat is the name of the format that a folder may have.
const criterionFormat = "criterion"

// tableFormat is the name of the format whose columns are known by their names alone.
const tableFormat = "csv"

// recordsFormat is the name of the format whose fields are known by their names alone.
const recordsFormat = "json"

// A Format is a file format of timings.
type Format struct {
	Name    string
	Summary string // which command writes it, or what it looks like

	sniff func(s source) bool // true for a damaged file too, so that read can name the place
	read  func(s source, o Options) ([]Series, error)
}

// Title returns the name of the format, as an option has it, and its summary.
func (f Format) Title() (name, summary string) { return f.Name, f.Summary }

// formatOf returns the named format, or without a name the format that s looks like.
func formatOf(s source, name string) (Format, error) {
	if name != "" {
		return formatNamed(name)
	}
	if err := s.checkForeign(); err != nil {
		return Format{}, err
	}
	for _, f := range Formats() {
		if f.sniff(s) {
			return f, nil
		}
	}
	return Format{}, s.unclear(ByFrom, "looks like none of %s: name the format", Formats().Names())
}

// formatNamed returns the format of that name, or a *harness.FlagError.
func formatNamed(name string) (Format, error) {
	f, ok := Formats().Find(name)
	if !ok {
		return f, &harness.FlagError{Flag: "from", Value: name, Want: "type one of " + Formats().Names()}
	}
	return f, nil
}
