package main

import (
	"fmt"

	"serialfraction/docs/kept"
)

// A plan is the sweeps to make.
type plan struct {
	chosen []plant
	most   int // sweeps of a plant; 0 = as many as it has
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

// sweep is what is made for a slot.
func (s slot) sweep() kept.Sweep {
	sweep := kept.Sweep{Name: s.name, Command: s.command, Alone: true}
	if s.planted {
		sweep.Beside = s.plant.beside
	}
	return sweep
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
