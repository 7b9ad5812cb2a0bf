// Package meter reads what a run used: the time, and the counts of the scheduler, of the Go
// runtime and of the system during the run.
//
// The line that it stands in:
//
//	Stopwatch, ThreadGauge, SystemGauge → run of an engine → Timing, SchedTiming, System
//
// It times nothing by itself, changes no setting and returns no error: what cannot be read is
// nil, and a gauge without its file works and returns nothing. Any package that times runs
// may import it; it imports machine, for the cgroups that have a quota, and x/sys.
package meter
