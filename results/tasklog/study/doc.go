// Package study answers what a person asks of a log of tasks: the serial fraction of the run, what
// it is made of, what other numbers of slots would have taken, and how far that can be believed.
//
//	runs of one job ──→ Make(runs, Question) ──→ Study ──→ terminal, page, JSON
//	     one: the account (package tasklog) and its replay (package playback)
//	     several: the account of the one with most slots, and all of them as a sweep (package sweep)
//
// A Study is all that any view of it shows: a view computes nothing. Its JSON is stable: keys may
// be added, and none changes its meaning. It has times in seconds and slot time in slot-seconds.
// The words of its verdict and its warnings are here, and no flag of a command line is in them:
// what to do next is a [Next], which the command line puts into its own words.
//
// Ten million tasks in a thousand slots take 72 s of one CPU, most of it in playing five numbers of
// slots, each at three paces. Beside the run, with 64 bytes for each task and its key, a study needs some
// 25 bytes for each.
package study
