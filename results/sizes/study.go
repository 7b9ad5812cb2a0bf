package sizes

import (
	"cmp"
	"math"
	"slices"

	"serialfraction/fit"
	"serialfraction/results/analysis"
)

// A Study is S and its causes against the number of rows. Other programs may rely on its JSON;
// times are in seconds.
type Study struct {
	Schema   int    `json:"schema"` // 1
	Verdict  string `json:"verdict"`
	Workload string `json:"workload"`
	Sizes    []Size `json:"sizes"` // ascending

	// Of the sizes that have an S of the job, where there are two: the serial time S·T(1) as a line, and each
	// cause of it. They are null else.
	FixedSeconds   *fit.Interval `json:"fixed_seconds"`    // whatever the rows
	SecondsPerRow  *fit.Interval `json:"seconds_per_row"`  // of the serial time
	LargeJobSerial *fit.Interval `json:"large_job_serial"` // S of a job so large that what is fixed does not count
	Causes         []Cause       `json:"causes"`           // the largest first

	Notes     []string `json:"notes"`
	Simulated bool     `json:"simulated,omitempty"`

	Largest *analysis.Report `json:"-"` // of the most rows; nil where no size has a report

	oneFixed, onePerRow float64 // of T(1), in seconds
	strain              float64 // of the line of the serial time
}

// Curve returns S of a job of so many rows by the lines of the serial time and of T(1).
func (s *Study) Curve(rows float64) float64 {
	return (s.FixedSeconds.Value + rows*s.SecondsPerRow.Value) / (s.oneFixed + rows*s.onePerRow)
}

// A Size is the sweep of one number of rows.
type Size struct {
	Rows    int           `json:"rows"`
	File    string        `json:"file"`
	State   string        `json:"state,omitempty"` // why it has no S, or that its sweep was interrupted
	Seconds *fit.Interval `json:"t1_seconds"`
	Serial  *fit.Interval `json:"serial_fraction"`         // here; nil where the runs do not give it
	Program *fit.Interval `json:"program_serial_fraction"` // of the program by itself; nil where it has no interval
	Loaded  bool          `json:"loaded,omitempty"`        // other work on the machine made Serial, which is then no property of the job
	Model   string        `json:"serial_fraction_model"`   // the law that Serial is read from
	Workers []int         `json:"fitted_workers"`
	host    string
	causes  []analysis.Cause
}

// A Cause is a part of S, at the sizes of a study that are Known.
type Cause struct {
	Name   string         `json:"name"`
	Serial []fit.Interval `json:"serial_fraction"` // its part of S at each size
	Fixed  fit.Interval   `json:"fixed_seconds"`   // of its part of S·T(1), whatever the rows
	PerRow fit.Interval   `json:"seconds_per_row"`
	Growth Growth         `json:"growth"`
}

// Of makes the study of sweeps of one job. A size without a report has a State.
func Of(all []Size, reports []*analysis.Report) *Study {
	s := &Study{Schema: 1, Sizes: all, Causes: []Cause{}, Notes: []string{}}
	for i, a := range reports {
		if a == nil {
			continue
		}
		s.Workload, s.Simulated, s.Largest = a.Workload, a.Simulated, a
		size := &s.Sizes[i]
		size.Seconds, size.Workers, size.Model, size.host = a.T1Seconds, a.FittedWorkers, a.SerialFractionModel, a.Machine.Hostname
		if a.Interrupted {
			size.State = "interrupted"
		}
		if a.SerialFraction == nil || a.T1Seconds == nil || !a.SerialFraction.Bounded() {
			size.State = cmp.Or(size.State, "S is not known")
			continue
		}
		size.Serial, size.causes = a.SerialFraction, a.Causes
		if own := a.ProgramSerialFraction; own != nil && own.Bounded() {
			size.Program = own
		}
		if size.Loaded = a.OtherWork != nil && a.OtherWork.Made; size.Loaded {
			size.State = cmp.Or(size.State, "other work")
		}
	}
	known := s.known()
	if len(known) >= 2 {
		s.lines(known)
	}
	s.Verdict = verdict(s, known)
	s.note(known)
	s.noteOtherWork(reports)
	return s
}

// Known reports whether a size has an S of the job, so that the lines are drawn through it.
func (z Size) Known() bool { return z.Serial != nil && !z.Loaded }

// known returns the sizes that have an S of the job.
func (s *Study) known() []Size {
	return slices.DeleteFunc(slices.Clone(s.Sizes), func(z Size) bool { return !z.Known() })
}

// seen is the least part of S of a cause that is shown.
const seen = 0.00005

// lines draws the lines of the serial time and of its causes.
func (s *Study) lines(known []Size) {
	var rows, seconds []float64
	var serial, one []fit.Interval
	for _, z := range known {
		rows, seconds = append(rows, float64(z.Rows)), append(seconds, z.Seconds.Value)
		serial, one = append(serial, scaled(*z.Serial, z.Seconds.Value)), append(one, *z.Seconds)
	}
	l := NewLine(rows, seconds)
	fixed, perRow := l.read(l.At(0), serial), l.read(l.PerRow(), serial)
	s.FixedSeconds, s.SecondsPerRow = &fixed, &perRow
	s.oneFixed = Sum(l.At(0), one).Value
	row := l.read(l.PerRow(), one)
	if s.onePerRow = row.Value; row.Lo > 0 {
		s.LargeJobSerial = new(over(perRow, row))
	}
	s.strain = l.Strain(serial)
	for _, c := range known[len(known)-1].causes {
		part := Cause{Name: c.Name}
		var of []fit.Interval
		for _, z := range known {
			i := slices.IndexFunc(z.causes, func(o analysis.Cause) bool { return o.Name == c.Name })
			if i < 0 {
				break
			}
			part.Serial = append(part.Serial, z.causes[i].Interval)
			of = append(of, scaled(z.causes[i].Interval, z.Seconds.Value))
		}
		if len(of) < len(known) {
			continue // not measured at every size
		}
		if !slices.ContainsFunc(part.Serial, func(i fit.Interval) bool { return math.Abs(i.Value) >= seen }) {
			continue
		}
		part.Fixed, part.PerRow, part.Growth = l.read(l.At(0), of), l.read(l.PerRow(), of), GrowthOf(l, of)
		s.Causes = append(s.Causes, part)
	}
	largest := func(c Cause) float64 {
		most := 0.0
		for _, i := range c.Serial {
			most = max(most, math.Abs(i.Value))
		}
		return most
	}
	slices.SortStableFunc(s.Causes, func(a, b Cause) int { return cmp.Compare(largest(b), largest(a)) })
}

// scaled returns k times an interval, k above 0.
func scaled(i fit.Interval, k float64) fit.Interval {
	return fit.Interval{Value: k * i.Value, Lo: k * i.Lo, Hi: k * i.Hi, Level: i.Level}
}

// over returns a quotient of independent quantities, to first order; b is above 0.
func over(a, b fit.Interval) fit.Interval {
	q := a.Value / b.Value
	down, up := q*(b.Hi/b.Value-1), q*(1-b.Lo/b.Value) // a larger b makes a positive quotient smaller
	if q < 0 {
		down, up = -up, -down
	}
	return fit.Interval{Value: q, Lo: q - math.Hypot((a.Value-a.Lo)/b.Value, down), Hi: q + math.Hypot((a.Hi-a.Value)/b.Value, up), Level: a.Level}
}
