package plan

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"

	"serialfraction/fit"
	"serialfraction/harness/wording"
	"serialfraction/results/number"
	"serialfraction/results/tasklog/playback"
	"serialfraction/results/tasklog/study"
)

// playedLaw is the name of the law of a log: its tasks, played again.
const playedLaw = "replay"

// A Log is the run of a log, whose tasks are played again at other numbers of workers. It serves one goroutine, for it
// keeps what it has played.
type Log struct {
	Slots           int     // of the run
	Tells           float64 // the most workers that the log can tell of
	CriticalSeconds float64 // with a slot for each task: they wait for one another

	job      *playback.Job
	study    *study.Study
	serial   float64 // seconds in which no task runs, however many slots there are
	one      float64 // seconds on one worker
	faster   map[float64]*playback.Job
	foreseen map[at]playback.Forecast
}

// at is a number of workers whose tasks are kernel times as fast.
type at struct {
	workers int
	kernel  float64
}

// MarshalJSON writes {"slots","tells_up_to","critical_path_seconds"}.
func (l *Log) MarshalJSON() ([]byte, error) {
	return json.Marshal(map[string]float64{"slots": float64(l.Slots), "tells_up_to": l.Tells, "critical_path_seconds": l.CriticalSeconds})
}

// OfLog returns the basis of the log of one run, from its study and from its job as that plays it: S as the log accounts
// for it, between its bounds, and the time at each N as the study forecasts it, from quartiles of what starts tasks and
// from how far runs differ. None of that has a level. The error is the reason why the log does not tell S; bounds that
// lie far apart are none, for the times are not made from S.
func OfLog(source string, s *study.Study, job *playback.Job) (Basis, error) {
	wide := len(s.Doubts) == 1 && s.Doubts[0] == study.WideBounds
	if !s.Tells && !wide || s.Fraction == nil {
		return Basis{}, &NoFit{Source: source, Why: strings.TrimSuffix(s.Verdict, "."), SlotsUnknown: s.SlotsInferred}
	}
	serial := fit.Interval{Value: s.Fraction.Value, Lo: s.Fraction.Lo, Hi: s.Fraction.Hi}
	if serial.Hi > 1 {
		return Basis{}, &NoFit{Source: source, Why: "the run took longer than one slot would have needed"}
	}
	l := &Log{Slots: s.Slots, Tells: float64(job.Tells()), CriticalSeconds: s.CriticalSeconds, job: job, study: s,
		serial: min(s.SerialSeconds, s.CriticalSeconds), faster: map[float64]*playback.Job{1: job}, foreseen: map[at]playback.Forecast{}}
	one := l.seconds(1, 1)
	l.one = one.Value
	if !(l.one > 0) {
		return Basis{}, &NoFit{Source: source, Why: "its tasks took no time"}
	}
	b := Basis{Source: source, Seconds: &one, Serial: rounded(serial), Log: l}
	for _, c := range s.Causes {
		if c.SerialFraction != nil {
			b.Causes = append(b.Causes, Cause{Name: c.Name, Serial: fit.Interval{Value: *c.SerialFraction, Lo: *c.Lo, Hi: *c.Hi}, Own: *c.SerialFraction})
		}
	}
	took, noise := s.WallSeconds, s.Noise()
	b.Measured = []Measured{{float64(s.Slots), fit.Interval{Value: l.one / took, Lo: l.one / (took * (1 + noise)), Hi: l.one / (took * max(0.01, 1-noise))}}}
	return b, nil
}

// law returns the time at each N, the tasks played again, as a share of that on one worker.
func (l *Log) law() law {
	return law{name: playedLaw, whole: true, knee: math.Inf(1), grain: l.grain(),
		share: func(n, kernel float64) fit.Interval { return times(l.seconds(n, kernel), 1/l.one) }}
}

// grain keeps what is played of a large log to some seconds: ten thousand tasks are played in a few milliseconds, a
// million in most of a second. Which task ends last goes by steps, so that the knee is of the mean over some N.
func (l *Log) grain() grain {
	const few, many = 20_000, 200_000
	g := grain{most: l.most(), step: 1.1, near: 0.01, stride: 0.25}
	switch tasks := l.job.Tasks(); {
	case tasks > many:
		g.step, g.near = 2, 0.1
	case tasks > few:
		g.step, g.near = 1.5, 0.05
	}
	return g
}

// most returns the number of workers beyond which nothing changes: as many as tasks, and those that leave before the
// end as they did in the run.
func (l *Log) most() float64 {
	tasks := float64(l.job.Tasks()) * float64(l.Slots) / float64(max(1, l.Slots-l.job.Left()))
	return max(math.Ceil(tasks), l.Tells)
}

// seconds returns the forecast for n workers whose tasks are kernel times as fast.
func (l *Log) seconds(n, kernel float64) fit.Interval {
	f := l.forecast(int(min(n, l.most())), kernel)
	return fit.Interval{Value: f.Seconds, Lo: f.Lo, Hi: f.Hi}
}

func (l *Log) forecast(workers int, kernel float64) playback.Forecast {
	key := at{workers, kernel}
	f, ok := l.foreseen[key]
	if !ok {
		f = l.jobOf(kernel).Forecast(workers, l.study.Noise())
		l.foreseen[key] = f
	}
	return f
}

// jobOf returns the job whose tasks are kernel times as fast.
func (l *Log) jobOf(kernel float64) *playback.Job {
	job, ok := l.faster[kernel]
	if !ok {
		clear(l.faster) // the search for a factor tries many, one behind the other
		job = l.job.Faster(kernel)
		l.faster[1], l.faster[kernel] = l.job, job
	}
	return job
}

// serialAfter returns S of the job whose tasks are kernel times as fast: Karp and Flatt's of its times at the N of the log.
func (l *Log) serialAfter(kernel float64) fit.Interval {
	n := float64(l.Slots)
	e := (n*l.seconds(n, kernel).Value/l.seconds(1, kernel).Value - 1) / (n - 1)
	return fit.Interval{Value: e, Lo: e, Hi: e}
}

// floor returns what no faster kernel makes shorter of a job that takes one seconds on one worker.
func (l *Log) floor(one float64) fit.Interval {
	t := l.serial * one / l.one
	return fit.Interval{Value: t, Lo: t, Hi: t}
}

// critical returns what the job takes with a slot for each task, where it takes one seconds on one worker.
func (l *Log) critical(kernel, one float64) float64 {
	seconds, _ := l.jobOf(kernel).Critical()
	return seconds * one / l.one
}

// notes returns what the log leaves open of a decision, with what the study warns of.
func (l *Log) notes(d *Outlook) []string {
	all := []string{fmt.Sprintf("S is what the log accounts for at N = %d. The times are those of its tasks, played again at each N; their bounds have no level: they are what the quartiles of starting a task give, and that runs at one N are assumed to differ by %s %%. Tasks are taken to take as long with other N",
		l.Slots, trimmed(100*l.study.Noise(), 1))}
	all = append(all, l.study.Warnings...)
	if l.job.Unordered() {
		all = append(all, "what a task waited for is not in the log, so that with more slots it may take from what it would if none waited to what it did: stages, told by the names of tasks, narrow that")
	}
	if d.Workers == nil || !finite(d.Workers.Value) {
		return all
	}
	n := int(min(d.Workers.Value, math.MaxInt32))
	doubt := l.study.DoubtOf(playback.Forecast{Slots: n, Beyond: float64(n) > l.Tells}, l.job)
	if text := doubt.Words(); text != "" && doubt != study.BeyondLog && doubt != study.NoOrder { // of which the verdict tells
		all = append(all, fmt.Sprintf("the forecast of N = %s is doubtful: %s", number.Workers(d.Workers.Value), text))
	}
	return all
}

// settle returns the log that would tell of so many workers.
func (l *Log) settle(workers float64) string {
	reach := l.Tells / float64(l.Slots)
	return fmt.Sprintf("a log of the same job with N = %s would tell of %s", number.Workers(math.Ceil(workers/reach)), number.Workers(workers))
}

// played says what is the shortest time of a log's job, and whether the tasks wait for one another even so.
func (b bare) played(target float64) string {
	if b.chain > target {
		return "the tasks, one behind the other as the log has them, take " + number.Duration(b.chain) + " with any number of workers"
	}
	return "the tasks of the log, played again, take " + number.Duration(b.seconds) + " at best, with " + wording.Count(int(b.workers), "worker")
}
