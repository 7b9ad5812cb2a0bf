// Package machine describes the machine that the program runs on: what could change the times
// of a run there, or its answer.
//
// The line through the package:
//
//	/proc, /sys, affinity, environment → Description → header of a result file
//
// It measures nothing, changes no setting and returns no error: what cannot be read is the
// zero value. Any package that needs to know the machine may import it; it imports the
// standard library and x/sys alone.
package machine
