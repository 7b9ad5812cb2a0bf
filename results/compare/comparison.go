package compare

import (
	"serialfraction/fit"
	"serialfraction/harness/machine"
	"serialfraction/results/analysis"
	"serialfraction/results/record"
)

// A Comparison holds each of some sweeps against the first. It is the JSON that other
// programs may rely on.
type Comparison struct {
	Schema   int            `json:"schema"` // 1
	Verdict  string         `json:"verdict"`
	Scope    analysis.Scope `json:"scope"`
	Level    float64        `json:"level"`     // of all differences together
	RowLevel float64        `json:"row_level"` // of the interval of each
	Tests    int            `json:"tests"`     // rows that are judged together, over all pairs
	Margins  Margins        `json:"margins"`
	Baseline Side           `json:"baseline"`
	Pairs    []Pair         `json:"pairs"` // one for each further sweep
}

// Margins are the differences that do not matter.
type Margins struct {
	Time   float64 `json:"time"`            // of times, speed-ups and ceilings, as a share: 0.01
	Serial float64 `json:"serial_fraction"` // of S and of causes
}

// A Side is one of the sweeps.
type Side struct {
	Name    string              `json:"name"`
	Machine machine.Description `json:"machine"`
	Workers []int               `json:"workers"` // N that were timed
	Fitted  []int               `json:"fitted_workers"`
	Repeats int                 `json:"repeats"` // blocks
	Model   string              `json:"model"`   // the law that S is read from; "" where none could be fitted
}

// A Pair is a sweep beside the baseline.
type Pair struct {
	Side
	Paired      bool            `json:"paired"` // their blocks were interleaved, and are compared block by block
	Differences []Difference    `json:"differences"`
	Rows        []Row           `json:"rows"`
	Verdict     string          `json:"verdict"`
	Warnings    []string        `json:"warnings"`
	Checks      []analysis.Gate `json:"checks,omitempty"` // what was asked of the change
	Next        []string        `json:"next"`             // commands that make Longer, in words that are the caller's to add

	Longer []Longer `json:"-"` // would settle what one cannot tell
}

// Row returns the row of a quantity: "S", "T(8)", "cause:split".
func (p *Pair) Row(quantity string) (Row, bool) {
	for _, r := range p.Rows {
		if r.Quantity == quantity {
			return r, true
		}
	}
	return Row{}, false
}

// A Difference is something in which the headers differ.
type Difference struct {
	Key string `json:"key"` // as in the result file: machine.cpu_model
	Old string `json:"old"` // "" = not there
	New string `json:"new"`
}

// A Row is one quantity of both sweeps.
//
// Quantities are "T(N)", the time on N workers; "speedup@N", T(1)/T(N) as measured;
// "T1" and "S" of the fitted law; "ceiling", the most speed-up; "cause:NAME", the part
// of S that is charged to it; and "rows/s/worker", the rows per second over N at the
// largest N that a machine has CPUs for, which puts machines of unlike size beside
// each other.
type Row struct {
	Quantity string `json:"quantity"`
	Unit     string `json:"unit"`              // "s", "x", "1" (a share) or "rows/s"
	Workers  int    `json:"workers,omitempty"` // N; 0 where there is none, or each has its own

	Old fit.Interval `json:"old"` // each by itself, at the level of the comparison
	New fit.Interval `json:"new"`

	Difference fit.Interval  `json:"difference"` // new less old, at the row level
	Ratio      *fit.Interval `json:"ratio"`      // new over old, at the row level; nil for S and causes
	P          *float64      `json:"p"`          // of no difference, adjusted over all rows; nil where only the interval tells

	Verdict Verdict `json:"verdict"`
	Repeats int     `json:"repeats,omitempty"` // of every N, that would settle it; 0 = settled, or none would
	Reason  string  `json:"reason,omitempty"`  // why one cannot tell, where it is not noise alone

	OldShare *float64 `json:"old_share,omitempty"` // of S, for a cause; nil where S may be 0
	NewShare *float64 `json:"new_share,omitempty"`
}

// A Verdict is what a row says of the new sweep.
type Verdict string

// The verdicts. A time or a rate is faster or slower; a speed-up, a ceiling, S and a
// cause are more or less.
const (
	Faster     Verdict = "faster"
	Slower     Verdict = "slower"
	More       Verdict = "more"
	Less       Verdict = "less"
	Same       Verdict = "no difference"
	CannotTell Verdict = "cannot tell"
)

// Options choose what is compared. The zero value is the default.
type Options struct {
	Scope   analysis.Scope // "" = analysis.Pipeline
	Level   float64        // of all rows together; 0 = 0.95
	Margins Margins        // a 0 = DefaultMargins
	Names   []string       // of the files, parallel to them; nil = A, B, C …

	RowLevel float64 // of the interval of each difference; 0 = Level, corrected for the number of rows
}

// DefaultMargins are a hundredth of a time, and of S what a sweep is precise to.
var DefaultMargins = Margins{Time: 0.01, Serial: record.DefaultPrecision}
