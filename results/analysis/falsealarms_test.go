//go:build !race

package analysis

import (
	"testing"

	"serialfraction/results/advice"
)

// Few sweeps of a steady machine are called drifting.
func TestNoDrift(t *testing.T) {
	alarms := 0
	for seed := range uint64(100) {
		if analyze(t, shifting(seed, 1, 0), Options{}).Drift != nil {
			alarms++
		}
	}
	if alarms > 8 {
		t.Errorf("%d of 100 steady sweeps are called drifting", alarms)
	}
}

// Few sweeps in which no run slows down the next get the warning of those that do.
func TestNoCarryOver(t *testing.T) {
	alarms := 0
	for seed := range uint64(60) {
		if warns(analyze(t, heated(seed, 0), Options{}), advice.CarryOver, "") {
			alarms++
		}
	}
	if alarms > 4 {
		t.Errorf("%d alarms in 60 sweeps without carry-over", alarms)
	}
}
