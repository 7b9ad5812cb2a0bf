// Package prepare makes a sweep ready from a request: the rows are read, the workload and
// its engine are made, the answer is computed once, and the header says what is to be
// run. It also makes ready what is done once, with the N that earlier sweeps recommend,
// and holds a sweep that goes on to the file that has its beginning.
//
// The line that it stands in:
//
//	flags → results.Request → New → Sweep: trials, order, header → record.Runs → result file
//	                                  ↑ Changes, Skip
//	                                result file of a sweep that goes on
//
// What is made ready has made no timed run: the caller makes them, by [Sweep.Runs]. The
// package writes no file and prints nothing, and it knows no command line: a
// *harness.FlagError names the setting of a request that is wrong. A [Watch] lets the
// caller show how far the one pass over the rows is. cmd alone imports it.
package prepare
