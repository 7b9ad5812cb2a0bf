// Package prepare makes a sweep from a request: it reads the rows, makes the workload and
// its engine, computes the reference answer once, and makes the header. It also prepares
// work that is done once, with the N that earlier sweeps recommend, and checks a sweep that
// is resumed against its file.
//
// The line through the package:
//
//	flags → results.Request → New → Sweep: trials, order, header → record.Runs → result file
//	                                  ↑ Changes, Skip
//	                                result file of a sweep that is resumed
//
// The package makes no timed run: the caller makes them, with [Sweep.Runs]. It writes no
// file, prints nothing and reads no command line: a *harness.FlagError names the wrong
// setting of a request. With a [Watch] the caller can show how far the pass over the rows
// is. Only cmd imports it.
package prepare
