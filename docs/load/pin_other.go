//go:build !linux

package main

import "errors"

// confine returns no CPUs: on this system a thread cannot be kept to one, and the loops run
// wherever the system puts them.
func confine() ([]int, error) { return nil, nil }

func pin(int) error { return errors.New("a thread cannot be kept to a CPU on this system") }
