package advice

import (
	"fmt"
	"strings"

	"serialfraction/fit"
	"serialfraction/harness/wording"
)

// Above is the fact that N above the CPUs are not fitted.
type Above struct {
	nothing
	CPUs  float64
	Left  []Left  // the N by reason, of a sweep; nil = all N above the CPUs
	Share float64 // of a CPU that a worker of a sweep uses; 0 = unknown
}

// Left lists the N of a sweep that are left out of the fit for one reason.
type Left struct {
	Workers []float64
	Why     string // the flag of their points: "coordinator shares a CPU"
}

// Code returns Oversubscribed.
func (Above) Code() Code { return Oversubscribed }

// Message names the N, and for a sweep the reasons.
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
	text := fmt.Sprintf("%s %s shown, not fitted: the sweep could use %.3g %s", strings.Join(which, " and "), is, a.CPUs, wording.Plural(a.CPUs, "CPU"))
	if a.Share > 0 && a.Share != 1 {
		text += fmt.Sprintf(", of which a worker needs %.2g", a.Share)
	}
	return text
}

// AllAbove is the fact that no N fits on the CPUs.
type AllAbove struct{ CPUs float64 }

// Code returns Oversubscribed.
func (AllAbove) Code() Code { return Oversubscribed }

// Message names the N to measure, or the machine that has CPUs for two N.
func (a AllAbove) Message() string {
	if a.CPUs < 2 {
		return fmt.Sprintf("every N is above %g CPUs, and S needs two N: measure N = 1, 2 on 2 CPUs or more", a.CPUs)
	}
	return fmt.Sprintf("every N is above %g CPUs: measure N = 1, 2 up to the number of CPUs", a.CPUs)
}

// Need returns N from 1 on, as far as there are CPUs for two of them.
func (a AllAbove) Need() Need {
	if a.CPUs < 2 {
		return Need{}
	}
	return Need{Workers: []float64{1, 2}}
}

// One is the fact that N = 1 was added to speed-ups.
type One struct{ nothing }

// Code returns DefinedOne.
func (One) Code() Code { return DefinedOne }

// Message explains why that is right.
func (One) Message() string {
	return "no row at N = 1: its speed-up is 1 by definition, and is added"
}

// Groups is the fact that neighbouring N were gathered into groups.
type Groups struct {
	nothing
	Loads int // number of different N
	Size  int // readings of a group
}

// Code returns Gathered.
func (Groups) Code() Code { return Gathered }

// Message explains the groups.
func (g Groups) Message() string {
	return fmt.Sprintf("%d different N: neighbours are gathered into groups of about %d readings, each at its geometric mean", g.Loads, g.Size)
}

// Preferred is the fact that the data prefer another law.
type Preferred struct {
	nothing
	Model    string
	Sentence string // describes the choice
}

// Code returns OtherLaw.
func (Preferred) Code() Code { return OtherLaw }

// Message names the law, and what it predicts.
func (p Preferred) Message() string {
	return fmt.Sprintf("the data prefer the %s model: %s", p.Model, p.Sentence)
}

// TooMany is the fact that there are too many runs for a bootstrap.
type TooMany struct {
	nothing
	Runs int
}

// Code returns NoBootstrap.
func (TooMany) Code() Code { return NoBootstrap }

// Message gives the number of runs.
func (t TooMany) Message() string {
	return fmt.Sprintf("no bootstrap of %s, which would take minutes: give fewer runs", wording.Count(t.Runs, "run"))
}

// NoResample is the reason why runs give no bootstrap.
type NoResample struct{ Unfit }

// Code returns NoBootstrap.
func (NoResample) Code() Code { return NoBootstrap }

// Message returns the reason.
func (n NoResample) Message() string { return "no bootstrap: " + n.Unfit.Message() }

// Apart is the fact that medians and minima give different S.
type Apart struct {
	nothing
	Median, Minimum fit.Interval // of S
}

// Code returns Contention.
func (Apart) Code() Code { return Contention }

// Message gives both S, and how to interpret them.
func (a Apart) Message() string {
	return fmt.Sprintf("S is %.3g by the medians and %.3g by the minima, further apart than their intervals: contention on the machine makes the difference, not the program; quieten the machine, or take the minima for the program and the medians for the program on this busy machine", a.Median.Value, a.Minimum.Value)
}

// FasterThanN is the fact that points are faster than N times one worker.
type FasterThanN struct {
	nothing
	Workers []float64
}

// Code returns Faster.
func (FasterThanN) Code() Code { return Faster }

// Message names the first of them, and what to check.
func (f FasterThanN) Message() string {
	const named = 5
	return fmt.Sprintf("faster than linear at N = %s: the data may fit the caches of more workers, or T(1) was slow; run N = 1 again and check that every N does the same work", numbers(f.Workers, named))
}

// AnySerial is the fact that the interval of S, computed from readings, contains every S.
type AnySerial struct {
	Text  string // S, written
	Stand string // the readings that S comes from, in words
	Once  bool   // there is one run at each N

	Misfit bool // the interval is that wide because the points do not lie on the curve
}

// Code returns AnyS.
func (AnySerial) Code() Code { return AnyS }

// Message names the readings that would narrow the interval.
func (a AnySerial) Message() string {
	if a.Misfit {
		return fmt.Sprintf("S = %s, but every S between 0 and 1 is within its interval%s, %s", a.Text, a.Stand, offCurve)
	}
	more := "20 repeats of each N on a quieter machine, and N further apart"
	if a.Once {
		more = "5 repeats of each N, and more N"
	}
	return fmt.Sprintf("S = %s, but every S between 0 and 1 is within its interval%s; measure %s", a.Text, a.Stand, more)
}

// Need returns the repeats.
func (a AnySerial) Need() Need {
	if a.Misfit {
		return Need{}
	}
	if a.Once {
		return Need{Repeats: 5}
	}
	return Need{Repeats: 20}
}

// offCurve explains an interval that more repeats would not narrow.
const offCurve = "because the points do not lie on the curve: repeats would not narrow it; check that every N does the same work under the same conditions, and measure N between these"

// numbers lists the first most of ns, which need not be whole numbers.
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
