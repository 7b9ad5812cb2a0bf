//go:build !linux

package main

import "os"

// peakOf returns 0: the most memory that a process had is not known.
func peakOf(*os.ProcessState) int64 { return 0 }
