package predict

import (
	"fmt"
	"slices"
	"time"

	"serialfraction/harness"
	"serialfraction/results"
	"serialfraction/results/analysis"
)

// A recording is what a file shows of its runs, as the simulation needs it. Times are in seconds.
type recording struct {
	header   *results.Header
	schedule harness.Schedule // that the runs were made with; remote workers get the next chunk as in dynamic
	runs     []seen           // whose workers really ran at once
	ns       []int            // their N, ascending
	profiles []profile        // of the runs at N = 1 that have chunk times, which took some; at least one
	mean     bool             // slow runs make the mean time another, so it is the mean that is simulated
}

// A seen is one run.
type seen struct {
	workers     int
	wall        float64
	phases      phases
	split       float64
	merge       float64
	coordinator float64 // of a chunk: how long the coordinator is busy with it
}

// phases are the parts of a run in its parallel phase, and those beside it that depend on N smoothly.
type phases struct {
	first   float64 // from the release to the first claim of the first worker
	step    float64 // from that of one worker to that of the next
	claim   float64 // of a claim
	message float64 // of a chunk: serialize and transfer of a worker that gets its rows as messages
	busy    float64 // of all chunks together, in the kernel
}

// NoChunkTimes is the error of a file that cannot be simulated, or not with what is to be changed.
type NoChunkTimes struct {
	Whole     bool // its programs are timed whole, and have no chunks
	Simulated bool // its times were computed from a law
}

// Ever reports whether no sweep could have timed chunks of these runs.
func (e *NoChunkTimes) Ever() bool { return e.Whole || e.Simulated }

func (e *NoChunkTimes) Error() string {
	switch {
	case e.Whole:
		return "a program that is timed whole has no chunks to simulate"
	case e.Simulated:
		return "its times were computed from a law, and no chunk was timed"
	}
	return "it has no chunk times of a run at N = 1"
}

const (
	mostChunks = 1 << 20 // of a run whose chunk times are kept
	mostRows   = 1 << 53 // of a job, so that a row has a number as a float64
)

// newRecording returns that of a file, from its analysis.
func newRecording(f *results.File, s *analysis.Sample, a *analysis.Report) (*recording, error) {
	h := &f.Header
	r := &recording{header: h, mean: a.MeanStanding.Known() && a.MeanStanding.Differs()}
	switch {
	case h.WholePrograms() || h.Chunks == 0:
		return nil, &NoChunkTimes{Whole: true}
	case h.Chunks > mostChunks || h.ChunkRows > mostRows/mostChunks: // so many are not timed one by one
		return nil, &NoChunkTimes{}
	}
	var err error
	if r.schedule, err = harness.ScheduleByName(h.Schedule); err != nil {
		r.schedule = harness.Schedules[0]
	}
	own, _, _ := f.Timed()
	for _, run := range own {
		if len(run.Timing.Workers) == 0 || !s.Fits(run.Workers) {
			continue
		}
		r.runs = append(r.runs, r.seenOf(run))
		r.ns = append(r.ns, run.Workers)
		if run.Workers == 1 && run.Timeline != nil {
			if p := newProfile(run.Timeline, h); p.total() > 0 {
				r.profiles = append(r.profiles, p)
			}
		}
	}
	if len(r.profiles) == 0 {
		return nil, &NoChunkTimes{Simulated: h.Simulated()}
	}
	slices.Sort(r.ns)
	r.ns = slices.Compact(r.ns)
	return r, nil
}

// seenOf returns what is seen of a run.
func (r *recording) seenOf(run harness.Run) seen {
	t, chunks := run.Timing, float64(r.header.Chunks)
	s := seen{workers: run.Workers, wall: t.Wall.Seconds(), split: t.Split.Seconds(), merge: t.Merge.Seconds(), coordinator: t.Coordinator.Seconds() / chunks}
	n := float64(run.Workers)
	var wakes []float64
	mean, claims := 0.0, 0.0
	for _, w := range t.Workers {
		wakes = append(wakes, w.Wake.Seconds())
		mean += w.Wake.Seconds() / n
		claims += w.Claim.Seconds()
		s.phases.message += (w.Serialize + w.Transfer).Seconds() / chunks
		s.phases.busy += w.Busy.Seconds()
	}
	s.phases.claim = claims / float64(claimsOf(r.schedule, r.header.Chunks, run.Workers))
	switch {
	case run.Workers == 1:
	case t.Waking != nil: // the coordinator wakes one after the other
		s.phases.step = min(t.Waking.Seconds()/n, 2*mean/n)
	default:
		s.phases.step = slope(wakes)
	}
	s.phases.first = mean - (n-1)/2*s.phases.step
	return s
}

// slope returns by how much later the next worker begins, by least squares over their ranks; at
// least 0, and not so much that the first would begin before the release.
func slope(wakes []float64) float64 {
	slices.Sort(wakes)
	n := float64(len(wakes))
	sum, mean := 0.0, 0.0
	for i, at := range wakes {
		sum += (float64(i) - (n-1)/2) * at
		mean += at / n
	}
	return min(max(0, sum/(n*(n*n-1)/12)), 2*mean/n)
}

// claimsOf returns how often workers claim in a run of a schedule.
func claimsOf(s harness.Schedule, chunks, workers int) (claims int) {
	next, idle := s.Claims(chunks, workers), 0
	for w := 0; idle < workers; w = (w + 1) % workers {
		if lo, hi := next(w); lo < hi {
			claims, idle = claims+1, 0
		} else {
			idle++
		}
	}
	return max(claims, 1)
}

// A profile is what the rows of a run at N = 1 took: before[i] is the seconds of all chunks
// before chunk i.
type profile struct {
	before    []float64
	chunkRows int
	rows      int
}

// newProfile returns that of a timeline. Chunks that were timed together share their time evenly.
func newProfile(t harness.Timeline, h *results.Header) profile {
	costs := make([]time.Duration, h.Chunks)
	for _, s := range t.All() {
		for i := s.First; i < min(s.First+s.Chunks, h.Chunks); i++ {
			costs[i] += (s.End - s.Start) / time.Duration(s.Chunks)
		}
	}
	p := profile{before: make([]float64, h.Chunks+1), chunkRows: max(1, h.ChunkRows)}
	for i, d := range costs {
		p.before[i+1] = p.before[i] + d.Seconds()
	}
	p.rows = rowsOf(h)
	return p
}

// rowsOf returns the rows of a run, which may be those of the data several times over.
func rowsOf(h *results.Header) int {
	most := max(1, h.ChunkRows) * h.Chunks
	if rows := h.Data.Rows; rows > most-max(1, h.ChunkRows) && rows <= most {
		return rows
	}
	return most
}

func (p *profile) total() float64 { return p.before[len(p.before)-1] }

// until returns the seconds of all rows before a row. Rows of one chunk took the same, and the rows of a larger
// job are those of the runs over and over.
func (p *profile) until(row int) float64 {
	again, row := row/p.rows, row%p.rows
	chunk := row / p.chunkRows
	first, next := chunk*p.chunkRows, min((chunk+1)*p.chunkRows, p.rows)
	part := float64(row-first) / float64(next-first)
	return float64(again)*p.total() + p.before[chunk] + part*(p.before[chunk+1]-p.before[chunk])
}

// describe names the runs that chunk times were taken from.
func (r *recording) describe() string {
	if len(r.profiles) == 1 {
		return "the run at N = 1 that has chunk times"
	}
	return fmt.Sprintf("the %d runs at N = 1 that have chunk times", len(r.profiles))
}
