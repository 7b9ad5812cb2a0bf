package harness

// An EngineKind describes what an engine is and can do. A result file holds only the name
// of an engine; a reader of the file looks up its kind with [EngineKindOf]. No other code
// compares names.
type EngineKind struct {
	Name string // of the engine, in code and in result files; it must never change

	Remote         bool // its workers are processes, here or on other machines, that get their rows as messages
	Simulated      bool // it obeys a law: it has no clock, needs no machine, keeps no pace and shows no profile
	OneWorker      bool // it has no N but 1
	Paces          bool // a sweep of it can have more workers than CPUs, for it paces the rows of each
	WholePrograms  bool // it times programs from start to end, each a process of its own
	WholeFunctions bool // it times functions from call to return, in this process
	Control        bool // its runs are independent copies, beside those of the engine that is fitted
	Alternative    bool // its runs are of another algorithm, beside those of the engine that is fitted
}

// Whole reports whether the engine times work as a whole, without its phases and workers.
func (k EngineKind) Whole() bool { return k.WholePrograms || k.WholeFunctions }

// The kinds of engine. The engines take their names from here.
var (
	PoolKind        = EngineKind{Name: "pool", Paces: true}                 // N workers share the chunks of one job
	SerialKind      = EngineKind{Name: "serial", OneWorker: true}           // a plain loop
	RemoteKind      = EngineKind{Name: "remote", Remote: true, Paces: true} // N processes, each told its rows
	SimKind         = EngineKind{Name: "sim", Simulated: true}              // times computed from a law
	CommandKind     = EngineKind{Name: "command", WholePrograms: true}      // a program, told N
	FunctionKind    = EngineKind{Name: "function", WholeFunctions: true}    // a benchmark of package testing, told N
	ControlKind     = EngineKind{Name: "control", Control: true}            // N independent copies of the job
	AlternativeKind = EngineKind{Name: "rival", Alternative: true}          // another algorithm for the same job
)

// EngineKinds is the table of all kinds.
var EngineKinds = []EngineKind{PoolKind, SerialKind, RemoteKind, SimKind, CommandKind, FunctionKind, ControlKind, AlternativeKind}

// EngineKindOf returns the kind of the engine with this name. For a name that is not in
// the table, such as that of a caller's own engine, only Name is set.
func EngineKindOf(name string) EngineKind {
	for _, k := range EngineKinds {
		if k.Name == name {
			return k
		}
	}
	return EngineKind{Name: name}
}
