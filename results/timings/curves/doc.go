// Package curves fits the scaling laws to one curve of any origin: times, throughputs or
// speed-ups at several numbers of workers.
//
// The line through the package:
//
//	Series → Analyze → Analysis
//
// An Analysis holds every model that was fitted, the one that the data prefer or that
// they prefer none, the serial fraction S, predictions and solutions, and a verdict
// in one sentence. It has no causes: only a sweep of this program measures those. The
// package reads no file and prints nothing; cmd makes a Series of what package timings
// read, and package report draws the Analysis. Everything here is pure; all functions are
// safe for concurrent use.
package curves
