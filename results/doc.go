// Package results is the result file: what is on disk, read and written.
//
// A file is one sweep, in lines of JSON: a header, each run as it was made, and why the
// sweep ended. docs/result-file.md describes the format. Every figure about a sweep is
// recomputed from its file:
//
//	runs → Writer → file → Read → File → results/analysis → S, causes, verdict
//	                                └→ results/store, results/export, results/record
//
// The format does not depend on the Go types: each type in memory (Header, Request, Run)
// has a wire type of its own, and checks between the two make sure that the phases of a run
// add up. A file that was written once can be read for ever; testdata/vintage has one of
// each age.
//
// The package makes no runs, fits nothing and judges nothing. Every package that works on
// sweeps imports it. It imports the types of what was measured, from harness and
// harness/probe.
package results
