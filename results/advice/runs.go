package advice

import (
	"fmt"
	"strings"

	"serialfraction/harness/wording"
	"serialfraction/results/number"
)

// Fault is what a reader says of its source, in its words.
type Fault struct {
	nothing
	Text string
}

// Code is that of a fault of the file.
func (Fault) Code() Code { return File }

// Message is the text.
func (f Fault) Message() string { return f.Text }

// Overruled is what was against a sweep that was forced.
type Overruled struct {
	nothing
	What  string
	Later bool // when the sweep went on, After so many runs
	After int
}

// Code is that of a sweep that was forced.
func (Overruled) Code() Code { return Forced }

// Message says what was against it.
func (o Overruled) Message() string {
	if o.Later {
		return fmt.Sprintf("forced when the sweep went on after %s: %s", wording.Count(o.After, "run"), o.What)
	}
	return "forced: " + o.What
}

// Changed is what differs in a part of a sweep that was resumed.
type Changed struct {
	nothing
	After int // runs
	Facts []string
}

// Code is that of a sweep that was resumed.
func (Changed) Code() Code { return Resumed }

// Message says what differs.
func (c Changed) Message() string {
	return fmt.Sprintf("changed when the sweep went on after %s: %s; compare with a sweep made in one go", wording.Count(c.After, "run"), strings.Join(c.Facts, ", "))
}

// NoEnd says that the file has no end.
type NoEnd struct {
	nothing
	Runs int // that finished
}

// Code is that of a sweep that was killed.
func (NoEnd) Code() Code { return Killed }

// Message says what the figures are of.
func (n NoEnd) Message() string {
	return fmt.Sprintf("the file has no end: the sweep was killed or is still running; this is what its %d finished runs say", n.Runs)
}

// Failure says why a sweep failed.
type Failure struct {
	nothing
	What string
}

// Code is that of a sweep that failed.
func (Failure) Code() Code { return Failed }

// Message is the failure.
func (f Failure) Message() string { return "the sweep failed: " + f.What }

// TooSmall says that a run is too small to time well.
type TooSmall struct {
	T1   float64 // seconds
	Tile int     // times that the rows would have to be repeated
}

// Code is that of a small T(1).
func (TooSmall) Code() Code { return SmallT1 }

// Message says how much more work it takes.
func (t TooSmall) Message() string {
	return fmt.Sprintf("T(1) is %v, too small to time well: repeat the rows %d times, or take more of them", number.Rounded(t.T1), t.Tile)
}

// Need is the rows so many times.
func (t TooSmall) Need() Need { return Need{Tile: t.Tile} }

// NotLoaded says that loading is not in an end-to-end time.
type NotLoaded struct{ nothing }

// Code is that of a part that was not timed.
func (NotLoaded) Code() Code { return Untimed }

// Message says so.
func (NotLoaded) Message() string { return "loading was not timed: end-to-end is without it" }

// NotStored says that storing is not in an end-to-end time.
type NotStored struct{}

// Code is that of a part that was not timed.
func (NotStored) Code() Code { return Untimed }

// Message says how to have it timed.
func (NotStored) Message() string {
	return "storing was not timed: end-to-end is without it; let the sweep write its result rows too"
}

// Need is a sweep that writes them.
func (NotStored) Need() Need { return Need{Store: true} }

// NoShare says that what paced workers use of a CPU is not known.
type NoShare struct{ nothing }

// Code is that of pacing that was not checked.
func (NoShare) Code() Code { return PaceUnchecked }

// Message says what that leaves open.
func (NoShare) Message() string {
	return "this system does not tell how long paced workers were on a CPU: that they need no more CPUs than there are is not checked; keep the pace well above the time of a row"
}

// Disagree says that the fitted curve is not what the causes account for.
type Disagree struct {
	nothing
	Workers           int     // the largest N that was fitted
	Fitted, Accounted float64 // serial fractions there
}

// Code is that of causes that disagree.
func (Disagree) Code() Code { return CausesDisagree }

// Message says which of the two to trust.
func (d Disagree) Message() string {
	return fmt.Sprintf("the curve loses %.4f at N = %d, but the causes account for %.4f: the times do not follow its law, so trust the causes at each N more than the curve", d.Fitted, d.Workers, d.Accounted)
}

// Coordinator says that workers will wait for the coordinator.
type Coordinator struct {
	Seconds float64 // that it is busy, of every run
	Knee    float64 // N* = T1/D
}

// Code is that of a busy coordinator.
func (Coordinator) Code() Code { return Busy }

// Message says from which N on, and what has less to hand out.
func (c Coordinator) Message() string {
	return fmt.Sprintf("the coordinator is busy for %v of every run: beyond N* = T1/D = %.0f the workers wait for it, whatever the curve says; hand out more rows at a time, or let workers take them (schedule %s)", number.Rounded(c.Seconds), c.Knee, c.Need().Schedule)
}

// Need is a schedule without a coordinator.
func (Coordinator) Need() Need { return Need{Schedule: "dynamic"} }
