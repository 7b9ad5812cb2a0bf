// Package sweep takes several logs of one job, at different numbers of slots, as a sweep: what one
// log cannot show, that tasks take longer in more slots, shows here.
//
//	runs and their accounts → Of → Sweep{points by N, with causes} → times for package fit
//
// The causes of a point add up to its serial fraction (Karp & Flatt 1990), as those of a sweep of
// this program do: with A_c the time of a cause, in the mean of the runs at N,
//
//	e_c(N) = (N·A_c(N) − A_c(1)) / ((N−1)·T(1))
//
// Where no log has one slot, T(1) is what one slot would need by the logs with the fewest: their
// serial time and the time of their tasks.
package sweep
