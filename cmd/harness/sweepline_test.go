package main

import (
	"bytes"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"serialfraction/results/record"
)

// In simulated time: the first run of a slow program is announced within a second, the plan
// follows it, and the line counts on during the next run, in a log once in ten seconds.
func TestSweepLine(t *testing.T) {
	first := record.Progress{Within: true, Warmup: 1, Elapsed: 15 * time.Second, Serial: 15 * time.Second,
		Outlook: record.Outlook{By: record.ByTime, Blocks: 3, Runs: 6, Block: 22 * time.Second, Left: 73 * time.Second}}
	second := first
	second.Warmup, second.Elapsed, second.Outlook.Left = 2, 22*time.Second, 66*time.Second
	for name, tc := range map[string]struct {
		quiet bool
		want  string
	}{
		"log": {want: "The first run is being made: 1 s so far\nThe first run is being made: 11 s so far\n" +
			"A run at N = 1 takes 15.0 s, a block (runs at each N) about 22 s: about 3 blocks in 88 s.\n" +
			"warm-up        2 runs   22.0 s  66 s left (time limit)\n"},
		"quiet": {quiet: true},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var out bytes.Buffer
				s := sweepLineOn(&progressLine{w: &out, now: time.Now, quiet: tc.quiet, width: 80}, 90*time.Second, 20*time.Second)
				time.Sleep(15 * time.Second)
				s.show(first)
				time.Sleep(7 * time.Second)
				s.show(second)
				s.end()
				time.Sleep(time.Hour)
				if out.String() != tc.want {
					t.Errorf("printed\n%s\nwant\n%s", &out, tc.want)
				}
			})
		})
	}
}

// On a terminal the line counts the seconds of a run down, below the plan, and is removed.
func TestSweepLineOnATerminal(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var out bytes.Buffer
		s := sweepLineOn(&progressLine{w: &out, now: time.Now, live: true, width: 80}, 15*time.Second, 20*time.Second)
		time.Sleep(1500 * time.Millisecond)
		s.show(record.Progress{Within: true, Warmup: 1, Elapsed: 1500 * time.Millisecond, Serial: 1500 * time.Millisecond,
			Outlook: record.Outlook{By: record.ByTime, Blocks: 1, Runs: 2, Block: 22 * time.Second, Left: 22 * time.Second}})
		time.Sleep(2 * time.Second)
		s.end()
		want := []string{"", "The first run is being made: 1 s so far",
			"A run at N = 1 takes 1.5 s, a block (runs at each N) about 22 s. That is too long for --max-time 15s: the sweep makes one block and ends after about 44 s, the plain loop included.\n",
			"░░░░░░░░░░  warm-up, 1 run  22 s left (time limit)", "░░░░░░░░░░  warm-up, 1 run  21 s left (time limit)", ""}
		if got := strings.Split(out.String(), overLine); strings.Join(got, "|") != strings.Join(want, "|") {
			t.Errorf("printed\n%q\nwant\n%q", got, want)
		}
	})
}

// What a stage goes on to has its own time, and its first line does not wait for that of the last.
func TestStageGoesOn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var out bytes.Buffer
		s := newStage(&progressLine{w: &out, now: time.Now}, "Reading", ": x.csv")
		time.Sleep(1500 * time.Millisecond)
		s.next("Waiting", ": score.py")
		time.Sleep(3 * time.Second)
		s.end()
		if want := "Reading, 1 s so far: x.csv\nWaiting, 2 s so far: score.py\n"; out.String() != want {
			t.Errorf("printed %q, want %q", out.String(), want)
		}
	})
}

// A stage shorter than a second prints nothing, and a longer one its time.
func TestStage(t *testing.T) {
	for took, want := range map[time.Duration]string{
		700 * time.Millisecond: "",
		12 * time.Second:       "Reading, 1 s so far: x.csv\nReading, 11 s so far: x.csv\n",
	} {
		synctest.Test(t, func(t *testing.T) {
			var out bytes.Buffer
			s := newStage(&progressLine{w: &out, now: time.Now}, "Reading", ": x.csv")
			time.Sleep(took)
			s.end()
			s.end()
			time.Sleep(time.Hour)
			if out.String() != want {
				t.Errorf("printed %q, want %q", out.String(), want)
			}
		})
	}
}
