// Package analysis goes from a result file to S, its causes and the verdict.
//
// The line through the package:
//
//	results.File → runs that ran at once (capacity) → times by cause (ledger)
//	  → fit.Serial → S → its charge to causes and owners, the program's own S (shares)
//	  → warnings → Report
//
// [Of] is the whole line. [NewSample] stops at the fit, for packages that judge sweeps and compare them
// run by run; [Sample.Report] goes on from there, and [Sample.At] to another level, so that a sweep is
// analysed once for all that is asked of it at a level. [SeriesOf] stops at the runs, for packages that fit curves of their own.
// [TwoNumbers] returns S and the program's own S alone, of the runs so far.
//
// The package measures nothing, reads no file and keeps nothing: the same file gives the
// same report, on another machine and years later. The words of warnings are in package
// advice, and package report draws a report. Packages that compare, judge, list, record,
// export or draw sweeps import it.
package analysis
