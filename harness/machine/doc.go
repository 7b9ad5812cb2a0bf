// Package machine describes the machine that it is called on: what could change the
// times of a run there, or its answer.
//
// The line through the package:
//
//	/proc, /sys, affinity, environment → Description → header of a result file
//
// It measures nothing, changes no setting and fails nowhere: what cannot be read is the
// zero value. Whoever needs to know the machine may import it, what it returns included;
// it imports the standard library and x/sys alone.
package machine
