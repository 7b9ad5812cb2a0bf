// Package results is the result file: what is on disk, read and written.
//
// A file is one sweep, in lines of JSON: a header, each run as it was made, and why the
// sweep ended. docs/result-file.md is its format. All that is said of a sweep is worked
// out from its file anew:
//
//	runs → Writer → file → Read → File → results/analysis → S, causes, verdict
//	                                └→ results/store, results/export, results/record
//
// What stands on disk is free of the shape of the code: a type of the wire beside each type
// of memory (Header, Request, Run), and checks between the two that hold a run to its tiling.
// What was written once is read for ever; testdata/vintage has a file of each age.
//
// The package makes no runs, fits nothing and judges nothing. Every package that knows
// of sweeps imports it; it imports what was measured, from harness and harness/probe.
package results
