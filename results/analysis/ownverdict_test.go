package analysis

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"serialfraction/fit"
	"serialfraction/harness"
	"serialfraction/harness/runtest"
	"serialfraction/results/advice"
)

// The verdict gives the program's own S first, then that of program and machine, then what
// the machine adds and by what. Where other work made the S, there is no ceiling.
func TestVerdictOfTwoNumbers(t *testing.T) {
	for _, c := range []struct {
		name      string
		wait      func(n int) float64
		has, lack []string
	}{
		{"quiet", func(int) float64 { return 0 },
			[]string{"The program's own S is 0.0300 (95 % 0.0280–0.0319) for these 3,051 rows: by itself it becomes at most 33x (31–36x) faster with any number of workers. On this machine, during this sweep, S = 0.0298", "What the machine adds to S is within the noise."},
			[]string{"Cannot tell", "varies from run to run"}},
		{"some load", func(n int) float64 { return 0.006 * float64(n-1) },
			[]string{"The program's own S is 0.0300", "On this machine, during this sweep, S = 0.0", "by other work on its CPUs.", "no number of workers makes this more than"},
			[]string{"Cannot tell"}},
		{"much load", func(n int) float64 { return 0.5 * float64(n-1) },
			[]string{"The program's own S is 0.0300", "Cannot tell the job's ceiling: at N = 4 other work had the CPUs for 57 % of the time of the runs.", "without the waits for a CPU it would be about 0.0298"},
			[]string{"no number of workers"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := analyze(t, finished(header(1, 2, 4), edit(quietRuns(), func(r *harness.Run) { waits(r, c.wait(r.Workers)) })), Options{})
			for _, want := range c.has {
				if !strings.Contains(a.Verdict, want) {
					t.Errorf("no %q in %s", want, a.Verdict)
				}
			}
			for _, not := range c.lack {
				if strings.Contains(a.Verdict, not) {
					t.Errorf("%q in %s", not, a.Verdict)
				}
			}
			if made := a.OtherWork != nil && a.OtherWork.Made; made != (c.name == "much load") {
				t.Errorf("other work %+v", a.OtherWork)
			}
			if a.Foretells() != (c.name != "much load") {
				t.Errorf("S serves a forecast: %v", a.Foretells())
			}
		})
	}
}

// Where most of the interval of the program's S lies between the ends of the imbalance, its verdict names
// what leaves that open, and which end is whose: three equal chunks on two workers wait longer for
// each other than three that vary.
func TestVerdictNamesWhatChunksLeaveOpen(t *testing.T) {
	three := chunkedJob{schedule: "dynamic", rows: alike, chunks: 3, workers: []int{1, 2}, runs: 50}
	loaded, measured := three, three
	loaded.load, measured.load = inTurns, inTurnsMeasured
	for name, c := range map[string]struct {
		job  chunkedJob
		want string
	}{
		"rows at random":       {chunkedJob{schedule: "static", rows: atRandom, chunks: 42, workers: []int{1, 2}, runs: 25}, "if the rows do that, the program's S is at the upper end, and if the machine does, at the lower."},
		"three chunks":         {three, "if the rows do that, the program's S is at the lower end, and if the machine does, at the upper."},
		"three, waits unknown": {loaded, "how long in each chunk is not known: that leaves the program's S open between its ends."},
		"three, waits known":   {measured, "if the rows do that, the program's S is at the lower end, and if the machine does, at the upper."},
	} {
		s := c.job.study(t, rand.New(rand.NewPCG(6, 3)))
		if text := s.programAlone(new(fit.Condition)); !strings.HasSuffix(text, c.want) {
			t.Errorf("%s: no %q in %s", name, c.want, text)
		}
	}
	s := three.study(t, rand.New(rand.NewPCG(6, 3)))
	s.fitted.even.varying = map[int]float64{2: s.fitted.even.middle(2)}
	if text := s.openByChunks(s.division.program); !strings.HasSuffix(text, "is not known, and leaves the program's S open between its ends.") {
		t.Errorf("of rows at neither end: %s", text)
	}
}

// What may be the program's is named where its own S may be 0 too.
func TestVerdictOfNoSNamesDoubts(t *testing.T) {
	f := finished(header(1, 2, 4), edit(runtest.Amdahl(8, 0, time.Second, 1, 2, 4), func(r *harness.Run) {
		if (r.Block+r.Workers)%3 == 0 {
			r.Timing.Split = 9 * time.Millisecond
		}
		longer(r, time.Duration(r.Workers-1)*15*time.Millisecond, nil)
	}))
	if v := analyze(t, f, Options{}).Verdict; !strings.Contains(v, "The program's own S is below") || !strings.Contains(v, "Workers slept while they worked on rows") {
		t.Error(v)
	}
}

// Slow runs of a busy machine make no ceiling either, and more repeats are no cure of them.
func TestBusyMachineHasNoCeilingOfTheMean(t *testing.T) {
	sample := func(wait func(r *harness.Run) float64) *Sample {
		runs := edit(runtest.Amdahl(40, 30*time.Millisecond, 970*time.Millisecond, 1, 2, 4), func(r *harness.Run) { waits(r, wait(r)) })
		s, err := NewSample(finished(header(1, 2, 4), runs), Options{})
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	for standing, stalled := range map[advice.MeanStanding]func(r *harness.Run) bool{
		advice.MeanApart:        func(r *harness.Run) bool { return r.Workers > 1 && r.Block%5 == 0 },
		advice.MeanUndetermined: func(r *harness.Run) bool { return r.Workers == 4 && r.Block == 7 },
	} {
		slow := sample(func(r *harness.Run) float64 {
			if stalled(r) {
				return 0.8
			}
			return 0
		})
		busy := sample(func(r *harness.Run) float64 { return 0.5 * float64(r.Workers-1) })
		busy.study.mean = slow.study.mean
		for made, s := range map[bool]*Sample{false: slow, true: busy} {
			a, err := s.Report()
			if err != nil {
				t.Fatal(err)
			}
			if a.MeanStanding != standing || (a.OtherWork != nil && a.OtherWork.Made) != made || strings.Contains(a.Verdict, "S of the mean time") == made ||
				(a.AdvisedRepeats() > 0) != (!made && standing == advice.MeanUndetermined) {
				t.Errorf("mean %s, other work %+v, %d repeats advised: %s", a.MeanStanding, a.OtherWork, a.AdvisedRepeats(), a.Verdict)
			}
		}
	}
}

// Two N are no evidence of a law, and nothing is stated flatly beyond them.
func TestTwoNAreNotFlat(t *testing.T) {
	var runs []harness.Run
	for _, r := range quietRuns() {
		if r.Workers < 4 {
			runs = append(runs, r)
		}
	}
	v := analyze(t, finished(header(1, 2), runs), Options{}).Verdict
	if !strings.Contains(v, "if Amdahl's law holds beyond N = 2, which these N cannot show") {
		t.Error(v)
	}
}

// Every ceiling from two N has a condition, that of the program too, in full once.
func TestVerdictOfTwoN(t *testing.T) {
	for _, c := range []struct {
		workers []int
		full    int
	}{{[]int{1, 2}, 1}, {[]int{1, 2, 4}, 0}} {
		var runs []harness.Run
		for _, r := range quietRuns() {
			if r.Workers <= c.workers[len(c.workers)-1] {
				runs = append(runs, r)
			}
		}
		a := analyze(t, finished(header(c.workers...), runs), Options{})
		if n := strings.Count(a.Verdict, ", if Amdahl's law holds beyond N = 2, which these N cannot show"); n != c.full {
			t.Errorf("N = %v: %d conditions in full in %s", c.workers, n, a.Verdict)
		}
		if n := strings.Count(a.Verdict, ", if that law holds"); n != c.full {
			t.Errorf("N = %v: %d in short in %s", c.workers, n, a.Verdict)
		}
		if (a.AssumedLaw != nil) != (c.full > 0) {
			t.Errorf("N = %v: assumed law %+v", c.workers, a.AssumedLaw)
		}
	}
}
