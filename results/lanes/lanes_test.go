package lanes

import (
	"testing"
	"time"

	"serialfraction/harness"
	"serialfraction/results"
)

// The lanes of every kept run tile it to the nanosecond, and what they have of each state is what the account
// of the worker has.
func TestLanesTile(t *testing.T) {
	for _, name := range []string{"golub-queue-paced", "ttest-2cpu", "wait-plant-05", "predict/remote"} {
		f, err := results.Read("../../docs/sweeps/" + name + ".jsonl")
		if err != nil {
			t.Fatal(err)
		}
		own, _, _ := f.Timed()
		for i := range own {
			r := &own[i]
			run := Of(r)
			released, joined := r.Timing.Split, r.Timing.Split+r.Timing.Parallel
			if sum(run.Coordinator, Split) != r.Timing.Split || sum(run.Coordinator, Merge) != r.Timing.Merge || run.Wall != r.Timing.Wall {
				t.Errorf("%s, run %d: the coordinator's pieces are %v of %+v", name, i, run.Coordinator, r.Timing)
			}
			for w, lane := range run.Workers {
				at := released
				for _, p := range lane.Pieces {
					if p.From != at || p.To <= p.From {
						t.Fatalf("%s, run %d, worker %d: %v does not follow %v", name, i, w, p, at)
					}
					at = p.To
				}
				if at != joined {
					t.Errorf("%s, run %d, worker %d: the lane ends at %v, the phase at %v", name, i, w, at, joined)
				}
				k := r.Timing.Workers[w]
				if sum(lane.Pieces, Spawn) != k.Wake || sum(lane.Pieces, Imbalance) != k.Tail {
					t.Errorf("%s, run %d, worker %d: %v, and the account has %+v", name, i, w, lane.Pieces, k)
				}
				if r.Timeline != nil && k.Serialize+k.Transfer == 0 && (lane.Summed || sum(lane.Pieces, Kernel) != k.Busy) {
					t.Errorf("%s, run %d, worker %d works for %v, and the account has %v", name, i, w, sum(lane.Pieces, Kernel), k.Busy)
				}
			}
		}
	}
}

func sum(pieces []Piece, of State) (all time.Duration) {
	for _, p := range pieces {
		if p.State == of {
			all += p.To - p.From
		}
	}
	return all
}

// Without spans a lane has the sums of its worker, and says so.
func TestSums(t *testing.T) {
	r := harness.Run{Workers: 1, Timing: harness.Timing{Wall: 20, Split: 2, Parallel: 15, Merge: 3, Workers: []harness.WorkerTiming{
		{Chunks: 2, Wake: 1, Busy: 6, Claim: 2, Tail: 3, Serialize: 1, Transfer: 2}}}}
	lane := Of(&r).Workers[0]
	if want := []Piece{{Spawn, 2, 3}, {Kernel, 3, 9}, {Transfer, 9, 12}, {Dispatch, 12, 14}, {Imbalance, 14, 17}}; !lane.Summed || len(lane.Pieces) != len(want) {
		t.Errorf("the lane is %+v, want %v", lane, want)
	} else {
		for i := range want {
			if lane.Pieces[i] != want[i] {
				t.Errorf("piece %d is %v, want %v", i, lane.Pieces[i], want[i])
			}
		}
	}
}

func TestMedian(t *testing.T) {
	var runs []harness.Run
	for _, wall := range []time.Duration{5, 1, 9, 3} {
		runs = append(runs, harness.Run{Workers: 2, Timing: harness.Timing{Wall: wall, Workers: make([]harness.WorkerTiming, 2)}})
	}
	if m := Median(runs, 2); m == nil || m.Timing.Wall != 3 {
		t.Errorf("the median run is %+v", m)
	}
	if m := Median(runs, 4); m != nil {
		t.Errorf("there is a run at 4: %+v", m)
	}
}
