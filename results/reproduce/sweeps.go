package reproduce

import (
	"errors"
	"fmt"
	"math"
	"time"

	"serialfraction/fit"
	"serialfraction/results"
	"serialfraction/results/analysis"
)

// A Name is that of a sweep, and of its result file without the extension.
type Name string

// The sweeps, in the order in which they are made.
const (
	Interpreter  Name = "interpreter"     // rows handed to R or Python
	PlantThreads Name = "plant-threads"   // a planted S on goroutines
	PlantRemote  Name = "plant-processes" // the same on worker processes
	TTest        Name = "ttest"           // t-tests on goroutines
	PermTest     Name = "permtest"        // permutation tests on goroutines
	Cluster1     Name = "cluster-1"       // one row a chunk to worker processes
	Cluster2     Name = "cluster-2"       // two
	Cluster5     Name = "cluster-5"       // five
	ClusterLarge Name = "cluster-50"      // fifty
	ClusterHeld  Name = "cluster-held"    // two, of rows that the workers hold
	EndToEnd     Name = "end-to-end"      // with reading and writing
	Cheaper      Name = "invert"          // two algorithms
)

// Names lists all sweeps, in order.
var Names = []Name{Interpreter, PlantThreads, PlantRemote, TTest, PermTest, Cluster1, Cluster2, Cluster5, ClusterLarge, ClusterHeld, EndToEnd, Cheaper}

// A job is what the result file of a sweep has to be of.
type job struct{ workload, engine string }

// jobs are those of the sweeps.
var jobs = map[Name]job{
	Interpreter: {"pipe", "pool"}, PlantThreads: {"wait", "pool"}, PlantRemote: {"wait", "remote"},
	TTest: {"ttest", "pool"}, PermTest: {"permtest", "pool"},
	Cluster1: {"ttest", "remote"}, Cluster2: {"ttest", "remote"}, Cluster5: {"ttest", "remote"}, ClusterLarge: {"ttest", "remote"}, ClusterHeld: {"ttest", "remote"},
	EndToEnd: {"ttest", "pool"}, Cheaper: {"invert", "pool"},
}

// clusters are the sweeps that hand rows to worker processes over the network.
var clusters = []Name{Cluster1, Cluster2, Cluster5, ClusterLarge, ClusterHeld}

// A Sweep is one of the sweeps that the claims are judged by.
type Sweep struct {
	Name    Name             `json:"name"`
	Command string           `json:"command,omitempty"` // that makes it alone; the caller knows it
	Serial  *fit.Interval    `json:"serial_fraction"`   // as fitted; nil where the runs give none
	Program *fit.Interval    `json:"program_serial_fraction"`
	Served  *fit.Interval    `json:"coordinator_serial_fraction"` // of a cluster: see [Sweep.serve]
	Seconds *fit.Interval    `json:"t1_seconds"`
	Row     *fit.Interval    `json:"row_seconds"` // of the kernel at N = 1, without the start of the worker; nil where workers are timed otherwise
	Report  *analysis.Report `json:"-"`

	chunkSeconds float64        // that a chunk keeps the coordinator busy
	quiet        []fit.Interval // Serial of the same runs less their waits for a CPU, where other work took of them
	noFit        string         // why Serial is nil
}

// newSweep analyses the result file of a sweep.
func newSweep(name Name, f *results.File) (*Sweep, error) {
	if is, want := (job{f.Header.Workload, f.Header.Engine}), jobs[name]; is != want {
		return nil, fmt.Errorf("its file is of workload %s on engine %s, and not of %s on %s", is.workload, is.engine, want.workload, want.engine)
	}
	o := analysis.Options{Level: level}
	if name == EndToEnd {
		o.Scope = analysis.EndToEnd
	}
	sample, err := analysis.NewSample(f, o)
	if err != nil {
		return nil, err
	}
	s := &Sweep{Name: name}
	if s.Report, err = sample.Report(); err != nil {
		return nil, err
	}
	for _, less := range sample.WithoutWaits() {
		if less.Fit != nil {
			s.quiet = append(s.quiet, less.Fit.SerialFraction)
		}
	}
	if sample.Fit == nil {
		s.noFit = sample.NoFit()
	}
	s.Serial, s.Program, s.Seconds = s.Report.SerialFraction, s.Report.ProgramSerialFraction, s.Report.T1Seconds
	if s.Seconds == nil {
		return nil, errors.New("its file has no run at N = 1")
	}
	s.Row = s.row(f)
	if f.Header.Remote() {
		s.serve(f, sample)
	}
	return s, nil
}

// level is that of all intervals.
const level = 0.95

// serve sets the serial part of the coordinator: the time that it is busy with the chunks of a run, over
// the time that its workers have in all, N times that of the run. It works beside them, so that the times
// of few workers hardly show it, but no number of workers is faster than it: the largest speed-up is at
// most the inverse. It is measured in each run whose workers ran at once.
func (s *Sweep) serve(f *results.File, sample *analysis.Sample) {
	own, _, _ := f.Timed()
	var shares []float64
	busy, chunks := 0.0, 0
	for _, r := range own {
		if r.Workers > 1 && !sample.Fits(r.Workers) || r.Timing.Coordinator == 0 {
			continue
		}
		shares = append(shares, r.Timing.Coordinator.Seconds()/(float64(r.Workers)*r.Timing.Wall.Seconds()))
		busy += r.Timing.Coordinator.Seconds()
		chunks += f.Header.Chunks
	}
	if len(shares) == 0 {
		return
	}
	s.Served, s.chunkSeconds = new(fit.Centre(shares).Interval(level)), busy/float64(chunks)
}

// row returns what a row took one worker in the kernel, in seconds: the same share of T(1) as of the runs at
// N = 1, whose other part is the start of the worker, above all; nil where no run tells.
func (s *Sweep) row(f *results.File) *fit.Interval {
	own, _, _ := f.Timed()
	busy, wall := 0.0, 0.0
	for _, r := range own {
		if r.Workers == 1 && len(r.Timing.Workers) == 1 {
			busy, wall = busy+r.Timing.Workers[0].Busy.Seconds(), wall+r.Timing.Wall.Seconds()
		}
	}
	if wall == 0 || f.Header.Data.Rows == 0 {
		return nil
	}
	i, each := *s.Seconds, busy/wall/float64(f.Header.Data.Rows)
	i.Value, i.Lo, i.Hi = each*i.Value, each*i.Lo, each*i.Hi
	return &i
}

// RowTime returns what a row of R or Python took one worker in the kernel, to the microsecond; 0 where the file
// does not tell.
func RowTime(f *results.File) time.Duration {
	s, err := newSweep(Interpreter, f)
	if err != nil || s.Row == nil {
		return 0
	}
	return time.Duration(math.Round(1e6*s.Row.Value)) * time.Microsecond
}
