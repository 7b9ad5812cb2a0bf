// Package analysis goes from a result file to S, its causes and the verdict.
//
// The line through the package:
//
//	results.File → runs that ran at once (capacity) → times by cause (ledger)
//	  → fit.Serial → S → its charge to causes and owners → warnings → Report
//
// [Of] is the whole line. [NewSample] stops at the fit, for those who compare sweeps run by
// run; [SeriesOf] stops at the runs, for those who fit curves of their own;
// [SerialFraction] is S alone, so far.
//
// It measures nothing, reads no file and keeps nothing: the same file gives the same
// report, on another machine and years later. The words of warnings are in package advice
// and the drawing of a report is in package report. What compares, judges, lists, records,
// exports or draws sweeps imports it.
package analysis
