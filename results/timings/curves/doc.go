// Package curves fits the scaling laws to one curve of any origin: times, throughputs or
// speed-ups at several numbers of workers.
//
// The line through the package:
//
//	Series → Analyze → Analysis
//
// An Analysis holds every model that was fitted, the model that the data prefer, if any,
// the serial fraction S, predictions and solutions, and a verdict in one sentence. It has
// no causes: only a sweep of this program measures those. The package reads no file and
// prints nothing; cmd turns the series of package timings into a Series, and package
// report draws the Analysis. All functions are pure and safe for concurrent use.
package curves
