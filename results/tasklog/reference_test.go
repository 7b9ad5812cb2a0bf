package tasklog_test

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"serialfraction/results/tasklog"
	"serialfraction/results/tasklog/answers"
	"serialfraction/results/tasklog/logs"
)

// The prototype has its times in float64, in which a second of these years has steps of 0.24 µs.
// So an end may lie behind the next start although the log has them at the same millisecond, and
// the prototype counts one slot more as used at that moment. In these logs that moves lost time
// from spawn to dispatch.
var tied = map[string]bool{"parallel/short-j16-r3.joblog": true, "parallel/short-j8-r1.joblog": true}

// The account of every log is that of an independent program: serial fractions to 1e-6, and
// seconds to the 0.24 µs of its float64 for every task.
func TestAccountIsTheReference(t *testing.T) {
	compared := 0
	var worst float64
	for _, row := range answers.Table(t, "testdata/reference_answers.csv") {
		if !strings.HasPrefix(row["file"], "parallel/") {
			continue
		}
		r, err := logs.Read("testdata/"+row["file"], logs.Options{})
		if err != nil {
			t.Fatal(err)
		}
		slots, err := strconv.Atoi(row["slots"])
		if err != nil {
			t.Fatal(err)
		}
		a, err := r.Account(slots)
		if err != nil {
			t.Fatal(err)
		}
		for column, got := range columns(a) {
			if row[column] == "" {
				continue
			}
			want, err := strconv.ParseFloat(row[column], 64)
			if err != nil {
				t.Fatal(err)
			}
			if tied[row["file"]] && (strings.HasSuffix(column, "spawn") || strings.HasSuffix(column, "dispatch") || column == "e_low") {
				continue
			}
			within := 1e-6 * max(1, math.Abs(want))
			if strings.HasPrefix(column, "e_") {
				worst = max(worst, math.Abs(got-want))
			} else {
				within += 0.24e-6 * float64(a.Tasks)
			}
			if math.Abs(got-want) > within {
				t.Errorf("%s at %d slots: %s is %v, want %v", row["file"], slots, column, got, want)
			}
			compared++
		}
	}
	if compared < 2000 {
		t.Errorf("%d figures compared", compared)
	}
	t.Logf("%d figures; of serial fractions the largest difference is %.1e", compared, worst)
}

// columns returns what an account says, by the columns of reference_answers.csv.
func columns(a *tasklog.Account) map[string]float64 {
	c := map[string]float64{
		"slots": float64(a.Slots), "slots_seen": float64(a.Seen), "tasks": float64(a.Tasks - a.Unused), "attempts_not_used": float64(a.Unused),
		"wall_s": float64(a.Wall) / 1e9, "busy_s": a.Busy.Seconds(), "t1_s": a.T1().Seconds(),
		"longest_task_s": float64(a.Longest) / 1e9, "overlap_slot_s": a.Overlap.Seconds(),
	}
	for cause := tasklog.Start; cause < tasklog.Causes; cause++ {
		if !cause.Serial() {
			c["lost_"+cause.String()] = a.Lost[cause].Seconds()
		}
		if share, ok := a.Share(cause); ok {
			c["e_"+cause.String()] = share
		}
	}
	if e, ok := a.Fraction(); ok {
		c["e_accounted"] = e
		c["e_low"], _ = a.Low()
	}
	return c
}
