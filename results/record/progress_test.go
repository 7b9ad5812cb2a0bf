package record

import (
	"slices"
	"strings"
	"testing"
	"time"

	"serialfraction/harness"
	"serialfraction/harness/machine"
	"serialfraction/harness/runtest"
	"serialfraction/results"
)

// outlooks records a sweep by a clock that the runs move on, and returns what was expected
// after each run, and why the sweep stopped.
func outlooks(t *testing.T, runs []harness.Run, stop Stop, workers ...int) (seen []Progress, stopped string, ended time.Duration) {
	t.Helper()
	now := clock{runtest.Epoch}
	stop.Now = now.Now
	stopped, err := Runs(t.Context(), replay(runs, &now, nil, nil), create(t, header(workers...)), stop, func(p Progress) { seen = append(seen, p) })
	if err != nil {
		t.Fatal(err)
	}
	return seen, stopped, now.now.Sub(runtest.Epoch)
}

// After the first run at N = 1, a second long, the end by time is expected where it comes:
// the warm-up and the blocks take 1.5 s each.
func TestOutlookByTime(t *testing.T) {
	timed := runtest.Amdahl(40, 0, time.Second, 1, 2)
	warm := runtest.Amdahl(1, 0, time.Second, 1, 2)
	warm[0].Warmup, warm[1].Warmup = true, true
	seen, stopped, ended := outlooks(t, slices.Concat(warm, timed), Stop{MaxTime: 8 * time.Second}, 1, 2)
	if stopped != "time limit 8s spent after 4 blocks" {
		t.Fatal(stopped)
	}
	for i, p := range seen {
		o := p.Outlook
		if o.By != ByTime || o.Blocks != 4 || o.Runs != 8 || (o.Block-1500*time.Millisecond).Abs() > 10*time.Millisecond || (p.Elapsed+o.Left-ended).Abs() > 100*time.Millisecond || p.Serial != warm[0].Timing.Wall {
			t.Errorf("after run %d, %v: %+v, want 4 blocks and the end after %v", i+1, p.Elapsed, p, ended)
		}
	}
}

// The least that a sweep takes has one block, and the warm-up where the limit leaves room for it.
func TestLeast(t *testing.T) {
	const serial = 20 * time.Second
	for name, tc := range map[string]struct {
		warmup  int
		limit   time.Duration
		control []int
		want    time.Duration
	}{
		"no warm-up":       {0, 15 * time.Second, nil, 30 * time.Second},
		"warm-up cut":      {1, 15 * time.Second, nil, 50 * time.Second},
		"warm-up has room": {1, time.Minute, nil, time.Minute},
		"control":          {0, 15 * time.Second, []int{1, 2}, time.Minute},
	} {
		h := results.Header{Engine: "pool", Workers: []int{1, 2}, Control: tc.control, Warmup: tc.warmup, Machine: machine.Description{EffectiveCPUs: 2}}
		if got := Least(&h, Stop{MaxTime: tc.limit}, serial); got != tc.want {
			t.Errorf("%s: %v, want %v", name, got, tc.want)
		}
	}
}

// designed returns the timed runs of a sweep by the design of its header, in their order. Each
// takes a second divided by N, and by 4 at most.
func designed(h results.Header, blocks int) (runs []harness.Run) {
	order := harness.Sweep{Blocks: blocks, Seed: h.Seed, Balanced: true, Design: harness.NewDesign(h.Workers, h.Design)}
	for run := range order.Plan(harness.Trial{Engine: &harness.Pool{}, Job: &harness.Job{Data: &harness.Dataset{}}, Workers: h.Workers}) {
		made := runtest.AmdahlRun(run.Block, run.Workers, 0, time.Second*time.Duration(run.Workers)/time.Duration(min(run.Workers, 4)), 1)
		made.Order = run.Order
		runs = append(runs, made)
	}
	return runs
}

// The blocks of a design take 2.5 s at first, and then 2.0, 1.5, 1.5 and 1.5 s in turn. The end by
// time is expected where it comes, from the first run at N = 1 on.
func TestOutlookOfADesign(t *testing.T) {
	h := header(1, 2, 4, 8, 16)
	h.Balanced, h.Warmup, h.Design = true, 0, []int{4, 1, 8, 0, 0}
	runs := designed(h, 40)
	for limit, want := range map[time.Duration]int{
		6 * time.Second:                    2,
		20 * time.Second:                   9,
		time.Minute + 500*time.Millisecond: 34, // 12.5 s, seven times 6.5 s, and 2 s
	} {
		now := clock{runtest.Epoch}
		var seen []Progress
		_, err := Runs(t.Context(), replay(runs, &now, nil, nil), create(t, h), Stop{MaxTime: limit, Now: now.Now}, func(p Progress) { seen = append(seen, p) })
		if err != nil {
			t.Fatal(err)
		}
		ended := now.now.Sub(runtest.Epoch)
		for i, p := range seen {
			if o := p.Outlook; p.Serial > 0 && (o.By != ByTime || o.Blocks != want || (p.Elapsed+o.Left-ended).Abs() > 50*time.Millisecond) {
				t.Errorf("limit %v, after run %d: %+v, want %d blocks and the end after %v", limit, i+1, o, want, ended)
			}
		}
		if last := seen[len(seen)-1]; last.Block != want {
			t.Errorf("limit %v: %d blocks, want %d", limit, last.Block, want)
		}
	}
}

// The nearest end counts, and none is known for a precision before there is an S.
func TestOutlookEnds(t *testing.T) {
	noisy := runtest.Amdahl(60, 20*time.Millisecond, time.Second, 1, 2)
	for name, tc := range map[string]struct {
		stop   Stop
		by     Ending
		blocks int
	}{
		"blocks":              {Stop{Blocks: 12}, ByBlocks, 12},
		"blocks before time":  {Stop{Blocks: 12, MaxTime: time.Hour}, ByBlocks, 12},
		"time before blocks":  {Stop{Blocks: 12, MaxTime: 6 * time.Second}, ByTime, 3}, // of 1.52 s
		"longer than a limit": {Stop{MaxTime: 200 * time.Millisecond}, ByTime, 1},
		"precision, no S yet": {Stop{Precision: 0.1}, Unknown, 0},
	} {
		seen, _, _ := outlooks(t, noisy[:1], tc.stop, 1, 2)
		if o := seen[0].Outlook; o.By != tc.by || o.Blocks != tc.blocks || o.Block <= time.Second {
			t.Errorf("%s: %+v", name, o)
		}
	}
	seen, stopped, _ := outlooks(t, noisy, Stop{Precision: 0.05}, 1, 2)
	last := seen[len(seen)-1]
	if !strings.HasPrefix(stopped, "precision 0.05 reached") || last.Outlook.By != ByPrecision || last.Outlook.Blocks != last.Block || last.Outlook.Left != 0 {
		t.Errorf("%s: %+v", stopped, last)
	}
}

// A warm-up goes on where it and a block fit into the time, and else ends after the run that
// shows they do not.
func TestWarmed(t *testing.T) {
	for limit, want := range map[time.Duration][]bool{
		0:                       {false, false},
		time.Minute:             {false, false},
		2900 * time.Millisecond: {true, true},
	} {
		now := clock{runtest.Epoch}
		h := header(1, 2)
		warmed := Warmed(&results.File{Header: h}, Stop{MaxTime: limit, Now: now.Now})
		for i, run := range []harness.Run{{Engine: h.Engine, Workers: 1}, {Engine: h.Engine, Workers: 2}} {
			run.Start = now.now
			now.now = now.now.Add(time.Second / time.Duration(run.Workers))
			if got := warmed(run); got != want[i] {
				t.Errorf("limit %v, after N = %d: %v, want %v", limit, run.Workers, got, want[i])
			}
		}
	}
}

// An end that is more than a lifetime away is not known.
func TestOutlookOfYears(t *testing.T) {
	noisy := runtest.Amdahl(10, 100*time.Millisecond, 10*time.Second, 1, 2)
	for _, stop := range []Stop{{Precision: 1e-6}, {Blocks: 1 << 40}} {
		seen, _, _ := outlooks(t, noisy, stop, 1, 2)
		for i, p := range seen {
			if o := p.Outlook; o.By != Unknown || o.Left != 0 || o.Block <= 0 {
				t.Errorf("%+v, after run %d: %+v", stop, i+1, o)
			}
		}
	}
}

// A sweep over N = 1 alone ends at the precision of its time.
func TestPrecisionOfOneN(t *testing.T) {
	runs := runtest.Amdahl(40, time.Millisecond, time.Second, 1)
	seen, stopped, _ := outlooks(t, runs, Stop{Precision: 0.05, MaxTime: time.Hour}, 1)
	if stopped != "precision 0.05 reached after 7 blocks" {
		t.Error(stopped)
	}
	for _, p := range seen[2:] { // two runs show a scatter
		if p.Outlook.By != ByPrecision || p.Block >= 5 && p.Outlook.Blocks != 7 {
			t.Errorf("after block %d: %+v", p.Block, p.Outlook)
		}
	}
	if _, stopped, _ := outlooks(t, runs, Stop{Precision: 1e-9}, 1); stopped != "40 blocks done" {
		t.Error(stopped)
	}
}
