// Package record makes runs until S is known, and keeps each as it happens.
//
// It stands between the engines and the result file:
//
//	harness.Sweep.Runs → Runs → results.Writer → File
//	                      └→ at the end of a block: Progress, and whether to Stop
//
// [NewHeader] says beforehand what a sweep is and where; [Measure] is the whole line in
// one call, and keeps the runs in memory. It times nothing itself and judges nothing: what
// S is, it asks of the analysis. Commands, package scaletest and package prepare, which
// makes sweeps ready, import it.
package record
