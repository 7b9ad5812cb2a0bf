package advice

import (
	"fmt"
	"strings"

	"serialfraction/fit"
	"serialfraction/harness/wording"
)

// Above says that N above the CPUs are not fitted.
type Above struct {
	nothing
	CPUs  float64
	Left  []Left  // of a sweep, which knows why; nil = all N above the CPUs
	Share float64 // of a CPU that a worker of a sweep uses; 0 = not known
}

// Left is N of a sweep that are left out of the fit for one reason.
type Left struct {
	Workers []float64
	Why     string // as the flag of their points says it: "coordinator shares a CPU"
}

// Code is that of oversubscription.
func (Above) Code() Code { return Oversubscribed }

// Message says from where on, and of a sweep why.
func (a Above) Message() string {
	if a.Left == nil {
		return fmt.Sprintf("N above %g is oversubscribed: shown, not fitted", a.CPUs)
	}
	var which []string
	ns := 0
	for _, l := range a.Left {
		which = append(which, fmt.Sprintf("N = %s (%s)", numbers(l.Workers, len(l.Workers)), l.Why))
		ns += len(l.Workers)
	}
	is := "are"
	if ns == 1 {
		is = "is"
	}
	said := fmt.Sprintf("%s %s shown, not fitted: the sweep could use %.3g %s", strings.Join(which, " and "), is, a.CPUs, wording.Plural(a.CPUs, "CPU"))
	if a.Share > 0 && a.Share != 1 {
		said += fmt.Sprintf(", of which a worker needs %.2g", a.Share)
	}
	return said
}

// AllAbove says that no N fits on the CPUs.
type AllAbove struct{ CPUs float64 }

// Code is that of oversubscription.
func (AllAbove) Code() Code { return Oversubscribed }

// Message says what to measure.
func (a AllAbove) Message() string {
	return fmt.Sprintf("every N is above %g CPUs: measure N = 1, 2 up to the number of CPUs", a.CPUs)
}

// Need is N from 1 on.
func (AllAbove) Need() Need { return Need{Workers: []float64{1, 2}} }

// One says that N = 1 was added to speed-ups.
type One struct{ nothing }

// Code is that of a speed-up of 1.
func (One) Code() Code { return DefinedOne }

// Message says why it may be.
func (One) Message() string {
	return "no row at N = 1: a speed-up of 1 is taken there, which is its definition"
}

// Groups says that neighbouring N were taken together.
type Groups struct {
	nothing
	Loads int // different N
	Size  int // readings of a group
}

// Code is that of N that were gathered.
func (Groups) Code() Code { return Gathered }

// Message says how.
func (g Groups) Message() string {
	return fmt.Sprintf("%d different N: neighbours are gathered into groups of about %d readings, each at its geometric mean", g.Loads, g.Size)
}

// Preferred says that the data prefer another law.
type Preferred struct {
	nothing
	Model    string
	Sentence string // of the choice
}

// Code is that of another law.
func (Preferred) Code() Code { return OtherLaw }

// Message says which, and what it means.
func (p Preferred) Message() string {
	return fmt.Sprintf("the data prefer the %s model: %s", p.Model, p.Sentence)
}

// TooMany says that there are too many runs for a bootstrap.
type TooMany struct {
	nothing
	Runs int
}

// Code is that of no bootstrap.
func (TooMany) Code() Code { return NoBootstrap }

// Message says why.
func (t TooMany) Message() string {
	return fmt.Sprintf("no bootstrap of %d runs, which would take minutes: give it fewer of them", t.Runs)
}

// NoResample says why runs give no bootstrap.
type NoResample struct{ Unfit }

// Code is that of no bootstrap.
func (NoResample) Code() Code { return NoBootstrap }

// Message is the reason.
func (n NoResample) Message() string { return "no bootstrap: " + n.Unfit.Message() }

// Apart says that medians and minima tell another S.
type Apart struct {
	nothing
	Median, Minimum fit.Interval
}

// Code is that of contention.
func (Apart) Code() Code { return Contention }

// Message says how to read the two.
func (a Apart) Message() string {
	return fmt.Sprintf("S is %.3g by the medians and %.3g by the minima, further apart than their intervals: contention noise, not the program; quieten the machine, or read the minimum as the program and the median as the machine", a.Median.Value, a.Minimum.Value)
}

// FasterThanN names points that are faster than N times one worker.
type FasterThanN struct {
	nothing
	Workers []float64
}

// Code is that of such points.
func (FasterThanN) Code() Code { return Faster }

// Message names the first of them.
func (f FasterThanN) Message() string {
	const named = 5
	return fmt.Sprintf("faster than linear at N = %s: the data may fit the caches of more workers, or T(1) was slow; run N = 1 again and check that every N does the same work", numbers(f.Workers, named))
}

// AnySerial says that every S is within the interval of readings.
type AnySerial struct {
	Text  string // S as it is written
	Stand string // what it stands on, in words
	Once  bool   // one run at each N
}

// Code is that of an S that can be anything.
func (AnySerial) Code() Code { return AnyS }

// Message says which runs would tell.
func (a AnySerial) Message() string {
	more := "20 repeats of each N on a quieter machine, and N further apart"
	if a.Once {
		more = "5 repeats of each N, and more N"
	}
	return fmt.Sprintf("S = %s, but every S between 0 and 1 is within its interval%s; measure %s", a.Text, a.Stand, more)
}

// Need is the repeats.
func (a AnySerial) Need() Need {
	if a.Once {
		return Need{Repeats: 5}
	}
	return Need{Repeats: 20}
}

// numbers lists the first few of some N that need not be whole.
func numbers(ns []float64, most int) string {
	var list []string
	for i, n := range ns {
		if i == most {
			return strings.Join(list, ", ") + ", …"
		}
		list = append(list, fmt.Sprintf("%.4g", n))
	}
	return strings.Join(list, ", ")
}
