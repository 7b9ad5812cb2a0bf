package main

import (
	"errors"
	"runtime"

	"golang.org/x/sys/unix"
)

// confine keeps this thread, and so all that is started from it, to the first two CPUs that it
// may use. It returns them.
func confine() ([]int, error) {
	var may unix.CPUSet
	if err := unix.SchedGetaffinity(0, &may); err != nil {
		return nil, err
	}
	var cpus []int
	for cpu := range 64 * len(may) {
		if may.IsSet(cpu) && len(cpus) < 2 {
			cpus = append(cpus, cpu)
		}
	}
	if len(cpus) < 2 {
		return nil, errors.New("this process may use one CPU only: the table is of N = 1 and 2 on two")
	}
	runtime.LockOSThread()
	return cpus, setAffinity(cpus...)
}

// pin keeps this thread to one CPU.
func pin(cpu int) error { return setAffinity(cpu) }

func setAffinity(cpus ...int) error {
	var set unix.CPUSet
	for _, cpu := range cpus {
		set.Set(cpu)
	}
	return unix.SchedSetaffinity(0, &set)
}
