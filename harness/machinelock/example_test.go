//go:build linux || darwin || dragonfly || freebsd || netbsd || openbsd

package machinelock_test

import (
	"errors"
	"fmt"
	"os"

	"serialfraction/harness/machinelock"
)

// Of two sweeps on a machine the second gets an error that names the first, until the first
// has ended.
func ExampleTake() {
	folder, err := os.MkdirTemp("", "machinelock") // a sweep takes os.TempDir()
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(folder)

	lock, err := machinelock.Take(folder, machinelock.Holder{PID: 41, Command: []string{"harness", "sweep"}})
	if err != nil {
		panic(err)
	}
	var busy *machinelock.BusyError
	if _, err := machinelock.Take(folder, machinelock.Holder{PID: 42}); errors.As(err, &busy) {
		fmt.Println("42 waits for", busy.Holder.PID)
	}
	lock.Release()
	lock, err = machinelock.Take(folder, machinelock.Holder{PID: 42})
	fmt.Println("42 measures:", lock != nil, err)
	lock.Release()
	// Output:
	// 42 waits for 41
	// 42 measures: true <nil>
}
