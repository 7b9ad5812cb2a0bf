package harness

// An EngineKind says what an engine is. A result file has the name of an engine alone, and
// whoever reads it asks [EngineKindOf] what that means: no name is compared anywhere else.
type EngineKind struct {
	Name string // as the engine says it and a result file has it; a file keeps it for ever

	Simulated      bool // it obeys a law: it has no clock, needs no machine, keeps no pace and shows no profile
	OneWorker      bool // it has no N but 1
	Paces          bool // a sweep of it can have more workers than CPUs, for it paces the rows of each
	WholePrograms  bool // it times programs from start to end, each a process of its own
	WholeFunctions bool // it times functions from call to return, in this process
	Control        bool // its runs are independent copies, beside those of the engine that is fitted
	Alternative    bool // its runs are of another algorithm, beside those of the engine that is fitted
}

// Whole reports whether the engine times work whole, and sees no phase and no worker of it.
func (k EngineKind) Whole() bool { return k.WholePrograms || k.WholeFunctions }

// The kinds of engine, which the engines take their names from.
var (
	PoolKind        = EngineKind{Name: "pool", Paces: true}
	SerialKind      = EngineKind{Name: "serial", OneWorker: true}
	SimKind         = EngineKind{Name: "sim", Simulated: true}
	CommandKind     = EngineKind{Name: "command", WholePrograms: true}
	FunctionKind    = EngineKind{Name: "function", WholeFunctions: true}
	ControlKind     = EngineKind{Name: "control", Control: true}
	AlternativeKind = EngineKind{Name: "rival", Alternative: true}
)

// EngineKinds is the table of them.
var EngineKinds = []EngineKind{PoolKind, SerialKind, SimKind, CommandKind, FunctionKind, ControlKind, AlternativeKind}

// EngineKindOf returns the kind of the engine of a name. Of a name that is not in the
// table, as that of an engine that somebody else wrote, it says nothing but the name.
func EngineKindOf(name string) EngineKind {
	for _, k := range EngineKinds {
		if k.Name == name {
			return k
		}
	}
	return EngineKind{Name: name}
}
