package main

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"serialfraction/docs/kept"
	"serialfraction/fit"
	"serialfraction/results/analysis"
)

// A run is what a sweep with a plant in it found, by the analysis that this program was built
// with.
type run struct {
	serial  fit.Interval // S
	t1      fit.Interval // seconds
	workers int          // the largest N
	causes  []analysis.Cause
	machine string

	facts   map[string]float64 // measured beside the sweep
	without *run               // the sweep without the plant, where there is one
	copies  *run               // the causes of the control at its largest N, without ends; nil = there is none
	planted float64            // what the plant of this sweep is worth
}

// received returns what a cause, or with a second name a part of it, received.
func (r *run) received(names ...string) (share fit.Interval, ok bool) {
	level := r.causes
	for _, name := range names {
		at := slices.IndexFunc(level, func(c analysis.Cause) bool { return c.Name == name })
		if at < 0 {
			return share, false
		}
		share, level = level[at].Interval, level[at].Parts
	}
	return share, true
}

// besides returns what a cause received without one of its parts; "" = without none.
func (r *run) besides(cause, part string) (share float64, ok bool) {
	all, ok := r.received(cause)
	if part == "" || !ok {
		return all.Value, ok
	}
	of, ok := r.received(cause, part)
	return all.Value - of.Value, ok
}

// find analyses a sweep of a plant, and the one without it where there is one.
func (p plant) find(folder *kept.Folder, round int) (*run, error) {
	r, err := read(folder, p.slot(round))
	if err != nil {
		return nil, err
	}
	if p.without != "" {
		if r.without, err = read(folder, p.withoutSlot(round)); err != nil {
			return nil, err
		}
	}
	r.planted, err = p.share(r)
	return r, err
}

// read analyses a sweep of the folder.
func read(folder *kept.Folder, s slot) (*run, error) {
	f, err := folder.Read(s.name, s.command)
	if err != nil {
		return nil, err
	}
	scope, err := scopeOf(s.command)
	if err != nil {
		return nil, err
	}
	a, err := analysis.Of(f, analysis.Options{Scope: scope})
	if err != nil {
		return nil, err
	}
	if a.SerialFraction == nil || a.T1Seconds == nil || len(a.Points) < 2 {
		return nil, errors.New("nothing was fitted: " + a.Verdict)
	}
	m := a.Machine
	r := &run{
		serial: *a.SerialFraction, t1: *a.T1Seconds, workers: a.Points[len(a.Points)-1].Workers, causes: a.Causes,
		machine: fmt.Sprintf("%s, %g CPUs, %s %s", m.CPUModel, m.EffectiveCPUs, m.OS, m.Kernel),
		facts:   folder.Facts(s.name),
	}
	if a.Control != nil && len(a.Control.Points) > 1 {
		r.copies = copiesOf(a.Control.Points[len(a.Control.Points)-1].Causes)
	}
	return r, nil
}

// copiesOf returns what the causes of copies received as a run.
func copiesOf(shares map[string]float64) *run {
	copies := &run{}
	for _, name := range slices.Sorted(maps.Keys(shares)) {
		copies.causes = append(copies.causes, analysis.Cause{Name: name, Interval: fit.Interval{Value: shares[name]}})
	}
	return copies
}

// scopeOf returns the scope that a command line asks for.
func scopeOf(command string) (analysis.Scope, error) {
	words := strings.Fields(command)
	if at := slices.Index(words, "--scope"); at >= 0 && at+1 < len(words) {
		return analysis.ParseScope(words[at+1])
	}
	return analysis.Pipeline, nil
}
