// Package tasklog accounts for one run of a parallel job by the log of its tasks: when each
// began and ended, and how many slots the job had to run them in.
//
//	log → a reader of package logs → Run ─┬→ Account: N·T − T1 = Σ of what each cause lost
//	                                      └→ package playback: the time with other numbers of slots
//
// A slot is what runs one task at a time: a worker, a core of an executor, a place of
// `parallel -j`. The account rests on one identity. At each moment of the run every one of the N
// slots either works for an answer that was used, or is lost to one cause, so that the lost slot
// time adds up to N·T − T1 in whole nanoseconds, however tasks are packed into slots:
//
//	N·T − T1 = (N−1)·serial + spawn + dispatch + queue + imbalance + released + rework
//	e(N)     = (N·T − T1) / ((N−1)·T1)
//
// T1 is what one slot would need if every task took as long as it did here: the serial time and
// the time of the tasks. One log cannot show whether they would be faster alone: that is
// inflation, which takes a second log.
//
// Readers import this package; it knows no format, reads no file and prints nothing.
package tasklog
