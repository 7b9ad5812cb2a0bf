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
// plant a row costs 1.5 times as much at N = 2, and so does what the machine adds to it.
//
//	e = (2·1.5·(1 + m)/2 − 1)/(2 − 1) = 0.5 + 1.5·m
func dearer(names ...string) func(*run) (float64, error) {
	return func(r *run) (float64, error) {
		alone, ok := r.without.received(names...)
		if !ok {
			return 0, fmt.Errorf("the sweep without the plant has no %q", names)
		}
		return 0.5 + 1.5*alone.Value, nil
	}
}

func controlShare(r *run) (float64, error) {
	inflation, ok := r.control["inflation"]
	if !ok {
		return 0, errors.New("the control has no inflation")
	}
	return inflation, nil
}
