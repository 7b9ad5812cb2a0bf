package results

import "serialfraction/harness"

// The methods below derive properties of a sweep from names in its header.
// [harness.EngineKind] has those of an engine, [harness.Schedule] those of a schedule and
// workloadKinds those of a workload. A name that this version does not know has none.

// Simulated reports whether the times were computed from a law and not measured.
func (h *Header) Simulated() bool { return h.kind().Simulated }

// WholePrograms reports whether programs were timed from start to end, without any
// measurement inside them.
func (h *Header) WholePrograms() bool { return h.kind().WholePrograms }

// WholeFunctions reports whether functions of a benchmark were timed from call to return.
func (h *Header) WholeFunctions() bool { return h.kind().WholeFunctions }

// Paces reports whether a sweep of this engine can have more workers than CPUs, because
// each waits for the pace of its rows.
func (h *Header) Paces() bool { return h.kind().Paces }

// Remote reports whether the workers were processes that got their rows as messages.
func (h *Header) Remote() bool { return h.kind().Remote }

// ShipsRows reports whether each task brought its rows to a remote worker. Workers had all rows else.
func (h *Header) ShipsRows() bool {
	return h.Remote() && (h.Request == nil || h.Request.Ship == "" || h.Request.Ship == "rows")
}

// Coordinated reports whether a coordinator was busy in addition to the workers. Older
// files name a schedule even for an engine that has none.
func (h *Header) Coordinated() bool {
	s, err := harness.ScheduleByName(h.Schedule)
	return h.Remote() || err == nil && s.Coordinated()
}

// Shrinks reports whether a worker that claimed took several chunks at once, fewer towards the end.
func (h *Header) Shrinks() bool {
	s, err := harness.ScheduleByName(h.Schedule)
	return err == nil && s.Shrinks()
}

// Processes reports whether the workers were processes. A process may wait, and may have
// several threads.
func (h *Header) Processes() bool { return workloadKindOf(h.Workload).processes }

// RowBytes returns the bytes of a row as a link carries it.
func (h *Header) RowBytes() int {
	if workloadKindOf(h.Workload).packed {
		return (h.Data.Cols + 3) / 4
	}
	return 8 * h.Data.Cols
}

// KernelWakes reports whether the kernel woke the workers at their release, and not the Go
// runtime.
func (h *Header) KernelWakes() bool { return h.Parking == harness.ByFutex }

func (h *Header) kind() harness.EngineKind { return harness.EngineKindOf(h.Engine) }

// A workloadKind holds properties of a workload that an analysis cannot read from its runs.
type workloadKind struct {
	name      string
	processes bool
	packed    bool // its rows are genotypes, which stay packed as in a file of PLINK: two bits each
}

// workloadKinds lists the workloads that have such a property. The table of all workloads
// is in a package that this one may not import.
var workloadKinds = []workloadKind{
	{name: "pipe", processes: true},
	{name: "python", processes: true},
	{name: "r", processes: true},
	{name: "trend", packed: true},
}

func workloadKindOf(name string) workloadKind {
	for _, k := range workloadKinds {
		if k.name == name {
			return k
		}
	}
	return workloadKind{}
}
