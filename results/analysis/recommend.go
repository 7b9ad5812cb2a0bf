package analysis

import (
	"cmp"
	"fmt"
	"slices"
)

// Near is the share by which a run at the N recommended may take longer than at the
// fastest N.
const Near = 0.05

// A Recommendation is the number of workers to use: by the times of a sweep, or by the CPUs
// where other work made those times.
type Recommendation struct {
	Workers int          // by the times, the least N whose time is near that of the fastest
	Fastest int          // the N with the shortest time, Beyond apart
	Beyond  int          // an N that needs more CPUs than there are, and was faster by no more than the noise; 0 = none
	Room    int          // the largest N that the CPUs have room for, where Fastest is beyond it; 0 = it is not
	Busy    *BusyMachine // what hides the best N, so that Workers is by the CPUs; nil = nothing
}

// FastestWords returns what the fastest N is, "the fastest", and the clause about the N beyond the
// CPUs that it leaves out, "; N = 16 was not faster for sure"; "" where there is none.
func (r Recommendation) FastestWords() (fastest, beyond string) {
	if r.Beyond == 0 {
		return "the fastest", ""
	}
	beyond = fmt.Sprintf("; N = %d was not faster for sure", r.Beyond)
	if r.Room > 0 { // workers that take turns on the CPUs were faster all the same
		return fmt.Sprintf("the fastest of those surely faster than N = %d", r.Room), beyond
	}
	return "the fastest that the CPUs have room for", beyond
}

// MadeByLoad returns the other work that made S, so that the sweep shows neither a ceiling nor
// the best N; nil where none did.
func (a *Report) MadeByLoad() *BusyMachine { return a.OtherWork.madeS() }

// Foretells reports whether S serves a forecast of other N: it is known, and not that of other
// work on the machine.
func (a *Report) Foretells() bool { return a.WithoutUnknown != NoS && a.WithoutUnknown != OtherWork }

// Recommended returns the number of workers to use; ok is false where fewer than two N
// were timed. An N beyond the CPUs counts if its interval shows that it is faster than what
// fits: workers that take turns gain nothing, unless they also wait, as those of paced rows do.
func (a *Report) Recommended() (r Recommendation, ok bool) {
	if len(a.Points) < 2 {
		return r, false
	}
	all, fit := fastest(a.Points), a.toldApart()
	best := fastest(fit)
	near := slices.IndexFunc(fit, func(p Point) bool { return p.Seconds.Value <= (1+Near)*best.Seconds.Value })
	if near < 0 {
		return r, false // a time that is no number
	}
	r = Recommendation{Workers: fit[near].Workers, Fastest: best.Workers, Busy: a.MadeByLoad()}
	if all.Workers != best.Workers {
		r.Beyond = all.Workers
		if best.beyondCPUs() {
			r.Room = a.Points[slices.IndexFunc(a.Points, Point.beyondCPUs)-1].Workers // toldApart left one out, so one fits
		}
	}
	if r.Busy != nil {
		r.Workers = a.byCPUs()
	}
	return r, true
}

func fastest(points []Point) Point {
	return slices.MinFunc(points, func(a, b Point) int { return cmp.Compare(a.Seconds.Value, b.Seconds.Value) })
}

// beyondCPUs reports whether the workers of a point take turns on the CPUs.
func (p Point) beyondCPUs() bool { return slices.Contains(p.Flags, flagOversubscribed) }

// toldApart returns the points without those beyond the CPUs whose interval reaches the time of the
// largest N that fits.
func (a *Report) toldApart() []Point {
	i := slices.IndexFunc(a.Points, Point.beyondCPUs)
	if i <= 0 || a.PaceSeconds > 0 {
		return a.Points
	}
	room := a.Points[i-1].Seconds
	return slices.DeleteFunc(slices.Clone(a.Points), func(p Point) bool { return p.beyondCPUs() && !(p.Seconds.Hi < room.Lo) })
}

// byCPUs returns as many workers as the process may use CPUs; of paced workers, which leave
// theirs while they wait, the largest N of the sweep that fits.
func (a *Report) byCPUs() int {
	n := a.Machine.WholeCPUs()
	for _, p := range a.Points {
		if a.PaceSeconds > 0 && !p.beyondCPUs() {
			n = max(n, p.Workers)
		}
	}
	return n
}
