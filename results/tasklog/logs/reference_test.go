package logs

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"serialfraction/results/tasklog"
	"serialfraction/results/tasklog/answers"
)

// The account of what is read from logs of text is that of an independent program, which has its own
// readers: seconds and serial fractions to the six digits that it prints.
func TestTextIsTheReference(t *testing.T) {
	compared := 0
	for _, row := range answers.Table(t, "../testdata/reference_answers.csv") {
		file, variant := row["file"], row["variant"]
		var o Options
		switch {
		case strings.HasPrefix(file, "parallel/short-"): // the float64s of that program order moments otherwise
			continue
		case strings.HasPrefix(file, "parallel/"):
		case strings.HasPrefix(file, "ninja/"):
			if strings.HasPrefix(variant, "stages obj") {
				o.Stage = regexp.MustCompile(`obj|lib|test`)
			}
		case strings.HasPrefix(file, "nextflow/"):
			o.Held = variant == "busy = duration"
		default:
			continue
		}
		run, err := Read("../testdata/"+file, o)
		if err != nil {
			t.Error(err)
			continue
		}
		number := func(column string) (float64, bool) {
			cell, ok := row[column]
			if !ok {
				t.Fatalf("no column %s", column)
			}
			v, err := strconv.ParseFloat(cell, 64)
			return v, err == nil
		}
		slots, _ := number("slots")
		a, err := run.Account(int(slots))
		if err != nil {
			t.Fatal(err)
		}
		e, _ := a.Fraction()
		for column, got := range map[string]float64{
			"tasks": float64(a.Tasks), "attempts_not_used": float64(a.Unused), "wall_s": float64(a.Wall) / 1e9, "busy_s": a.Busy.Seconds(), "t1_s": a.T1().Seconds(),
			"longest_task_s": float64(a.Longest) / 1e9, "lost_spawn": a.Lost[tasklog.Spawn].Seconds(), "lost_dispatch": a.Lost[tasklog.Dispatch].Seconds(), "lost_imbalance": a.Lost[tasklog.Imbalance].Seconds(), "e_accounted": e,
		} {
			want, ok := number(column)
			if !ok {
				continue
			}
			if compared++; math.Abs(got-want) > 5e-6*max(1, math.Abs(want)) {
				t.Errorf("%s, %s, at %v slots: %s is %.9g, want %.9g", file, variant, slots, column, got, want)
			}
		}
	}
	if compared < 800 {
		t.Errorf("%d figures compared", compared)
	}
}
