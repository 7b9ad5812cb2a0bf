package analysis

import (
	"cmp"
	"errors"
	"slices"

	"serialfraction/fit"
	"serialfraction/harness/machine"
	"serialfraction/results"
)

// ErrWeak is the error of an analysis by Amdahl's law of a sweep whose rows grow with N, where
// no N makes a job shorter. [WeakOf] analyses it.
var ErrWeak = errors.New("its rows grow with N (weak scaling), where no N makes a job shorter")

// A Weak is the analysis of a sweep whose rows grow with N: N workers have N times the rows of
// one. Other programs may rely on its JSON.
//
// Where nothing is lost, N workers take as long as one: T(N) = T(1). So what is lost at N is
// T(N) − T(1), and the seconds of a run are those of its causes, which gives an identity:
//
//	T(N) − T(1)  =  Σ_c [ A_c(N) − A_c(1) ]
//
// The scaled speed-up N·T(1)/T(N) is how many times the rows of one worker N workers do in the
// time of one. Gustafson's law (1988) calls it N − s·(N−1), so that
//
//	s(N)  =  N/(N−1) · (T(N) − T(1))/T(N)
//
// and each cause has N/(N−1) · (A_c(N) − A_c(1))/T(N) of it. What a run takes whatever its
// rows is no loss: it is in T(1) as in T(N). Gustafson counts it as one, for he compares with
// one worker on all N-fold rows, who has it once, and N·T(1) has it N times. That worker is not
// measured: N times the rows would make each block N times as long. So s is less than his serial
// share by the share of T(N) that is fixed.
//
// What one thread does for all rows, such as the merge, takes N times as long at N, and is a
// loss to both. Of a share g of T(1) that does so,
//
//	T(N)  =  T(1)·(1 + g·(N−1))
//
// s(N) is not one number but rises with N, and the scaled speed-up ends at 1/g. Both laws are
// fitted.
type Weak struct {
	Schema   int                 `json:"schema"` // 1
	Weak     bool                `json:"weak_scaling"`
	Verdict  string              `json:"verdict"`
	Workload string              `json:"workload"`
	Engine   string              `json:"engine"`
	Schedule string              `json:"schedule"`
	Pin      machine.Pin         `json:"pin,omitempty"` // how the workers were bound to CPUs; "" = they were not
	Scope    Scope               `json:"scope"`
	Machine  machine.Description `json:"machine"`
	Data     results.Data        `json:"data"` // of one worker
	Settings map[string]string   `json:"settings,omitempty"`

	T1Seconds     *fit.Interval `json:"t1_seconds"`
	FittedWorkers []int         `json:"fitted_workers"`
	Runs          int           `json:"runs"` // that were fitted
	Estimator     string        `json:"estimator"`

	At     int           `json:"at_workers"`             // the most that really ran at once, of what follows
	Serial *fit.Interval `json:"scaled_serial_fraction"` // s(At), as measured; null where N = 1 is the only one

	// By the laws; null where the runs do not support one. Law is the one that explains them, ""
	// where both do.
	Gustafson *fit.Interval `json:"gustafson_serial_fraction"` // s, the same at every N
	Growing   *fit.Interval `json:"growing_share"`             // g
	Law       WeakLaw       `json:"law"`

	Points []WeakPoint `json:"points"`
	Causes []WeakCause `json:"causes"` // of T(At) − T(1), which they add up to; the largest first
	Owners []WeakCause `json:"owners"` // the same by owner

	Stopped     string   `json:"stopped"`
	Interrupted bool     `json:"interrupted"`
	Simulated   bool     `json:"simulated,omitempty"`
	Warnings    []string `json:"warnings"`

	OtherWork *BusyMachine `json:"other_work,omitempty"` // nil = hardly any, or unknown

	curve *fit.Curve
	line  *fit.Fit
}

// A WeakPoint is all runs at one N.
type WeakPoint struct {
	Workers        int                `json:"workers"`
	Rows           int                `json:"rows"`
	Runs           int                `json:"runs"`
	Seconds        fit.Interval       `json:"seconds"`
	Efficiency     fit.Interval       `json:"efficiency"`             // T(1)/T(N)
	Speedup        fit.Interval       `json:"scaled_speedup"`         // N times that
	Serial         *fit.Interval      `json:"scaled_serial_fraction"` // s(N); null at N = 1
	LostSeconds    float64            `json:"lost_seconds"`           // T(N) − T(1)
	Causes         map[string]float64 `json:"causes"`                 // seconds, which add up to LostSeconds
	Oversubscribed bool               `json:"oversubscribed"`
	Fitted         bool               `json:"fitted"`
	Flags          []string           `json:"flags"`
}

// WeakOf analyses a sweep whose rows grow with N. It reads nothing but f. If no run at N = 1
// finished the error is a [CannotTellError].
func WeakOf(f *results.File, o Options) (*Weak, error) {
	scope, err := ParseScope(string(cmp.Or(o.Scope, Pipeline)))
	if err != nil {
		return nil, err
	}
	level := cmp.Or(o.Level, 0.95)
	f = f.Sample()
	own, _, _ := f.Timed()
	if err := fromOne(f, own); err != nil {
		return nil, err
	}
	h := &f.Header
	even := newEvenTails(h, own, level)
	l, err := newLedger(f, own, scope, even)
	if err != nil {
		return nil, err
	}
	points, err := l.fitPoints(level)
	if err != nil {
		return nil, err
	}
	room := capacityOf(h, false, own)
	fitted, err := newLedger(f, room.within(own), scope, even)
	if err != nil {
		return nil, err
	}
	w := &Weak{Schema: schema, Weak: true, Workload: h.Workload, Engine: h.Engine, Schedule: h.Schedule, Pin: h.Pin, Scope: scope, Machine: h.Machine,
		Data: h.Data, Settings: h.Args, T1Seconds: &points[0].Seconds, FittedWorkers: []int{}, Estimator: estimator.Title,
		Causes: []WeakCause{}, Owners: []WeakCause{}, Simulated: h.Simulated(), Warnings: slices.Clone(f.Warnings), At: 1}
	w.Stopped, w.Interrupted = "interrupted: the sweep was killed, or is still running", true
	if end := f.End; end != nil {
		w.Stopped, w.Interrupted = cmp.Or(end.Stopped, end.Failed), end.Interrupted
	}
	if w.OtherWork = (&study{file: f, capacity: room, fitted: fitted, level: level}).otherWork(); w.OtherWork != nil {
		w.Warnings = append(w.Warnings, w.OtherWork.Sentence()+": "+w.OtherWork.Cure())
	}
	w.fit(fitted.obs, level)
	for _, p := range points {
		at := l.weakPoint(points[0], p, room, slices.Contains(w.FittedWorkers, p.Workers))
		w.Points = append(w.Points, at)
		if p.Workers > 1 && (room.fits(p.Workers) || w.At == 1) {
			w.At, w.Serial = p.Workers, at.Serial
			w.Causes, w.Owners = l.weakCauses(points[0], p), l.weakOwners(points[0], p, room.takeTurns(p.Workers))
		}
	}
	w.Verdict = w.verdict()
	return w, nil
}

// WeakSerial returns the scaled S of a sweep whose rows grow with N, at the largest N whose
// workers ran at once, in scope pipeline at 95 %; nil where the runs do not give it.
func WeakSerial(f *results.File) *fit.Interval {
	w, err := WeakOf(f, Options{})
	if err != nil {
		return nil
	}
	return w.Serial
}

// weakPoint returns what the runs at one N show.
func (l *ledger) weakPoint(one, at fit.Point, room capacity, fitted bool) WeakPoint {
	n := float64(at.Workers)
	p := WeakPoint{Workers: at.Workers, Rows: at.Workers * l.header.Data.Rows, Runs: at.Runs, Seconds: at.Seconds,
		Efficiency: quotient(one.Seconds, at.Seconds), LostSeconds: at.Seconds.Value - one.Seconds.Value,
		Causes: map[string]float64{}, Flags: l.evidence(at.Workers), Fitted: fitted}
	if at.Workers == 1 {
		p.Efficiency = fit.Interval{Value: 1, Lo: 1, Hi: 1, Level: at.Seconds.Level}
	}
	p.Speedup = times(p.Efficiency, n)
	if flag := room.flag(at.Workers); flag != "" {
		p.Oversubscribed, p.Flags = true, slices.Insert(p.Flags, 0, flag)
	}
	if at.Workers == 1 {
		return p
	}
	serial := func(efficiency float64) float64 { return n / (n - 1) * (1 - efficiency) }
	p.Serial = &fit.Interval{Value: serial(p.Efficiency.Value), Lo: serial(p.Efficiency.Hi), Hi: serial(p.Efficiency.Lo), Level: p.Efficiency.Level}
	for _, col := range l.columns {
		p.Causes[col.cause.name] = at.Of(col.seconds) - one.Of(col.seconds)
	}
	return p
}
