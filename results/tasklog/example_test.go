package tasklog_test

import (
	"fmt"

	"serialfraction/results/tasklog"
)

// Two slots, 2 s before the first task, then three tasks of 4 s: while the last of them runs, one
// slot has nothing left to start.
func Example() {
	const second = 1e9
	r := &tasklog.Run{
		From: 0, To: 10 * second, Quantum: 1e6,
		Stages: []tasklog.Stage{{Name: "align", Ready: 2 * second}},
		Slots:  []tasklog.Slots{{From: 0, To: 10 * second, Count: 2}},
	}
	for _, start := range []int64{2, 2, 6} {
		r.Tasks = append(r.Tasks, tasklog.Task{Start: start * second, End: (start + 4) * second, Ready: tasklog.Unknown, CPU: tasklog.Unknown, Weight: 1})
	}

	a, err := r.Account(0)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("N·T = %g slot-seconds, T1 = %g s\n", a.Total().Seconds(), a.T1().Seconds())
	for c := tasklog.Start; c < tasklog.Causes; c++ {
		if lost := a.Lost[c].Seconds(); lost > 0 {
			share, _ := a.Share(c)
			fmt.Printf("%-9s  %g slot-seconds, %.3f of S, %s\n", c, lost, share, c.Told())
		}
	}
	e, _ := a.Fraction()
	fmt.Printf("S = %.3f\n", e)
	// Output:
	// N·T = 20 slot-seconds, T1 = 14 s
	// start      2 slot-seconds, 0.143 of S, known
	// imbalance  4 slot-seconds, 0.286 of S, known
	// S = 0.429
}
