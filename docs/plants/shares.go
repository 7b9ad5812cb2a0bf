package main

import (
	"errors"
	"fmt"
	"slices"

	"serialfraction/harness"
	"serialfraction/workloads"
	"serialfraction/workloads/spec"
)

func fixed(share float64) func(*run) (float64, error) {
	return func(*run) (float64, error) { return share, nil }
}

// unevenShare works out what the weights of the rows of wait cost at N = 64.
func unevenShare(*run) (float64, error) {
	const n, rows = 64, 32
	wait, err := workloads.Lookup("wait")
	if err != nil {
		return 0, err
	}
	w, err := wait.New(&harness.Dataset{Rows: make([]string, n*rows)}, spec.Args{"imbalance": {"2"}})
	if err != nil {
		return 0, err
	}
	pieces := make([]float64, n)
	for i := range pieces {
		pieces[i] = w.Weight(i*rows, rows)
	}
	return uneven(pieces), nil
}

// uneven returns e(N) where each of N workers has one piece of the work, of which these are the
// weights: the worker with the heaviest ends last.
//
//	e(N) = (N·max − sum) / ((N−1)·sum)
func uneven(pieces []float64) float64 {
	n, sum := float64(len(pieces)), 0.0
	for _, w := range pieces {
		sum += w
	}
	return (n*slices.Max(pieces) - sum) / ((n - 1) * sum)
}

// of returns a share function by what was measured beside the sweep, in seconds, as a share of T(1).
func of(fact string) func(*run) (float64, error) {
	return func(r *run) (float64, error) {
		seconds, ok := r.facts[fact]
		if !ok {
			return 0, fmt.Errorf("%s: nobody measured it", fact)
		}
		return seconds / r.t1.Value, nil
	}
}

// dearer adds what is planted to what the machine has of a cause, or a part, by itself. With the
// plant a row costs 1.5 times as much at N = 2, and so does what the machine adds to its
// execution. What it adds otherwise, such as a wait for a CPU, is partly once in a run.
//
//	e = (2·1.5·(1 + m)/2 − 1)/(2 − 1) = 0.5 + 1.5·m
func dearer(names ...string) func(*run) (float64, error) {
	return func(r *run) (float64, error) {
		bare, ok := r.without.received(names...)
		if !ok {
			return 0, fmt.Errorf("the sweep without the plant has no %q", names)
		}
		return 0.5 + 1.5*bare.Value, nil
	}
}

// ofCopies is the inflation of the independent copies.
func ofCopies(r *run) (float64, error) {
	if r.copies == nil {
		return 0, errors.New("no copies ran")
	}
	inflation, ok := r.copies.received("inflation")
	if !ok {
		return 0, errors.New("the copies have no inflation")
	}
	return inflation.Value, nil
}

// sweepWithout is the base of every cause.
func sweepWithout(r *run, _ string) *run { return r.without }

// copiesFor returns the copies as the base of these causes, which copies have in the same way as
// the workers of a job.
func copiesFor(causes ...string) func(*run, string) *run {
	return func(r *run, cause string) *run {
		if slices.Contains(causes, cause) {
			return r.copies
		}
		return nil
	}
}
