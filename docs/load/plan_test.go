package main

import (
	"errors"
	"io/fs"
	"os"
	"strings"
	"testing"
	"time"

	"serialfraction/fit"
)

// Over six rounds the loads of a job have each place equally often and follow each other
// equally often.
func TestOrders(t *testing.T) {
	places, follows := map[[2]int]int{}, map[[2]int]int{}
	for _, order := range orders {
		for place, l := range order {
			places[[2]int{l, place}]++
			if place > 0 {
				follows[[2]int{order[place-1], l}]++
			}
		}
	}
	if len(places) != 9 || len(follows) != 6 {
		t.Fatalf("%d places and %d neighbours", len(places), len(follows))
	}
	for _, of := range []map[[2]int]int{places, follows} {
		for what, n := range of {
			if n != 2 {
				t.Errorf("%v is there %d times", what, n)
			}
		}
	}
}

// The plan holds every job under every load as often as asked, each slot once.
func TestSlots(t *testing.T) {
	seen := map[slot]bool{}
	for _, s := range (plan{sweeps: 20}).slots() {
		seen[s] = true
	}
	if want := 20 * len(jobs) * len(loads); len(seen) != want || want != 240 {
		t.Errorf("%d slots, want %d", len(seen), want)
	}
}

// A record is read as it was kept; one of another harness or another command is refused, and so
// is a report without S of the program.
func TestKept(t *testing.T) {
	p := plan{sweeps: 1, time: time.Second, folder: t.TempDir(), program: program{digest: "abc"}}
	s := p.slots()[0]
	if _, err := p.kept(s); !errors.Is(err, fs.ErrNotExist) {
		t.Fatalf("an empty folder: %v", err)
	}
	keep := func(harness, command, report string) {
		t.Helper()
		if err := p.keep(s, &record{Harness: harness, Command: command, Report: []byte(report)}); err != nil {
			t.Fatal(err)
		}
	}
	const report = `{"serial_fraction": {"value": 0.3, "lo": 0.2, "hi": 0.4, "level": 0.95},
		"program_serial_fraction": {"value": 0.03, "lo": 0.02, "hi": null, "level": 0.95}, "points": [{"runs": 7}, {"runs": 7}]}`
	keep("abc", p.command(s.job), report)
	r, err := p.kept(s)
	if err != nil {
		t.Fatal(err)
	}
	if got := r.found.String(); got != "S 0.3000 (0.2000 to 0.4000), of the program 0.0300 (0.0200 to no end)" || r.found.Points[0].Runs != 7 {
		t.Errorf("found %s in %+v", got, r.found)
	}
	for _, c := range []struct{ harness, command, report, want string }{
		{"abd", p.command(s.job), report, "name an empty folder"},
		{"abc", p.command(s.job) + " --warmup 2", report, "name an empty folder"},
		{"abc", p.command(s.job), `{"serial_fraction": null}`, "no program_serial_fraction"},
	} {
		keep(c.harness, c.command, c.report)
		if _, err := p.kept(s); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.report, err, c.want)
		}
	}
	if err := os.WriteFile(p.path(s), []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := p.kept(s); err == nil || errors.Is(err, fs.ErrNotExist) {
		t.Errorf("half a record: %v", err)
	}
}

// The page counts and concludes, also where a cell fails.
func TestWrite(t *testing.T) {
	p := plan{sweeps: 20, time: 10 * time.Second, cpus: []int{0, 1}, program: program{named: "harness version test", digest: "abc"}}
	records := map[slot]*record{}
	fill := func(miss func(s slot) bool) string {
		for _, s := range p.slots() {
			f := found(0.03, 0.02, 0.04)
			if s.load.loops > 0 && miss(s) {
				f = found(0.06, 0.05, 0.07)
			}
			f.Whole = &fit.Interval{Value: 0.1 * float64(1+s.load.loops)}
			f.Points = []point{{Runs: 7}, {Runs: 7}}
			records[s] = &record{found: f, Started: time.Unix(int64(s.round), 0).UTC()}
		}
		var b strings.Builder
		if err := write(&b, p, records); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	for _, c := range []struct {
		name string
		miss func(s slot) bool
		want []string
	}{
		{"all right", func(slot) bool { return false }, []string{"In all 160 of 160 are right, and 150 are needed: that **holds**. Every cell holds.",
			"| ttest | loops on both CPUs | 7 | 0.3000 | 0.0300 | 0.0200 | 0.0200 | 20 of 20 | 20 of 20 | 20 of 20 | holds |"}},
		{"a cell fails", func(s slot) bool { return s.job.name == "ttest" && s.load.loops == 1 && s.round <= 4 }, []string{
			"In all 156 of 160 are right, and 150 are needed: that **holds**. Cells that fail, 1 of 8: ttest beside a loop on one CPU (16 of 20 right).",
			"| 16 of 20 | 20 of 20 | 16 of 20 | **fails** |"}},
		{"two in each cell", func(s slot) bool { return s.round <= 2 }, []string{"In all 144 of 160 are right, and 150 are needed: that **fails**. Every cell holds."}},
	} {
		page := fill(c.miss)
		for _, want := range c.want {
			if !strings.Contains(page, want) {
				t.Errorf("%s: the page lacks %q:\n%s", c.name, want, page)
			}
		}
	}
}
