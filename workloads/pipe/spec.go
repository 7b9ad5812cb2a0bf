package pipe

import (
	"context"
	"slices"
	"strings"

	"serialfraction/harness"
	"serialfraction/workloads/spec"
)

const summary = "a program of yours, in any language, that reads rows and answers each with numbers"

// Spec is the workload as the table has it.
var Spec = spec.Workload{
	Name:    ownName,
	Summary: summary,
	Bound:   "the program",
	Data:    "synth:rows=2000,cols=20,seed=1,effect=0.5,changed=0.05",
	Params:  params,
	Example: "-- python3 score.py",
	Script:  New,
}

var params = []spec.Param{
	{Name: "frame", Default: frames[0].Name, Usage: "write rows and read answers as `FRAME`: " + frameHelp()},
	{Name: "outputs", Usage: "`NAMES` of what it answers for a row, or those wanted of the names that it says first, such as t,df,p; by default all that it says, else y1, y2, …"},
	{Name: "per-chunk", Switch: true, Usage: "start a process for each chunk, whose input ends with the chunk: for programs that read all of it first, or do not flush"},
	{Name: "no-probe", Switch: true, Usage: "do not hand the first row to each process that starts, to see when it is ready: its start-up then counts as work"},
	{Name: "timeout", Default: "60s", Time: true, Usage: "longest `TIME` that it may be silent while it owes answers"},
}

func frameHelp() string {
	var names []string
	for _, f := range frames {
		names = append(names, f.Name+" ("+f.Summary+")")
	}
	return strings.Join(names, ", ")
}

// New tries the program on the first rows and returns the workload that hands
// it all of them.
func New(ctx context.Context, ds *harness.Dataset, args spec.Args, argv []string) (harness.Workload, error) {
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
	}
	if s.Err() != nil {
		return harness.Workload{}, s.Err()
	}
	if err := p.Try(ctx); err != nil {
		return harness.Workload{}, err
	}
	return harness.Workload{Name: ownName, Summary: summary, Outputs: p.Columns(),
		NewWorker: p.NewWorker, Notes: p.Notes, Coarse: p.PerChunk}, nil
}

// outputNames returns the names of columns that stand between commas, nil for none.
func outputNames(s *spec.Settings, name string) []string {
	text := s.Text(name)
	if text == "" {
		return nil
	}
	names := strings.Split(text, ",")
	for i, n := range names {
		names[i] = strings.TrimSpace(n)
		if !isName(names[i]) || slices.Contains(names[:i], names[i]) {
			s.Fail(name, text, "type different names of letters, digits and _ . -, such as t,df,p")
			return nil
		}
	}
	return names
}
