// Package record makes runs until S is known, and writes each as it ends.
//
// It connects the engines and the result file:
//
//	harness.Sweep.Runs → Runs → results.Writer → File
//	                      └→ at the end of a block: Progress, and whether to Stop
//
// [NewHeader] describes a sweep before its first run. [Measure] does the whole line in one
// call, and keeps the runs in memory. The package times nothing itself and judges nothing;
// it takes S from package analysis. Commands, package scaletest and package prepare, which
// prepares sweeps, import it.
package record
