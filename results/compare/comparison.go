package compare

import (
	"encoding/json"
	"time"

	"serialfraction/fit"
	"serialfraction/harness/machine"
	"serialfraction/results/analysis"
	"serialfraction/results/number"
	"serialfraction/results/record"
)

// A Comparison compares several sweeps, each with the first. Its JSON is stable: other
// programs may rely on it.
type Comparison struct {
	Schema   int            `json:"schema"` // 1
	Verdict  string         `json:"verdict"`
	Scope    analysis.Scope `json:"scope"`
	Level    float64        `json:"level"`     // probability that all intervals together hold
	RowLevel float64        `json:"row_level"` // level of the interval of each row
	Tests    int            `json:"tests"`     // rows that are judged together, over all pairs
	Margins  Margins        `json:"margins"`
	Baseline Side           `json:"baseline"`
	Pairs    []Pair         `json:"pairs"` // one for each further sweep
}

// Margins are the largest differences that do not matter.
type Margins struct {
	Time   float64 `json:"time"`            // for times, rates, speed-ups and ceilings, as a share: 0.01
	Serial float64 `json:"serial_fraction"` // for S and causes, as a difference
}

// A Side describes one of the compared sweeps, or several that are one side.
type Side struct {
	Name    string              `json:"name"`
	Machine machine.Description `json:"machine"`
	Workers []int               `json:"workers"` // N that were timed
	Fitted  []int               `json:"fitted_workers"`
	Repeats int                 `json:"repeats"`          // blocks; of several sweeps, of that which has fewest
	Model   string              `json:"model"`            // the law that S is read from, of several sweeps that of the first; "" where none could be fitted
	Sweeps  []Sweep             `json:"sweeps,omitempty"` // by time; nil = one

	AssumedLaw *fit.Assumption `json:"assumed_law"` // what the ceiling assumes; nil where the runs check the law

	// As in [analysis.Report]. Of several sweeps the first two are nil, for rows compare them,
	// and other work is that of the sweep that had most.
	ProgramSerialFraction *fit.Interval         `json:"program_serial_fraction"`
	MachineSerialFraction *fit.Interval         `json:"machine_serial_fraction"`
	ProgramUnknown        analysis.Undivided    `json:"program_unknown,omitempty"`
	OtherWork             *analysis.BusyMachine `json:"other_work,omitempty"`
}

// A Sweep is one of several of a side.
type Sweep struct {
	Name    string    `json:"name"`
	Time    time.Time `json:"time"`    // when it began
	Seconds float64   `json:"seconds"` // T(1)
}

// A Pair is the comparison of a sweep, or of several sweeps of one job, with the baseline.
type Pair struct {
	Side
	Paired      bool            `json:"paired"`          // their blocks were interleaved, and are compared block by block
	Apart       bool            `json:"apart,omitempty"` // of several sweeps a side on one machine: all of one side came before all of the other
	Differences []Difference    `json:"differences"`
	Conditions  []Condition     `json:"conditions,omitempty"` // of the machines before two sweeps that were not interleaved
	Rows        []Row           `json:"rows"`
	Verdict     string          `json:"verdict"`
	Warnings    []string        `json:"warnings"`
	Checks      []analysis.Gate `json:"checks,omitempty"` // outcomes of the gates on the change; filled in by the caller
	Next        []string        `json:"next"`             // commands that make Longer; filled in by the caller

	Longer []Longer `json:"-"` // sweeps that would settle the rows with the verdict CannotTell
}

// Row returns the row of a quantity, such as "S", "T(8)" or "cause:split", and whether
// there is one.
func (p *Pair) Row(quantity string) (Row, bool) {
	for _, r := range p.Rows {
		if r.Quantity == quantity {
			return r, true
		}
	}
	return Row{}, false
}

// A Difference is a key of the header that has different values in the two files.
type Difference struct {
	Key string `json:"key"` // as in the result file: machine.cpu_model
	Old string `json:"old"` // "" = the header lacks the key
	New string `json:"new"` // likewise
}

// A Row compares one quantity of both sweeps.
//
// Quantities are "T(N)", the time on N workers; "speedup@N", T(1)/T(N) as measured;
// "T1" and "S" of the fitted law; "program", the program's own S, and "machine", what the
// machine adds to it; "ceiling", the greatest speed-up of any N; "cause:NAME", the part of S
// that is charged to the cause; and "rows/s/worker", the rows per second and worker at the
// largest N that each machine has CPUs for, which compares machines of different size.
type Row struct {
	Quantity string `json:"quantity"`
	Unit     string `json:"unit"`              // "s", "x", "1" (a share) or "rows/s"
	Workers  int    `json:"workers,omitempty"` // N; 0 = the quantity has no N, or each side its own

	Old fit.Interval `json:"old"` // of each side alone, at the level of the comparison
	New fit.Interval `json:"new"`

	Difference fit.Interval  `json:"difference"` // new − old, at the row level
	Ratio      *fit.Interval `json:"ratio"`      // new / old, at the row level; nil for S and causes
	P          *float64      `json:"p"`          // p-value of no difference, adjusted over all rows; nil if the interval alone decides

	OldSweeps Values `json:"old_sweeps,omitempty"` // of the sweeps of which the row is; nil = one sweep a side
	NewSweeps Values `json:"new_sweeps,omitempty"`

	Verdict Verdict `json:"verdict"`
	Repeats int     `json:"repeats,omitempty"` // of every N, that would settle the row; 0 = settled, or no number would
	Sweeps  int     `json:"sweeps,omitempty"`  // of each side, likewise, where a side has several
	Reason  string  `json:"reason,omitempty"`  // of the verdict CannotTell, if it is not noise alone

	OtherWork bool `json:"other_work,omitempty"` // the intervals allow for that on a busy side

	OldShare *float64 `json:"old_share,omitempty"` // of S, for a cause; nil if S may be 0
	NewShare *float64 `json:"new_share,omitempty"`

	made int
}

// Made returns how many repeats of every N are worth as much as the runs that were made, of the
// side that has fewer, as Repeats has how many would settle the row; 0 = that is not known.
func (r Row) Made() int { return r.made }

// Values are the numbers of several sweeps, by time. One that is not finite, as the ceiling of a
// sweep whose S is not above 0, is null in JSON.
type Values []float64

// MarshalJSON writes a list of numbers.
func (v Values) MarshalJSON() ([]byte, error) {
	list := make([]*float64, len(v))
	for i := range v {
		if number.Finite(v[i]) {
			list[i] = &v[i]
		}
	}
	return json.Marshal(list)
}

// A Verdict is how the new sweep differs from the old one in a row.
type Verdict string

// The verdicts. A time or a rate is faster or slower; a speed-up, a ceiling, S and a
// cause are more or less.
const (
	Faster     Verdict = "faster"        // the new time is less, or the new rate more
	Slower     Verdict = "slower"        // the new time is more, or the new rate less
	More       Verdict = "more"          // the new value is more
	Less       Verdict = "less"          // the new value is less
	Same       Verdict = "no difference" // the interval of the difference lies within the margin
	CannotTell Verdict = "cannot tell"   // neither a difference nor its absence is shown
)

// Options choose what is compared. The zero value is the default.
type Options struct {
	Level   float64 // of all rows together; 0 = 0.95
	Margins Margins // a field that is 0 = that of DefaultMargins

	Names []string       // of files, parallel to them; nil = A, B, C …
	Scope analysis.Scope // of files; "" = analysis.Pipeline

	RowLevel float64 // of the interval of each difference; 0 = Level, corrected for the number of rows
}

// DefaultMargins are 1 % of a time, and for S the precision at which a sweep stops.
var DefaultMargins = Margins{Time: 0.01, Serial: record.DefaultPrecision}
