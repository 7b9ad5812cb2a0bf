package analysis

import (
	"serialfraction/fit"
	"serialfraction/harness"
	"serialfraction/harness/machine"
	"serialfraction/results"
	"serialfraction/results/advice"
)

// A Report is the analysis of one result file. It is recomputed from the runs each time.
// Other programs may rely on its JSON.
type Report struct {
	Schema   int                 `json:"schema"` // 1
	Verdict  string              `json:"verdict"`
	Workload string              `json:"workload"`
	Engine   string              `json:"engine"`
	Schedule string              `json:"schedule"`
	Pin      machine.Pin         `json:"pin,omitempty"` // how the workers were bound to CPUs; "" = they were not
	Scope    Scope               `json:"scope"`
	Machine  machine.Description `json:"machine"`
	Data     results.Data        `json:"data"`

	Settings map[string]string `json:"settings,omitempty"` // of the workload, as the header has them

	ChunkRows   int     `json:"chunk_rows"`
	Chunks      int     `json:"chunks"`
	PaceSeconds float64 `json:"pace_seconds"`            // least time of a row; 0 = not paced
	Weighted    bool    `json:"weighted_rows,omitempty"` // then it is that of a row of weight 1

	Hosts         []harness.Host `json:"hosts,omitempty"`          // of remote workers
	StagedSeconds *float64       `json:"staged_seconds,omitempty"` // until all of them had the rows, before the first run; nil = tasks brought them

	SpawnSeconds *float64 `json:"spawn_seconds,omitempty"` // of a whole program: what starting one that does nothing takes

	// The fit. SerialFraction, AccountedSerialFraction and MaxSpeedup are nil where the runs
	// cannot support one; Verdict then has the reason, and T1Seconds is the time of the runs
	// at N = 1.
	SerialFraction      *fit.Interval `json:"serial_fraction"`
	SerialFractionModel string        `json:"serial_fraction_model,omitempty"` // the law that S is read from; MaxSpeedup is of ChosenModel
	// What the late timers of paced workers add to S; its interval has both. 0 = none was late.
	LateTimersSerialFraction float64 `json:"late_timers_serial_fraction,omitempty"`
	// S of the program by itself, and what the machine adds: they add up to SerialFraction. Both
	// are nil where there is no fit, or the two cannot be told apart.
	ProgramSerialFraction *fit.Interval `json:"program_serial_fraction"`
	ProgramMaxSpeedup     *fit.Interval `json:"program_max_speedup"`
	MachineSerialFraction *fit.Interval `json:"machine_serial_fraction"`
	MachineParts          []MachinePart `json:"machine_parts,omitempty"`   // they add up to its value
	OtherWork             *BusyMachine  `json:"other_work,omitempty"`      // nil = hardly any, or unknown
	ProgramUnknown        Undivided     `json:"program_unknown,omitempty"` // why the two cannot be told apart
	ProgramSeconds        float64       `json:"-"`                         // of one worker on a machine that takes nothing; 0 = not known

	// Of the mean time, where S above is of the typical run (docs/mean.md); nil where the
	// runs do not tell it.
	MeanSerialFraction *fit.Interval       `json:"mean_serial_fraction"`
	MeanMaxSpeedup     *fit.Interval       `json:"mean_max_speedup"`
	MeanStanding       advice.MeanStanding `json:"mean_standing"`

	Drift        *fit.Drift `json:"drift,omitempty"`         // how the machine changed during the sweep; nil = not by as much as matters
	ProgramDrift *fit.Drift `json:"program_drift,omitempty"` // how the program's own S changed, likewise

	AccountedSerialFraction *float64      `json:"accounted_serial_fraction"`
	MaxSpeedup              *fit.Interval `json:"max_speedup"`
	// What every ceiling and every point of the curve beyond the fitted N assumes; nil where the
	// runs check the law.
	AssumedLaw    *fit.Assumption `json:"assumed_law"`
	T1Seconds     *fit.Interval   `json:"t1_seconds"`
	Estimator     string          `json:"estimator"`
	FittedWorkers []int           `json:"fitted_workers"`
	Runs          int             `json:"runs"` // runs that were fitted

	// The law that S is read from, between the N that were timed and up to the next power of 2. Its
	// peak is of ChosenModel: where time is least; nil where it never rises again.
	Curve       []CurvePoint  `json:"curve,omitempty"`
	PeakWorkers *fit.Interval `json:"peak_workers,omitempty"`

	FlaggedRuns []FlaggedRun `json:"flagged_runs,omitempty"` // in file order; a run that nothing disturbed is not in it

	Points      []Point              `json:"points"`
	Counted     []Counted            `json:"counted,omitempty"`           // one for each point; empty where nothing was counted
	Unsplit     Unsplit              `json:"execution_unsplit,omitempty"` // "" = the counters of the processor split it, or there are none
	Causes      []Cause              `json:"causes"`                      // of the fitted S; they add up to its unbounded estimate
	Owners      []Owner              `json:"owners"`                      // the same by owner; each part has its own
	Models      []Model              `json:"models"`
	ChosenModel string               `json:"chosen_model"`
	Control     *Control             `json:"control,omitempty"`
	Algorithms  []Algorithm          `json:"algorithms,omitempty"` // side by side, the exact one first
	Unanswered  []results.Unanswered `json:"unanswered,omitempty"` // of the result rows, where they were written

	// What to do. RecommendedWorkers is that of Recommended; nil where it has none. Without is
	// what the removal of each cause would gain, the largest cause first.
	RecommendedWorkers *int       `json:"recommended_workers"`
	Without            []Removal  `json:"without"`
	WithoutUnknown     Unpromised `json:"without_unknown,omitempty"` // why Without is empty

	Stopped     string          `json:"stopped"` // why the sweep ended
	Interrupted bool            `json:"interrupted"`
	Checks      []Gate          `json:"checks,omitempty"` // the gates of the sweep
	Warnings    []string        `json:"warnings"`         // the messages of Advice but for the verdict's
	Advice      []advice.Advice `json:"advice"`           // each states what is wrong and what settles it

	Choice    *fit.Choice `json:"-"` // of a law, for a forecast; nil where SerialFraction is
	Room      advice.Room `json:"-"` // how many workers run at once, and how to have more
	Simulated bool        `json:"-"` // the times were computed from a law, on no machine
}

// A Point is all runs at one N.
type Point struct {
	Workers        int                `json:"workers"`
	Runs           int                `json:"runs"`
	Seconds        fit.Interval       `json:"seconds"`
	Speedup        fit.Interval       `json:"speedup"`
	Efficiency     float64            `json:"efficiency"`
	KarpFlatt      *float64           `json:"karp_flatt"` // nil at N = 1
	Oversubscribed bool               `json:"oversubscribed"`
	Fitted         bool               `json:"fitted"`
	FittedSpeedup  *fit.Interval      `json:"fitted_speedup"` // the curve and its band at this N
	Flags          []string           `json:"flags"`
	SlowRuns       int                `json:"slow_runs,omitempty"`    // that make the mean another than the typical time
	MeanSeconds    *fit.Interval      `json:"mean_seconds,omitempty"` // where the two differ, or may
	Causes         map[string]float64 `json:"causes"`                 // charge to e(N); their sum is KarpFlatt
	Owners         []PointOwner       `json:"owners"`                 // the same by owner; empty at N = 1
	Process        *Process           `json:"process,omitempty"`      // of a whole program
}

// A Cause is a named part of the serial fraction, charged to its own
// measurement.
type Cause struct {
	Name           string       `json:"name"`
	Owner          string       `json:"owner"` // "program" or "machine"; "" where no measurement assigns it
	SerialFraction float64      `json:"serial_fraction"`
	Interval       fit.Interval `json:"interval"` // of SerialFraction, in repeats of the same sweep; the law is taken as known
	Seconds        float64      `json:"seconds"`  // the cause's own time in a run at N = 1
	Parts          []Cause      `json:"parts,omitempty"`
}

func newCause(name, owner string, share fit.Interval, seconds float64) Cause {
	return Cause{Name: name, Owner: owner, SerialFraction: share.Value, Interval: share, Seconds: seconds}
}

// A Model is a law that was tried.
type Model struct {
	Name   string               `json:"name"`
	Params map[string]fit.Param `json:"params"`
	AICc   *float64             `json:"aicc"`
	Reason string               `json:"reason,omitempty"` // why it cannot be chosen
}

// Control is what the machine does to independent single-worker copies on
// private data. S is 0 by construction, so any S that is found is the machine's. N
// copies do N times the work, so at a point the speed-up is N·T(1)/T(N) and
// e(N) = (T(N)/T(1) − 1)/(N − 1), where T is the seconds of all copies side by side.
type Control struct {
	SerialFraction *fit.Interval `json:"serial_fraction"`
	Points         []Point       `json:"points"`
}
