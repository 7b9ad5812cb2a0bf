package plan

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"serialfraction/fit"
	"serialfraction/results/advice"
	"serialfraction/results/analysis"
	"serialfraction/results/number"
)

// A Plan is the answer to a question. Other programs may rely on its JSON; times are in
// seconds, and an interval with an end of null has none.
type Plan struct {
	Schema    int    `json:"schema"` // 1
	Reachable Answer `json:"reachable"`
	Verdict   string `json:"verdict"`

	Workers              *fit.Interval `json:"workers"`                // of the decision; nil where no N reaches the target
	BestSeconds          *fit.Interval `json:"best_seconds"`           // the shortest time of any N; nil where S is not known
	NeededSerialFraction *float64      `json:"needed_serial_fraction"` // at most; by the law of S, whose overhead and knee stay; nil where S = 0 is not enough
	SpeedupNeeded        float64       `json:"speedup_needed"`

	TargetSeconds float64       `json:"target_seconds"`
	OneSeconds    fit.Interval  `json:"one_worker_seconds"` // of the job
	Source        string        `json:"source"`
	Rows          float64       `json:"rows,omitempty"` // of the job; 0 = not known
	MaxWorkers    *float64      `json:"max_workers"`    // nil = any number
	PricePerHour  *float64      `json:"price_per_worker_hour"`
	Serial        *fit.Interval `json:"serial_fraction"`         // of the job, here; nil = not known
	Program       *fit.Interval `json:"program_serial_fraction"` // of the program by itself; nil = not known
	FloorSeconds  *fit.Interval `json:"serial_seconds"`          // S·T(1), which the kernel alone does not make shorter

	LackOfFit  *Misfit         `json:"lack_of_fit"` // nil where the points lie on the law, or nothing shows that they do not
	AssumedLaw *fit.Assumption `json:"assumed_law"` // what S and the floor assume of larger N; nil where the runs check the law

	Log *Log `json:"log"` // whose tasks are played at each N; nil where S comes of no log

	Decision *Outlook  `json:"decision"` // among the outlooks; nil where S is not known
	Outlooks []Outlook `json:"outlooks"` // this machine first, then one that takes nothing; each as it is, kernel, all
	Steps    []Step    `json:"steps"`    // what single N give, by the decision

	CodeGainNeeded   *fit.Interval `json:"code_gain_needed"`   // of all code, with the most workers; nil where none is
	KernelGainNeeded *float64      `json:"kernel_gain_needed"` // of the kernel alone, to be sure where the answer is open; nil where none is, or no factor is enough
	Left             float64       `json:"left"`               // what a better algorithm must give after the better code; 1 = nothing

	Remedies []Remedy     `json:"remedies"` // what the causes of S are worth; none where nothing can be promised of them
	Growth   Growth       `json:"growth,omitempty"`
	Sizes    []SizedCause `json:"sizes,omitempty"`
	Timed    []float64    `json:"timed_rows,omitempty"` // the sizes that Sizes are of, ascending
	Notes    []string     `json:"notes"`                // what was assumed, and how far the answer reaches
	Rule     []RuleRow    `json:"rule,omitempty"`       // where S is not known: what each S would give
	Settle   string       `json:"settle,omitempty"`     // what would settle "cannot tell", in words
	// Simulation is the answer of a simulation of the run, where the laws cannot tell; nil where they can, or none was
	// made. It assumes more than they do, so Reachable stays what they leave.
	Simulation *Simulation `json:"simulation,omitempty"`
	Command    string      `json:"command,omitempty"`

	Need        advice.Need `json:"-"` // the sweep that would settle it
	Gain        float64     `json:"code_gain"`
	Interrupted bool        `json:"interrupted,omitempty"` // the sweep was, and decides no check

	limit float64 // of N
	one   fit.Interval
	least float64               // part of one that the job may need where nothing else runs
	bare  bare                  // the job without a serial part
	busy  *analysis.BusyMachine // what other work took, where that is why the answer is open; nil = it is not
}

// A Simulation is what one number of workers takes by a simulation of the run: the fewest that it brings
// within the target, or those with the least time where it brings none.
type Simulation struct {
	Reachable Answer       `json:"reachable"`
	Workers   int          `json:"workers"`
	Seconds   fit.Interval `json:"seconds"`
}

// Sentence returns the answer in words.
func (s *Simulation) Sentence(target float64) string {
	n, t := number.Workers(float64(s.Workers)), TimeSpan(s.Seconds)
	switch s.Reachable {
	case Yes:
		return fmt.Sprintf("a simulation of the run, which assumes more than the laws, reaches %s with N = %s: %s", Time(target), n, t)
	case No:
		return fmt.Sprintf("a simulation of the run, which assumes more than the laws, does not reach %s: at best, with N = %s, it takes %s", Time(target), n, t)
	}
	return fmt.Sprintf("a simulation of the run cannot tell either: with N = %s it takes %s", n, t)
}

// A Step is what one number of workers gives.
type Step struct {
	Workers     float64      `json:"workers"`
	What        string       `json:"what"` // why this N is shown
	Seconds     fit.Interval `json:"seconds"`
	Speedup     float64      `json:"speedup"`             // over the job as it is on one worker
	Efficiency  float64      `json:"efficiency"`          // of the workers: over the better code on one of them
	NextGain    float64      `json:"next_worker_speedup"` // what one more worker adds to that speed-up
	WorkerHours float64      `json:"worker_hours"`
	Price       *float64     `json:"price"`
}

// The machines of an outlook.
const (
	onThis = "here"
	onFree = "ideal machine" // takes nothing from the program
)

// Make answers a question from what is known: from one basis, or from several of different sizes.
// Without a basis the plan has the rule alone, and what the target needs. The error is a
// [BadQuestion].
func Make(bases []Basis, q Question) (*Plan, error) {
	if err := q.check(); err != nil {
		return nil, err
	}
	if len(bases) == 0 {
		return unmeasured(q)
	}
	s, err := resize(bases, q)
	if err != nil {
		return nil, err
	}
	p := newPlan(q, s.one)
	if err := p.above(q); err != nil {
		return nil, err
	}
	p.Interrupted = s.Interrupted
	p.Source, p.Serial, p.Program, p.Growth, p.Sizes = s.Source, s.Serial, s.Program, s.growth, s.seen()
	if len(p.Sizes) > 0 {
		p.Timed = s.timed
	}
	if p.Rows = cmp.Or(q.Rows, q.RowsNow); p.Rows == 0 && q.Runtime == 0 {
		p.Rows = s.Rows
	}
	if p.Rows > 0 {
		p.limit = min(p.limit, p.Rows)
	}
	p.least, p.Log = s.leastOne, s.Log
	p.answer(s, q)
	return p, nil
}

func newPlan(q Question, one fit.Interval) *Plan {
	p := &Plan{Schema: 1, TargetSeconds: q.Target, OneSeconds: one, Outlooks: []Outlook{}, Steps: []Step{}, Remedies: []Remedy{}, Notes: []string{},
		Gain: cmp.Or(q.Faster, UsualGain), Left: 1, one: one, least: 1, SpeedupNeeded: one.Value / q.Target, limit: MostWorkers}
	if q.MaxWorkers > 0 {
		p.limit = math.Floor(q.MaxWorkers)
		p.MaxWorkers = new(p.limit)
	}
	if q.Price > 0 {
		p.PricePerHour = &q.Price
	}
	return p
}

// above returns an error for a target that one worker meets.
func (p *Plan) above(q Question) error {
	if q.Target < p.one.Value {
		return nil
	}
	what := "measured"
	if q.Runtime > 0 {
		what = "given"
	}
	return &OneIsEnough{Target: q.Target, Runtime: p.one.Value, What: what}
}

// OneIsEnough is the error of a target that is not below the time of one worker.
type OneIsEnough struct {
	Target, Runtime float64 // seconds
	What            string  // "measured" or "given"
}

func (e *OneIsEnough) Error() string { return "one worker is enough" }

func (p *Plan) answer(s sized, q Question) {
	settings := []setting{s.here()}
	if s.Program != nil {
		settings = append(settings, s.free())
	}
	counts := cmp.Or(q.Counts, AsItIs)
	for _, at := range settings {
		for _, gain := range []Gain{AsItIs, Kernel, All} {
			at.gain, at.faster = gain, p.Gain
			measured := s.Measured
			if at.on != onThis || s.growth != SameSize {
				measured = nil
			}
			o := at.look(q.Target, p.limit, q.Price, measured)
			if s.MeanUnknown && o.Reachable == Yes {
				o.Reachable, o.ofTypical = CannotTell, true
			}
			p.Outlooks = append(p.Outlooks, o)
		}
	}
	d := &p.Outlooks[slices.Index([]Gain{AsItIs, Kernel, All}, counts)]
	p.Decision = d
	p.Reachable, p.Workers, p.BestSeconds = d.Reachable, d.Workers, &d.BestSeconds
	p.NeededSerialFraction, p.bare = p.needed(settings[0].laws[0], counts, d.course)
	if s.Busy != nil && (s.loaded() || s.opened(d, q.Target, p.limit)) {
		p.busy = s.Busy
	}
	part := func(s float64) float64 { return max(0, min(1, s)) } // of the time on one worker
	here := settings[0].serial
	floor := fit.Interval{Value: s.one.Value * part(here.Value), Lo: s.one.Lo * part(here.Lo), Hi: s.one.Hi * part(here.Hi), Level: here.Level}
	if s.Log != nil {
		floor = s.Log.floor(s.one.Value)
	}
	p.FloorSeconds, p.AssumedLaw, p.LackOfFit = &floor, s.Assumes, s.Misfit
	asItIs, all := p.Outlooks[0], p.Outlooks[2]
	if asItIs.Reachable != Yes && !asItIs.ofTypical && !asItIs.beyond {
		g := times(asItIs.BestSeconds, 1/q.Target)
		g.Lo = max(1, g.Lo)
		g.Value = max(g.Lo, g.Value)
		p.CodeGainNeeded = &g
		of := value
		if asItIs.Reachable == CannotTell {
			of = upper
		}
		ns := asItIs.course.ns
		if s.Log != nil { // which no more slots make longer
			ns = ns[len(ns)-1:]
		}
		p.KernelGainNeeded = settings[0].kernelNeeded(of, ns, q.Target)
	}
	if all.Reachable == No {
		best := all.BestSeconds.Value
		if s.Busy != nil {
			best = all.BestSeconds.Lo // the rest may be other work
		}
		p.Left = max(1, best/q.Target)
	}
	if d.Reachable != Yes && !d.ofTypical && !d.beyond {
		here := settings[0]
		here.gain, here.faster = counts, p.Gain
		p.Remedies = here.remedies(s.Removals, s.Doubt, q.Target, p.limit)
	}
	p.steps()
	p.notes(s)
	p.settle(s)
	p.Verdict = p.verdict()
}

// steps lists what one worker, the knee, the workers needed and the most workers give.
func (p *Plan) steps() {
	d := p.Decision
	c := d.course
	alone := c.at(1).Value // one worker with the code that the decision counts with
	add := func(n float64, what string) {
		if !finite(n) || n < 1 || n > p.limit {
			return
		}
		for i, s := range p.Steps {
			if s.Workers == n {
				p.Steps[i].What += ", " + what
				return
			}
		}
		t := c.at(n)
		s := Step{Workers: n, What: what, Seconds: t, Speedup: p.one.Value / t.Value, Efficiency: alone / t.Value / n,
			NextGain: alone/c.at(n+1).Value - alone/t.Value, WorkerHours: n * t.Value / 3600}
		if p.PricePerHour != nil {
			s.Price = new(s.WorkerHours * *p.PricePerHour)
		}
		p.Steps = append(p.Steps, s)
	}
	add(1, "one worker")
	add(d.Knee.Value, "the knee")
	if d.Workers != nil {
		if add(d.Workers.Value, "reaches the target"); d.Workers.Hi != d.Workers.Value {
			add(d.Workers.Hi, "surely reaches it")
		}
	}
	if p.MaxWorkers != nil {
		add(p.limit, "the most allowed")
	} else if d.BestWorkers != nil && *d.BestWorkers < p.limit {
		add(*d.BestWorkers, "the shortest time")
	}
	for i, s := range p.Steps {
		if p.Log != nil && s.Workers > p.Log.Tells {
			p.Steps[i].What += ", beyond the log"
		}
	}
	slices.SortFunc(p.Steps, func(a, b Step) int { return cmp.Compare(a.Workers, b.Workers) })
}
