package logs

import (
	"math"
	"os"
	"strconv"
	"strings"
	"testing"

	"serialfraction/results/tasklog"
	"serialfraction/results/tasklog/answers"
)

// The account of event logs and task streams is that of an independent program, which has its own readers,
// to the six digits that it prints.
func TestJSONIsTheReference(t *testing.T) {
	compared, worst := 0, 0.0
	for _, want := range answers.Table(t, "../testdata/reference_answers.csv") {
		file := want["file"]
		if !strings.HasPrefix(file, "spark/") && !strings.HasPrefix(file, "dask/") {
			continue
		}
		if _, err := os.Stat("../testdata/" + file); err != nil {
			file += ".gz"
		}
		a, err := readFile(t, "../testdata/"+file).Account(0)
		if err != nil {
			t.Fatal(err)
		}
		got := map[string]float64{
			"slots": float64(a.Slots), "slots_seen": float64(a.Seen), "tasks": float64(a.Tasks), "attempts_not_used": float64(a.Unused), "wall_s": float64(a.Wall) / 1e9,
			"serial_start_s": serialSeconds(a, tasklog.Start), "serial_driver_s": serialSeconds(a, tasklog.Driver), "serial_end_s": serialSeconds(a, tasklog.End),
			"busy_s": a.Busy.Seconds(), "t1_s": a.T1().Seconds(), "longest_task_s": float64(a.Longest) / 1e9, "overlap_slot_s": a.Overlap.Seconds(),
			"lost_spawn": a.Lost[tasklog.Spawn].Seconds(), "lost_dispatch": a.Lost[tasklog.Dispatch].Seconds(), "lost_imbalance": a.Lost[tasklog.Imbalance].Seconds(),
			"lost_rework": a.Lost[tasklog.Rework].Seconds(), "lost_released": a.Lost[tasklog.Released].Seconds(),
		}
		if a.Slots == 1 { // serial time costs one slot nothing
			delete(got, "serial_driver_s")
		} else {
			got["e_accounted"], _ = a.Fraction()
		}
		switch {
		// The float64s of that program put the end of a task, shortened by a step of the clock, behind the
		// beginning of another at the same millisecond.
		case strings.Contains(file, "dsAndDf"), strings.Contains(file, "dynamic_alloc"):
			delete(got, "slots_seen")
		}
		for column, value := range got {
			number, err := strconv.ParseFloat(want[column], 64)
			if err != nil {
				t.Errorf("%s: %s is %q", file, column, want[column])
				continue
			}
			compared++
			off := math.Abs(value-number) / max(1, math.Abs(number))
			worst = max(worst, off)
			if off > 5e-6 {
				t.Errorf("%s: %s is %.9g, want %.9g", file, column, value, number)
			}
		}
	}
	if compared < 220 {
		t.Errorf("%d figures compared", compared)
	}
	t.Logf("%d figures compared, off by %.2g at most", compared, worst)
}

// serialSeconds returns how long nothing ran and nothing waited, by where.
func serialSeconds(a *tasklog.Account, cause tasklog.Cause) float64 {
	return a.Lost[cause].Seconds() / max(1, float64(a.Slots-1))
}
