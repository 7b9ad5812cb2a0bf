package logs

import (
	"errors"
	"os"
	"strings"
	"testing"

	"serialfraction/harness"
	"serialfraction/results"
	"serialfraction/results/tasklog"
)

// sweeps are result files with the times of chunks.
var sweeps = []string{"../../testdata/sweep.jsonl", "../../testdata/vintage/4-timeline.jsonl", "../../../docs/sweeps/tutorial.jsonl", "../../../docs/sweeps/article/cluster-2.jsonl"}

// The account of a run by the times of its chunks has the causes that the run itself measured, to the
// nanosecond: but that the first claim of a worker is a part of what it waited for its first chunk, and the last,
// which finds no chunk, of what it waited behind its last, or of the end where it is the last of all.
func TestRunsAreTheirCauses(t *testing.T) {
	accounted := 0
	for _, path := range sweeps {
		f, err := results.Read(path)
		if err != nil {
			t.Fatal(err)
		}
		own, _, _ := f.Timed()
		for _, run := range own {
			if len(run.Timeline) == 0 {
				continue
			}
			accounted++
			a, err := runOf(&run).Account(0)
			if err != nil {
				t.Fatal(err)
			}
			of := run.Timing
			var busy, wake, claim, tail, before, behind, ended int64
			first, last := map[int]int64{}, map[int]int64{}
			for w, s := range run.Timeline.All() {
				if _, seen := first[w]; !seen {
					first[w] = int64(s.Start)
				}
				last[w] = int64(s.End)
				ended = max(ended, last[w])
			}
			for w, k := range of.Workers {
				busy += int64(k.Busy)
				wake += int64(k.Wake)
				claim += int64(k.Claim + k.Serialize + k.Transfer)
				tail += int64(k.Tail)
				if _, worked := first[w]; worked {
					before += first[w] - int64(k.Wake)
					behind += int64(of.Parallel-k.Tail) - last[w]
				} else { // all of it is behind a last chunk that it never had
					wake -= int64(k.Wake)
					behind += int64(of.Parallel - k.Tail)
					claim += int64(k.Wake)
				}
			}
			n, after := int64(run.Workers), int64(of.Parallel)-ended // the last claim of all
			for _, c := range []struct {
				name string
				got  tasklog.Amount
				want int64
			}{
				{"busy", a.Busy, busy},
				{"start", a.Lost[tasklog.Start], (n - 1) * int64(of.Split)},
				{"spawn", a.Lost[tasklog.Spawn], wake + before},
				{"dispatch", a.Lost[tasklog.Dispatch], claim - before - behind},
				{"imbalance", a.Lost[tasklog.Imbalance], tail + behind - n*after},
				{"end", a.Lost[tasklog.End], (n - 1) * (int64(of.Merge) + after)},
				{"driver", a.Lost[tasklog.Driver], 0},
				{"rework", a.Lost[tasklog.Rework], 0},
				{"released", a.Lost[tasklog.Released], 0},
				{"overlap", a.Overlap, 0},
			} {
				if c.got != tasklog.Of(1, c.want) {
					t.Errorf("%s: block %d, N = %d: %s is %v, want %d ns", path, run.Block, run.Workers, c.name, c.got, c.want)
				}
			}
			if a.Serial != int64(of.Split+of.Merge)+after || a.Wall != int64(of.Wall) || a.Slots != run.Workers {
				t.Errorf("%s: block %d, N = %d: serial %d, wall %d, %d slots", path, run.Block, run.Workers, a.Serial, a.Wall, a.Slots)
			}
		}
	}
	if accounted < 15 {
		t.Errorf("%d runs accounted for", accounted)
	}
}

// A sweep gives its median run at each N, or the one that is asked for.
func TestReadSweep(t *testing.T) {
	path := sweeps[2]
	all, err := ReadAll(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	var n []int
	for _, r := range all {
		n = append(n, r.Slots[0].Count)
		if r.Format != "results" || r.Source != path {
			t.Errorf("%s of %s", r.Format, r.Source)
		}
	}
	if len(n) != 5 || n[0] != 1 || n[4] != 16 {
		t.Errorf("N = %v", n)
	}
	one := readFile(t, path)
	if one.From != all[4].From || remarkOf(one, tasklog.Builds) == nil || remarkOf(one, tasklog.Builds).Of != 10 {
		t.Errorf("from %d, remarks %+v", one.From, one.Remarks)
	}
	third, err := Read(path, Options{Build: 3})
	if err != nil {
		t.Fatal(err)
	}
	if b := remarkOf(third, tasklog.Builds); b == nil || b.Count != 3 {
		t.Errorf("remarks %+v", third.Remarks)
	}
	_, err = Read(path, Options{Build: 11})
	var flag *harness.FlagError
	if !errors.As(err, &flag) || flag.Flag != "build" {
		t.Errorf("error %v", err)
	}
	if one, err := ReadAll(sparkLogs+"local-1532512550423", Options{}); err != nil || len(one) != 1 || one[0].Format != "spark" {
		t.Errorf("%d runs of a log, error %v", len(one), err)
	}
}

// What has no times is said.
func TestSweepWithoutTimes(t *testing.T) {
	text, err := os.ReadFile("../../testdata/amdahl.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := ReadFrom("x", strings.NewReader(string(text)), Options{}); err == nil || !strings.HasPrefix(err.Error(), "x: no run in it has the times of its chunks") {
		t.Errorf("error %v", err)
	}
}
