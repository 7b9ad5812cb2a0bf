// Package plan decides whether more workers, or better code, reach a target.
//
//	sweep, timings or an assumed S → Basis ┐
//	target, runtime, rows, price → Question ┴→ Make → Plan: reachable, how many workers, what is missing
//
// A [Basis] is what is known of a job: T(1), S with its interval, and every law that the data
// leave open. The package answers by arithmetic alone. It adds up the interval of T(1), that
// of each law and that of what changes with the number of rows, each at its worse end, so an
// answer is yes only where one number of workers reaches the target by every law and to the
// end of every interval, and no only where none does by any. All else is "cannot tell".
//
// Better code is of two kinds, and a plan has both. The kernel alone g times as fast:
//
//	T(n) = T(1)·(S + (1−S)/(g·n))
//
// leaves S·T(1) as it is, so S of the faster program is larger, and the ceiling of the two
// together is 1/S as before. All code g times as fast divides every time by g; the article
// whose rule this is, 10 times by code and 100 times by workers, needs that.
//
// It reads no file, names no flag and keeps nothing. A plan is read-only once made.
package plan
