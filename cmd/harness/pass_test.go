package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"serialfraction/harness"
	"serialfraction/workloads"
	"serialfraction/workloads/spec"
)

// Rows that are timed again do not raise the count above the number of rows.
func TestPassCountsNoMoreThanAllRows(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var out bytes.Buffer
		p := newPass(&progressLine{w: &out, now: time.Now, live: true, width: 80}, "it", 40)
		for range 50 {
			time.Sleep(time.Second)
			p.add(1)
		}
		p.end()
		if text := out.String(); !strings.Contains(text, "39 of 40 rows") || strings.Contains(text, "40 of 40") || strings.Contains(text, "41 of") {
			t.Errorf("printed %q", text)
		}
	})
}

// In simulated time a long pass prints what it computes after a tenth of a second, and then
// how much is left, at most every ten seconds. On a terminal the line is kept up to date and
// removed at the end.
func TestPassIsShown(t *testing.T) {
	for name, tc := range map[string]struct {
		rows int
		row  time.Duration
		wait time.Duration // before the first row, as for a program to start
		live bool
		want string
	}{
		"short":               {rows: 100, row: 7 * time.Millisecond},
		"short after a start": {rows: 100, row: time.Millisecond, wait: time.Second / 2},
		"a silent start":      {rows: 100, row: time.Millisecond, wait: time.Second, want: "Computing it once by a plain loop, to check every run against it: 100 rows\n"},
		"long": {rows: 35, row: time.Second, want: "Computing it once by a plain loop, to check every run against it: 35 rows\n" +
			"11 of 35 rows, about 24 s left\n21 of 35 rows, about 14 s left\n31 of 35 rows, about 4 s left\n"},
		"long rows": {rows: 3, row: 45 * time.Minute, want: "Computing it once by a plain loop, to check every run against it: 3 rows\n" +
			"1 of 3 rows, about 2 h left\n2 of 3 rows, about 45 min left\n"},
		"on a terminal": {rows: 4, row: time.Second, live: true, want: "Computing it once by a plain loop, to check every run against it: 4 rows\n" +
			overLine + "1 of 4 rows, about 3 s left" + overLine + "2 of 4 rows, about 2 s left" + overLine + "3 of 4 rows, about 1 s left" + overLine},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var out bytes.Buffer
				p := newPass(&progressLine{w: &out, now: time.Now, live: tc.live, width: 80}, "it", tc.rows)
				time.Sleep(tc.wait)
				for range tc.rows {
					time.Sleep(tc.row)
					synctest.Wait()
					p.add(1)
				}
				p.end()
				time.Sleep(time.Hour)
				if out.String() != tc.want {
					t.Errorf("printed\n%q, want\n%q", out.String(), tc.want)
				}
			})
		})
	}
}

// A first row that waited almost a second for a program to start, of rows of a millisecond, ends no sweep; the rows behind it
// show how long all take.
func TestSlowStartEndsNoSweep(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var out bytes.Buffer
		p := newPass(&progressLine{w: &out, now: time.Now, width: 80}, "it", 3000)
		p.limit, p.least = time.Minute, func(pass time.Duration) time.Duration { return 5 * pass }
		p.tooLong = func(all time.Duration) bool {
			t.Errorf("ended, since all is taken to last %v", all)
			return true
		}
		time.Sleep(longPass - time.Millisecond)
		p.add(1)
		time.Sleep(2 * time.Millisecond) // the first line is due, and one row is all that is known
		for range 2999 {
			p.add(1)
			time.Sleep(time.Millisecond)
		}
		p.end()
		if strings.Contains(out.String(), "With one block") {
			t.Errorf("printed %q", out.String())
		}
	})
}

// In simulated time a pass prints, as soon as it knows, that the sweep takes longer than its
// limit with the one block that is always made; also where the first line came too early.
func TestPassBeyondTheLimit(t *testing.T) {
	const announced = "Computing it once by a plain loop, to check every run against it: "
	const beyond = "With one block, which is always made, this takes about 75 s in all: --max-time 15s bounds only what follows that block\n"
	for name, tc := range map[string]struct {
		rows  int
		row   time.Duration
		least time.Duration
		want  string
	}{
		"known at once": {400, 50 * time.Millisecond, 75 * time.Second, announced + "400 rows, about 20 s\n" + beyond + "202 of 400 rows, about 10 s left\n"},
		"known late":    {2, 20 * time.Second, 75 * time.Second, announced + "2 rows\n" + beyond + "1 of 2 rows, about 20 s left\n"},
		"within":        {400, 50 * time.Millisecond, 15 * time.Second, announced + "400 rows, about 20 s\n202 of 400 rows, about 10 s left\n"},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var out bytes.Buffer
				p := newPass(&progressLine{w: &out, now: time.Now, width: 80}, "it", tc.rows)
				p.limit = 15 * time.Second
				p.least = func(loop time.Duration) time.Duration { return tc.least }
				for range tc.rows {
					time.Sleep(tc.row)
					synctest.Wait()
					p.add(1)
				}
				p.end()
				if out.String() != tc.want {
					t.Errorf("printed\n%s\nwant\n%s", &out, tc.want)
				}
			})
		})
	}
}

// workOn replaces the table of workloads by the named one, whose kernel and that of its
// alternative count their rows.
func workOn(t *testing.T, name string) (rows *atomic.Int64) {
	t.Helper()
	s, err := workloads.Lookup(name)
	if err != nil {
		t.Fatal(err)
	}
	rows = new(atomic.Int64)
	count := func(n int) { rows.Add(int64(n)) }
	make := s.New
	s.New = func(d *harness.Dataset, args spec.Args) (harness.Workload, error) {
		w, err := make(d, args)
		if w = counting(w, count); w.Alternative != nil {
			alternative := counting(*w.Alternative, count)
			w.Alternative = &alternative
		}
		return w, err
	}
	all := workloads.All
	usuals.Clear() // what it has follows from the workloads
	workloads.All = []spec.Workload{s}
	t.Cleanup(func() {
		workloads.All = all
		usuals.Clear()
	})
	return rows
}

// A sweep of one run at each N goes over the rows once more than its runs do, on every
// schedule. So it does over the rows of its other algorithm, but not over those of a
// control, which are the first rows of the job. To choose the chunks of such a short job it
// times up to a quarter of the rows again, unless --chunk is given. A continued sweep makes
// the warm-up and one pass again.
func TestOnePassOfASweep(t *testing.T) {
	const rows = 64
	sweep := func(t *testing.T, args ...string) {
		t.Helper()
		args = append([]string{"harness", "sweep", "--quiet"}, args...)
		var errs bytes.Buffer
		if code := run(t.Context(), args, io.Discard, &errs); code != 0 {
			t.Fatalf("exit code %d: %s", code, &errs)
		}
	}
	for _, tc := range []struct {
		workload, data string
		flags          []string
		runs, passes   int // in rows
	}{
		{"ttest", "synth:rows=64,cols=4", []string{"--schedule", "dynamic"}, 2 * rows, rows},
		{"ttest", "synth:rows=64,cols=4", []string{"--schedule", "static"}, 2 * rows, rows},
		{"ttest", "synth:rows=64,cols=4", []string{"--schedule", "guided"}, 2 * rows, rows},
		{"ttest", "synth:rows=64,cols=4", []string{"--schedule", "queue"}, 2 * rows, rows},
		{"ttest", "synth:rows=64,cols=4", []string{"--schedule", "queue", "--chunk", "7"}, 2 * rows, rows},
		{"wait", "synth:rows=64,cols=4", []string{"--row-cost", "1us", "--control"}, 2*rows + 3*rows/2, rows},
		{"invert", "spd:rows=64,k=2", nil, 2 * 2 * rows, 2 * rows},
		{"invert", "spd:rows=64,k=2", []string{"--engine", "sim"}, 0, 2 * rows},
	} {
		t.Run(strings.Join(append([]string{tc.workload}, tc.flags...), " "), func(t *testing.T) {
			done := workOn(t, tc.workload)
			path := filepath.Join(t.TempDir(), "r.jsonl")
			results := filepath.Join(t.TempDir(), "rows.csv")
			sweep(t, slices.Concat([]string{"--workload", tc.workload, "--data", tc.data, "--workers", "1,2", "--repeats", "1", "--warmup", "0", "--results", results, "-o", path}, tc.flags)...)
			again := tc.passes / 4
			if slices.Contains(tc.flags, "--chunk") {
				again = 0
			}
			if got := int(done.Load()); got < tc.runs+tc.passes || got > tc.runs+tc.passes+again {
				t.Errorf("%d rows, want %d of the runs and %d before them, and up to %d again", got, tc.runs, tc.passes, again)
			}
			done.Store(0)
			sweep(t, "--resume", path, "--repeats", "2")
			if got := int(done.Load()); got != tc.runs+tc.passes {
				t.Errorf("%d rows when it goes on, want %d of the runs and %d before them", got, tc.runs, tc.passes)
			}
		})
	}
}

// A program is started once on three rows, to learn what it answers, and once for the
// reference before the runs of a sweep; harness run makes no reference, and goes on with the program that was
// tried. A program that lives for the whole run gets its first row before the others.
func TestProgramIsNotStartedInVain(t *testing.T) {
	dir := t.TempDir()
	rows, tape := filepath.Join(dir, "rows.csv"), filepath.Join(dir, "tape")
	text := "id,a\n"
	for i := range 32 {
		text += "r" + strconv.Itoa(i) + ",1\n"
	}
	if err := os.WriteFile(rows, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	// one line on the tape for each start and each row
	program := []string{"--", "sh", "-c", `echo start >>"$0"; read -r header; while read -r row; do echo row >>"$0"; echo 1; done`, tape}
	for name, tc := range map[string]struct {
		args         []string
		starts, rows int
	}{
		"sweep":   {[]string{"sweep", "--repeats", "1", "--warmup", "0", "--workers", "1", "-o", filepath.Join(dir, "r.jsonl")}, 1 + 1 + 1, 3 + (1 + 32) + (1 + 32)},
		"chunks":  {[]string{"sweep", "--repeats", "1", "--warmup", "0", "--workers", "1,2", "--per-chunk"}, 1 + 2 + 2*2, 3 + 32 + 2*32},
		"control": {[]string{"sweep", "--repeats", "1", "--warmup", "0", "--workers", "1", "--control"}, 1 + 1 + 2, 3 + 3*(1+32)},
		"run":     {[]string{"run", "--workers", "1", "--results", filepath.Join(dir, "out.csv")}, 1, 3 + (1 + 32)},
	} {
		t.Run(name, func(t *testing.T) {
			if err := os.WriteFile(tape, nil, 0o600); err != nil {
				t.Fatal(err)
			}
			var errs bytes.Buffer
			args := slices.Concat([]string{"harness"}, tc.args, []string{"--workload", "pipe", "--data", rows, "--quiet"}, program)
			if code := run(t.Context(), args, io.Discard, &errs); code != 0 {
				t.Fatalf("exit code %d: %s", code, &errs)
			}
			lines, err := os.ReadFile(tape)
			if err != nil {
				t.Fatal(err)
			}
			count := func(word string) int { return len(regexp.MustCompile("(?m)^"+word+"$").FindAll(lines, -1)) }
			if starts, done := count("start"), count("row"); starts != tc.starts || done != tc.rows {
				t.Errorf("%d starts and %d rows, want %d and %d", starts, done, tc.starts, tc.rows)
			}
		})
	}
}
