// Package curves analyses one scaling curve of any origin: times, throughputs or
// speed-ups at several numbers of workers, without the causes that only a sweep of
// this program measures.
//
// The line through the package:
//
//	Series → Analyze → Analysis
//
// An Analysis holds every model that was fitted, the one that the data prefer or that
// they prefer none, the serial fraction S, predictions and solutions, and a verdict
// in one sentence. Everything here is pure; all functions are safe for concurrent use.
package curves
