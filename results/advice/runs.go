package advice

import (
	"fmt"
	"strings"

	"serialfraction/harness/wording"
	"serialfraction/results/number"
)

// Fault is a fault that a reader found in its source.
type Fault struct {
	nothing
	Text string // the words of the reader
}

// Code returns File.
func (Fault) Code() Code { return File }

// Message returns the text.
func (f Fault) Message() string { return f.Text }

// Overruled is a sweep that the user forced, with the reason that spoke against it.
type Overruled struct {
	What  string
	Later bool // the reason arose when the sweep was resumed
	After int  // number of runs before that; 0 if not Later
}

// Code returns Forced.
func (Overruled) Code() Code { return Forced }

// Message names the reason.
func (o Overruled) Message() string {
	if o.Later {
		return fmt.Sprintf("forced when the sweep was resumed after %s: %s%s", wording.Count(o.After, "run"), o.What, unforced)
	}
	return "forced: " + o.What + unforced
}

const unforced = "; for figures without that doubt, sweep again and force nothing"

// Need returns the same sweep again.
func (Overruled) Need() Need { return Need{Again: true} }

// Unlocked is a sweep that could not lock the machine, so that another may have run beside it.
type Unlocked struct {
	Why   string // the error, which begins with what cannot be told
	Later bool   // it was so when the sweep was resumed
	After int    // number of runs before that; 0 if not Later
}

// Code returns NoLock.
func (Unlocked) Code() Code { return NoLock }

// Message names the reason.
func (u Unlocked) Message() string {
	when := "when the sweep began"
	if u.Later {
		when = "when the sweep was resumed after " + wording.Count(u.After, "run")
	}
	return fmt.Sprintf("no lock on this machine %s: %s; mend that, and sweep again", when, u.Why)
}

// Need returns the same sweep again.
func (Unlocked) Need() Need { return Need{Again: true} }

// Changed lists the facts that differ in a part of a sweep that was resumed.
type Changed struct {
	After int // number of runs before it was resumed
	Facts []string
}

// Code returns Resumed.
func (Changed) Code() Code { return Resumed }

// Message lists the changes.
func (c Changed) Message() string {
	return fmt.Sprintf("changed when the sweep was resumed after %s: %s; compare with a sweep that was not interrupted", wording.Count(c.After, "run"), strings.Join(c.Facts, ", "))
}

// Need returns the same sweep again.
func (Changed) Need() Need { return Need{Again: true} }

// NoEnd is the fact that the file has no end.
type NoEnd struct {
	Runs int // number of finished runs
}

// Code returns Killed.
func (NoEnd) Code() Code { return Killed }

// Message names the runs that the figures come from.
func (n NoEnd) Message() string {
	return fmt.Sprintf("the file has no end: the sweep was killed or is still running; these figures come from its %s; unless it is running, continue it", wording.Count(n.Runs, "finished run"))
}

// Need returns the same sweep to its end.
func (NoEnd) Need() Need { return Need{Again: true} }

// Failure is the reason why a sweep failed.
type Failure struct {
	nothing
	What string
}

// Code returns Failed.
func (Failure) Code() Code { return Failed }

// Message names the reason.
func (f Failure) Message() string { return "the sweep failed: " + f.What }

// TooSmall is the fact that a run at N = 1 is too short to time well.
type TooSmall struct {
	T1    float64 // seconds
	Tile  int     // how many times as much work it needs
	Whole bool    // a function is timed as a whole: it has no rows to repeat
}

// Code returns SmallT1.
func (TooSmall) Code() Code { return SmallT1 }

// Message gives T(1), and how much more work it needs.
func (t TooSmall) Message() string {
	if t.Whole {
		return fmt.Sprintf("T(1) is %s, too short to time well: let the function do %s times as much in one call", number.Duration(t.T1), wording.Grouped(t.Tile))
	}
	return fmt.Sprintf("T(1) is %s, too short to time well: repeat the rows %d times, or take more of them", number.Duration(t.T1), t.Tile)
}

// Need returns the rows repeated; a function's work is the caller's to change.
func (t TooSmall) Need() Need {
	if t.Whole {
		return Need{}
	}
	return Need{Tile: t.Tile}
}

// NotLoaded is the fact that end-to-end times do not include loading.
type NotLoaded struct{ nothing }

// Code returns Untimed.
func (NotLoaded) Code() Code { return Untimed }

// Message names the phase that was not timed.
func (NotLoaded) Message() string {
	return "loading was not timed: scope end-to-end does not include it; read the rows from a file"
}

// NotStored is the fact that end-to-end times do not include storing.
type NotStored struct{}

// Code returns Untimed.
func (NotStored) Code() Code { return Untimed }

// Message explains how to have storing timed.
func (NotStored) Message() string {
	return "storing was not timed: scope end-to-end does not include it; let the sweep write its result rows too"
}

// Need returns a sweep that writes its result rows.
func (NotStored) Need() Need { return Need{Store: true} }

// TimedOnce is the fact that phases of end-to-end times were timed once, so that nothing shows how they vary.
type TimedOnce struct {
	nothing
	Load, Store float64 // seconds of reading the rows, and of writing the results; 0 = not these
}

// Code returns Once.
func (TimedOnce) Code() Code { return Once }

// Message names the phases.
func (t TimedOnce) Message() string {
	const unknown = " was timed once, so the interval of S has nothing of how that varies: "
	var all []string
	if t.Load > 0 {
		all = append(all, "reading the rows ("+number.Duration(t.Load)+")"+unknown+"convert them to .npy, which is mapped and takes next to no time to read")
	}
	if t.Store > 0 {
		all = append(all, "writing the results ("+number.Duration(t.Store)+")"+unknown+"sweep again, with results in a plain file")
	}
	return strings.Join(all, "; ")
}

// FewStores is the fact that writing the results was timed less often than the runs were made, so that fewer of
// them count.
type FewStores struct {
	nothing
	Runs, Of int // that count, of all
}

// Code returns LessStored.
func (FewStores) Code() Code { return LessStored }

// Message gives the numbers.
func (f FewStores) Message() string {
	return fmt.Sprintf("%d of %s count end to end: so often was it timed how long writing the results takes, and no time counts twice: write them to a faster disk, or as a format that takes less time", f.Runs, wording.Count(f.Of, "run"))
}

// Unanswered is the fact that rows have no answer, for one reason.
type Unanswered struct {
	Rows, Of       int
	Question       string // what they have no answer to: "p"
	Reason         string // a clause about one row
	Setting, Value string // of the workload, by which they may have one; zero = none
}

// Code returns NoAnswer.
func (Unanswered) Code() Code { return NoAnswer }

// Message gives the number of rows and the reason.
func (u Unanswered) Message() string {
	have := "have"
	if u.Rows == 1 {
		have = "has"
	}
	return fmt.Sprintf("%s of %s %s no %s: %s", wording.Grouped(u.Rows), wording.Count(u.Of, "row"), have, u.Question, u.Reason)
}

// Need returns a sweep with that setting that writes its result rows.
func (u Unanswered) Need() Need {
	return Need{Setting: u.Setting, Value: u.Value, Store: u.Setting != ""}
}

// NoShare is the fact that the share of a CPU that paced workers use is unknown.
type NoShare struct{ nothing }

// Code returns PaceUnchecked.
func (NoShare) Code() Code { return PaceUnchecked }

// Message names the check that is not possible.
func (NoShare) Message() string {
	return "this system does not report how long paced workers were on a CPU: it is not checked that there are CPUs enough for them; keep the pace well above the time of a row, or sweep on a system that does"
}

// Disagree is the fact that the fitted curve and the causes give different serial fractions.
type Disagree struct {
	nothing
	Workers           int     // the largest N that was fitted
	Fitted, Accounted float64 // serial fractions there, of the curve and of the causes
}

// Code returns CausesDisagree.
func (Disagree) Code() Code { return CausesDisagree }

// Message gives both, and which of the two to trust.
func (d Disagree) Message() string {
	return fmt.Sprintf("at N = %d the curve has a serial fraction of %.4f, but the causes account for %.4f: the times do not follow the law of the curve, so trust the causes at each N more", d.Workers, d.Fitted, d.Accounted)
}

// Coordinator is the fact that workers will wait for the coordinator at larger N.
type Coordinator struct {
	Seconds float64 // busy time of the coordinator in every run
	Knee    float64 // N* = T1/D
}

// Code returns Busy.
func (Coordinator) Code() Code { return Busy }

// Message gives N* and how to relieve the coordinator.
func (c Coordinator) Message() string {
	return fmt.Sprintf("the coordinator is busy for D = %s of every run: beyond N* = T1/D = %.0f the workers wait for it, whatever the curve predicts; hand out more rows at a time, or let workers take them (schedule %s)", number.Duration(c.Seconds), c.Knee, c.Need().Schedule)
}

// Need returns a schedule without a coordinator.
func (Coordinator) Need() Need { return Need{Schedule: "dynamic"} }
