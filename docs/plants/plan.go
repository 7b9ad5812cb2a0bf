package main

import (
	"context"
	"fmt"
	"os"
	"time"

	"serialfraction/docs/kept"
)

// A plan is the sweeps to make.
type plan struct {
	chosen []plant
	most   int           // sweeps of a plant; 0 = as many as it has
	limit  time.Duration // begin none after it; 0 = none
}

// A slot is a place for a sweep in the plan.
type slot struct {
	plant   plant
	name    string // of its file
	command string
	planted bool // or it is the sweep without
}

func (p plant) slot(round int) slot {
	return slot{p, fmt.Sprintf("%s-%02d", p.file(), round), p.command, true}
}

func (p plant) withoutSlot(round int) slot {
	return slot{p, fmt.Sprintf("%s-without-%02d", p.file(), round), p.without, false}
}

// sweeps returns how often a plant is planted and found.
func (p plan) sweeps(of plant) int {
	if p.most > 0 {
		return min(p.most, of.sweeps)
	}
	return of.sweeps
}

// slots returns all places in the order in which they are filled. Each plant has a sweep before
// any has another, so that the sweeps of one are minutes apart, as those of another day would be.
func (p plan) slots() (all []slot) {
	for round, more := 1, true; more; round++ {
		more = false
		for _, of := range p.chosen {
			if round > p.sweeps(of) {
				continue
			}
			more = true
			all = append(all, of.slot(round))
			if of.without != "" {
				all = append(all, of.withoutSlot(round))
			}
		}
	}
	return all
}

// fill makes the sweeps that the folder does not have yet.
func (p plan) fill(ctx context.Context, folder *kept.Folder) error {
	var missing []slot
	slots := p.slots()
	for _, s := range slots {
		has, err := folder.Has(s.name, s.command)
		if err != nil {
			return err
		}
		if !has {
			missing = append(missing, s)
		}
	}
	start := time.Now()
	for i, s := range missing {
		made := len(slots) - len(missing) + i
		if p.limit > 0 && time.Since(start) > p.limit {
			return fmt.Errorf("%d of %d sweeps are made: the same command makes the others", made, len(slots))
		}
		if err := s.make(ctx, folder); err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
		left := time.Duration(len(missing)-i-1) * time.Since(start) / time.Duration(i+1)
		fmt.Fprintf(os.Stderr, "%d/%d  %s, %v left\n", made+1, len(slots), s.name, left.Round(time.Second))
	}
	return nil
}

// make makes the sweep of a slot, in a folder of its own for what it reads and writes.
func (s slot) make(ctx context.Context, folder *kept.Folder) error {
	own, err := os.MkdirTemp("", "plant")
	if err != nil {
		return err
	}
	defer os.RemoveAll(own)
	sweep := kept.Sweep{Name: s.name, Command: s.command, Temporary: own, Alone: true}
	if s.planted && s.plant.beside != nil {
		b := s.plant.beside(own)
		sweep.Beside, sweep.Facts = b.start, b.facts
	}
	return folder.Make(ctx, sweep)
}

// find judges all plants by the sweeps of the folder.
func (p plan) find(folder *kept.Folder) (found []*finding, err error) {
	for _, of := range p.chosen {
		var runs []*run
		for round := range p.sweeps(of) {
			r, err := of.find(folder, round+1)
			if err != nil {
				return nil, fmt.Errorf("%s, sweep %d: %w", of.name, round+1, err)
			}
			runs = append(runs, r)
		}
		found = append(found, of.judge(runs, level(len(plants))))
	}
	return found, nil
}
