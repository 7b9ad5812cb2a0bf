package predict

import (
	"errors"
	"math"
	"math/rand/v2"

	"serialfraction/fit"
	"serialfraction/results"
	"serialfraction/results/analysis"
)

// A Question is what a forecast answers.
type Question struct {
	Workers []int // ascending, each at least 1
	Changes Changes
	Seed    uint64 // of the simulation
}

// A Forecast answers a question from a file. Other programs may rely on its JSON.
type Forecast struct {
	Schema  int    `json:"schema"` // 1
	Verdict string `json:"verdict"`
	Source  string `json:"source"`

	Predictions []Prediction `json:"predictions"`

	Law      string  `json:"law_model"` // that was chosen
	Measured []int   `json:"measured_workers"`
	Chunks   int     `json:"chunks"` // of the job; 0 without a simulation
	Rows     int     `json:"rows"`
	Checks   []Check `json:"checks"` // what the simulation makes of each N from those below it

	Busy        *analysis.BusyMachine `json:"other_work,omitempty"` // what other work took of the runs; nil = hardly anything, or unknown
	Assumptions []string              `json:"assumptions"`          // of the simulation
	Notes       []string              `json:"notes"`
}

// A Prediction is what one number of workers takes. An interval holds one further run.
type Prediction struct {
	Workers    int           `json:"workers"`
	Law        *fit.Interval `json:"law"`        // seconds; nil where a law of the times knows nothing of what is changed
	Simulation *fit.Interval `json:"simulation"` // nil where the runs have no chunks that could be timed

	Speedup *float64 `json:"simulation_speedup"` // over one worker; nil without a simulation
	Differ  bool     `json:"differ"`             // the intervals have nothing in common
	Reason  *Reason  `json:"reason,omitempty"`   // of the difference, where the values are more than [Apart]
}

// A Check is the simulation of an N that was measured, from the runs at the N below it alone.
type Check struct {
	Workers   int     `json:"workers"`
	Seconds   float64 `json:"seconds"` // measured
	Simulated float64 `json:"simulated"`
}

// Apart is by how many times the longer of two forecasts must be the other for the cause to be looked for.
const Apart = 1.1

// level is that of every interval.
const level = 0.95

// Make answers a question from a file, which source names; where no sweep could time chunks, by the law
// alone. The error is an [analysis.CannotTellError] where the runs determine no law, a [NoChunkTimes] where no
// chunk was timed although it could be, or something is changed that needs them, and a [TooLong] where
// nobody would wait for the job.
func Make(f *results.File, source string, q Question) (*Forecast, error) {
	f = f.Sample()
	s, a, err := judged(f)
	if err != nil {
		return nil, err
	}
	c := &q.Changes
	r, err := newRecording(f, s, a)
	if none := (*NoChunkTimes)(nil); errors.As(err, &none) && none.Ever() && !c.any() {
		return lawAlone(source, s, a, q.Workers, none)
	}
	if err != nil {
		return nil, err
	}
	all := newModel(r.runs, r.ns, growing(r.runs), r.mean)
	j := r.jobOf(c)
	if err := r.playable(&all, j, c); err != nil {
		return nil, err
	}
	out := &Forecast{Schema: 1, Source: source, Predictions: []Prediction{}, Law: a.ChosenModel, Measured: r.ns, Chunks: j.chunks, Rows: j.rows,
		Checks: r.checks(q.Seed), Busy: a.OtherWork}
	var by *law
	if !c.lawless() {
		rowCost := 1.0
		if c.RowCost > 0 {
			rowCost = c.RowCost.Seconds() * float64(rowsOf(r.header)) / all.at[0].busy
		}
		if by, err = newLaw(s, a, c, float64(j.rows)/float64(rowsOf(r.header)), rowCost); err != nil {
			out.Notes = append(out.Notes, "no law fits the times that the runs would have: "+err.Error())
		}
	}
	one := r.simulate(&all, &r.profiles[0], 1, c, random(q.Seed, 1, 0))
	for _, n := range q.Workers {
		p, at := r.predict(&all, n, c, q.Seed, out.Checks)
		p.Speedup = new(one.whole / p.Simulation.Value)
		if by != nil {
			i := by.at(float64(n))
			p.Law = &i
			p.Differ = i.Hi < p.Simulation.Lo || p.Simulation.Hi < i.Lo
			if p.Differ || math.Abs(math.Log(i.Value/p.Simulation.Value)) > math.Log(Apart) {
				p.Reason = r.reason(by, at, p, &all, j, c)
			}
		}
		out.Predictions = append(out.Predictions, p)
	}
	out.assume(r, &all, j, c)
	out.note(a)
	out.noteSimulation()
	out.Verdict = out.verdict()
	return out, nil
}

// lawAlone answers without a simulation, which the runs have no chunks for.
func lawAlone(source string, s *analysis.Sample, a *analysis.Report, workers []int, why *NoChunkTimes) (*Forecast, error) {
	by, err := newLaw(s, a, &Changes{}, 1, 1)
	if err != nil {
		return nil, err
	}
	out := &Forecast{Schema: 1, Source: source, Predictions: []Prediction{}, Law: a.ChosenModel, Measured: a.FittedWorkers,
		Checks: []Check{}, Busy: a.OtherWork, Assumptions: []string{}}
	for _, n := range workers {
		out.Predictions = append(out.Predictions, Prediction{Workers: n, Law: new(by.at(float64(n)))})
	}
	out.Notes = append(out.Notes, "the law alone, without a simulation: "+why.Error())
	out.note(a)
	out.Verdict = out.verdict()
	return out, nil
}

// A TooLong is the error of a job that takes longer than can be played.
type TooLong struct{}

func (TooLong) Error() string { return "the job would take one worker more than 50 years" }

// playable returns a TooLong for times, or numbers of rows, that cannot be computed with.
func (r *recording) playable(m *model, j job, c *Changes) error {
	const longest = 50 * 365 * 24 * 3600
	h := r.handing(m, 1, j, c)
	work := r.scale(m, &r.profiles[0], 1, c) * r.profiles[0].total() * float64(j.rows) / float64(rowsOf(r.header))
	if j.rows < 1 || j.rows > mostRows || max(1, c.Slowness)*work+float64(j.chunks)*(h.Claim+h.Service).Seconds() > longest {
		return TooLong{}
	}
	return nil
}

// judged returns the analysis of a file, whose runs determine a law.
func judged(f *results.File) (*analysis.Sample, *analysis.Report, error) {
	s, err := analysis.NewSample(f, analysis.Options{Level: level})
	if err != nil {
		return nil, nil, err
	}
	if s.Fit == nil {
		return nil, nil, &analysis.CannotTellError{Why: s.Why}
	}
	a, err := s.Report()
	return s, a, err
}

// random returns the random numbers of one run of the simulation.
func random(seed uint64, n, draw int) *rand.Rand {
	return rand.New(rand.NewPCG(seed, uint64(n)<<16|uint64(draw)))
}

// Draws are how often a run is simulated for its interval: runs that take long to play have fewer.
const (
	draws    = 48
	fewDraws = 12
	quick    = 1 << 14 // claims of a run that is played in no time
)

// predict simulates n workers. Its value is that of the means of all runs. Each draw simulates
// runs drawn anew, with the chunk times of one of them, and scatters as one of them does.
// Beyond the N that were timed the interval has also what the checks were off, as often as n is
// twice the largest N. Its lower end is no less than what workers need that only compute, all of them all the
// time, less the scatter of a run.
func (r *recording) predict(all *model, n int, c *Changes, seed uint64, checks []Check) (Prediction, played) {
	at := r.simulate(all, &r.profiles[middle(r.profiles)], n, c, random(seed, n, 0))
	count := draws
	if j := r.jobOf(c); j.chunks > quick {
		count = fewDraws
	}
	grows := growing(r.runs)
	logs := make([]float64, count)
	for k := range logs {
		random := random(seed, n, k+1)
		runs := resampled(r.runs, r.ns, random)
		m := newModel(runs, r.ns, grows, r.mean)
		drawn := r.simulate(&m, &r.profiles[random.IntN(len(r.profiles))], n, c, random)
		logs[k] = math.Log(drawn.whole / at.whole * r.scatter(all, random))
	}
	mean, ss := 0.0, 0.0
	for _, x := range logs {
		mean += x / float64(count)
	}
	for _, x := range logs {
		ss += (x - mean) * (x - mean)
	}
	scatter := math.Inf(1)
	if df := len(r.runs) - len(r.ns); df > 0 {
		scatter = fit.TQuantile(level, float64(df)) * math.Sqrt(ss/float64(count-1))
	}
	half := scatter
	if most := r.ns[len(r.ns)-1]; n > most {
		half = math.Hypot(half, 2*errorOf(checks)*math.Sqrt(math.Log2(float64(n)/float64(most))))
	}
	value, least := at.whole, at.busy*math.Exp(-scatter)
	i := fit.Interval{Value: value, Lo: max(least, value*math.Exp(-half)), Hi: value * math.Exp(half), Level: level}
	return Prediction{Workers: n, Simulation: &i}, at
}

// scatter returns by how many times as long as the mean a run took, of a run drawn at random.
func (r *recording) scatter(all *model, random *rand.Rand) float64 {
	run := r.runs[random.IntN(len(r.runs))]
	for i, n := range all.ns {
		if n == run.workers {
			return run.wall / all.wall[i]
		}
	}
	return 1
}

// middle returns which profile has the median time.
func middle(of []profile) int {
	best, least := 0, math.Inf(1)
	for i, p := range of {
		below, above := 0, 0
		for _, other := range of {
			if other.total() < p.total() {
				below++
			}
			if other.total() > p.total() {
				above++
			}
		}
		if apart := math.Abs(float64(below - above)); apart < least {
			best, least = i, apart
		}
	}
	return best
}

// checks simulates each measured N from the runs at the N below it, of which there are two at
// least.
func (r *recording) checks(seed uint64) []Check {
	all := []Check{}
	full := newModel(r.runs, r.ns, [growers]bool{}, r.mean)
	for i := 2; i < len(r.ns); i++ {
		var below []seen
		for _, run := range r.runs {
			if run.workers < r.ns[i] {
				below = append(below, run)
			}
		}
		m := newModel(below, r.ns[:i], growing(below), r.mean)
		p := r.simulate(&m, &r.profiles[middle(r.profiles)], r.ns[i], &Changes{}, random(seed, r.ns[i], 0))
		all = append(all, Check{Workers: r.ns[i], Seconds: full.wall[i], Simulated: p.whole})
	}
	return all
}

// errorOf returns what the checks were off, as the root of the mean square of the logarithm.
func errorOf(checks []Check) float64 {
	ss := 0.0
	for _, c := range checks {
		off := math.Log(c.Simulated / c.Seconds)
		ss += off * off / float64(len(checks))
	}
	return math.Sqrt(ss)
}
