package results

import "serialfraction/harness"

// What a sweep was, by the names that its header has. [harness.EngineKind] says it of an
// engine, [harness.Schedule] of a schedule, and workloadKinds of a workload; of a name that
// this version does not know they say nothing.

// Simulated reports whether the times are those of a law, and of no machine.
func (h *Header) Simulated() bool { return h.kind().Simulated }

// WholePrograms reports whether programs were timed from start to end, of whose inside
// nothing was seen.
func (h *Header) WholePrograms() bool { return h.kind().WholePrograms }

// Paces reports whether a sweep of this engine can have more workers than CPUs, because
// each waits for the pace of its rows.
func (h *Header) Paces() bool { return h.kind().Paces }

// Coordinated reports whether one more thread than the workers was busy. Older files name
// a schedule of an engine that has none.
func (h *Header) Coordinated() bool {
	s, err := harness.ScheduleByName(h.Schedule)
	return err == nil && s.Coordinated()
}

// Processes reports whether the workers were processes, which may wait and may have many
// threads.
func (h *Header) Processes() bool { return workloadKindOf(h.Workload).processes }

// TakesExpression reports whether expression data of two groups of samples, as golub is,
// serves the workload better than the rows that are generated for it.
func (h *Header) TakesExpression() bool { return workloadKindOf(h.Workload).expression }

func (h *Header) kind() harness.EngineKind { return harness.EngineKindOf(h.Engine) }

// A workloadKind is what an analysis must know of a workload beside its runs.
type workloadKind struct {
	name       string
	processes  bool
	expression bool
}

// workloadKinds is the table of those of which there is anything to know. The table of
// workloads itself is not seen from here: it makes them.
var workloadKinds = []workloadKind{
	{name: "pipe", processes: true},
	{name: "ttest", expression: true},
}

func workloadKindOf(name string) workloadKind {
	for _, k := range workloadKinds {
		if k.name == name {
			return k
		}
	}
	return workloadKind{}
}
