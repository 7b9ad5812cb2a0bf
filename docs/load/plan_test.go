package main

import (
	"testing"
	"time"
)

// Over six rounds each load has each place equally often, and follows each other equally often,
// within a round and from job to job; over twenty as nearly as the comment of orders has it.
func TestOrders(t *testing.T) {
	for _, c := range []struct {
		rounds                                 int
		placeLo, placeHi, followsLo, followsHi int
	}{{6, 2, 2, 2, 2}, {20, 6, 7, 6, 8}} {
		places, follows, jobToJob := map[[2]int]int{}, map[[2]int]int{}, map[[2]int]int{}
		for round := range c.rounds {
			order := orders[round%len(orders)]
			for place, l := range order {
				places[[2]int{l, place}]++
				if place > 0 {
					follows[[2]int{order[place-1], l}]++
				}
			}
			jobToJob[[2]int{order[2], order[0]}]++
		}
		if len(places) != 9 || len(follows) != 6 || len(jobToJob) != 6 {
			t.Fatalf("%d places, %d and %d neighbours", len(places), len(follows), len(jobToJob))
		}
		for what, n := range places {
			if n < c.placeLo || n > c.placeHi {
				t.Errorf("%d rounds: load and place %v are there %d times", c.rounds, what, n)
			}
		}
		for what, n := range follows {
			if n < c.followsLo || n > c.followsHi {
				t.Errorf("%d rounds: neighbours %v are there %d times", c.rounds, what, n)
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

// The table has a sweep for each slot, with loops beside it where its load has some.
func TestTable(t *testing.T) {
	p := plan{sweeps: 2, time: 10 * time.Second}
	table, err := p.table(nil)
	if err != nil {
		t.Fatal(err)
	}
	slots := p.slots()
	if len(table.Sweeps) != len(slots) {
		t.Fatalf("%d sweeps of %d slots", len(table.Sweeps), len(slots))
	}
	for i, s := range table.Sweeps {
		if s.Name != slots[i].name() || s.Command != p.command(slots[i].job) || !s.Alone || (s.Beside != nil) != (slots[i].load.loops > 0) {
			t.Errorf("%+v is of %+v", s, slots[i])
		}
	}
	for _, wrong := range []plan{{sweeps: 0, time: time.Second}, {sweeps: 1, time: time.Millisecond}} {
		if _, err := wrong.table(nil); err == nil {
			t.Errorf("%+v is a plan", wrong)
		}
	}
	if _, err := p.table([]string{"ttest"}); err == nil {
		t.Error("a word behind the harness is no error")
	}
}
