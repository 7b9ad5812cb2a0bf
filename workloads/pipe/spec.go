package pipe

import (
	"context"
	"encoding/csv"
	"io"
	"slices"
	"strings"

	"serialfraction/harness"
	"serialfraction/workloads/spec"
)

const summary = "a program of yours, in any language, that reads rows and answers each with numbers"

// Spec is the entry of the workload in the table.
var Spec = spec.Workload{
	Name:    ownName,
	Summary: summary,
	Bound:   "the program",
	Data:    spec.Data{Source: "synth:rows=%d,cols=20,seed=1,effect=0.5,changed=0.05", Rows: 2000, Memory: 300}, // what a row costs is up to the program
	Params:  params,
	Example: "-- python3 score.py",
	Texts:   func(args spec.Args) bool { return args.Of("texts") == "true" },
	Script:  New,
}

var params = []spec.Param{
	{Name: "frame", Default: frames[0].Name, Usage: "write rows and read answers as `FRAME`: " + frameHelp()},
	{Name: "header", Usage: "csv, f8: begin with a line of `NAMES`: names (those of the columns; the default), or none, where the program reads rows alone"},
	{Name: "texts", Switch: true, Usage: "hand over the columns of text of a table too, after the id of a row and before its numbers"},
	outputsParam,
	{Name: "per-chunk", Switch: true, Usage: "start a process for each chunk, whose input ends with the chunk: for programs that read all of it first, or do not flush"},
	{Name: "no-probe", Switch: true, Usage: "do not send the first row to each new process to see when it is ready: its start-up then counts as work"},
	timeoutParam,
}

var (
	outputsParam = spec.Param{Name: "outputs", Usage: "`NAMES` of its answers for a row, such as t,df,p, or of the columns to keep where it names them itself; by default all columns that it names, else y1, y2, …"}
	timeoutParam = spec.Param{Name: "timeout", Default: "60s", Time: true, Usage: "longest `TIME` that it may take from one whole answer to the next while answers are due"}
)

// headers are what the rows begin with in the frames that have a line of names.
var headers = []string{"names", "none"}

func frameHelp() string {
	var names []string
	for _, f := range frames {
		names = append(names, f.Name+" ("+f.Summary+")")
	}
	return strings.Join(names, ", ")
}

// New tries the program on the first rows and returns the workload that sends it all rows.
func New(ctx context.Context, ds *harness.Dataset, args spec.Args, argv []string, once int) (harness.Workload, error) {
	s := spec.Read(params, args)
	var names []string
	for _, f := range frames {
		names = append(names, f.Name)
	}
	p := &program{Argv: argv, Data: ds,
		Frame:    frames[s.Choice("frame", names...)],
		PerChunk: s.On("per-chunk"),
		Probe:    !s.On("no-probe"),
		Timeout:  s.Duration("timeout"),
		Outputs:  outputNames(s, "outputs"),
		Once:     once,
	}
	s.On("texts")
	if s.Text("header") != "" && s.Choice("header", headers...) == 1 {
		if p.Frame.bare == nil {
			s.Fail("header", headers[1], "the frame "+p.Frame.Name+" has no line of names: leave this out, or type --frame csv")
		}
		p.Frame.encoder = p.Frame.bare
	}
	if p.Frame.Counted && p.Outputs == nil {
		s.Fail("outputs", "", "the frame "+p.Frame.Name+" does not show how many numbers an answer has: type a name for each of them, such as --outputs t,p")
	}
	if s.Err() != nil {
		return harness.Workload{}, s.Err()
	}
	if err := p.Try(ctx); err != nil {
		return harness.Workload{}, err
	}
	return p.workload(), nil
}

// outputNames returns the names of columns in a setting, a line of CSV; nil = none.
func outputNames(s *spec.Settings, name string) []string {
	text := s.Text(name)
	if text == "" {
		return nil
	}
	list := csv.NewReader(strings.NewReader(text))
	list.LazyQuotes, list.TrimLeadingSpace = true, true
	names, err := list.Read()
	_, more := list.Read()
	bad := err != nil || more != io.EOF
	for i, n := range names {
		names[i] = strings.TrimSpace(n)
		bad = bad || !isText(names[i]) || slices.Contains(names[:i], names[i])
	}
	if bad {
		s.Fail(name, text, "type different names with commas between, such as t,df,p; a name that has a comma in quotes")
		return nil
	}
	return names
}
