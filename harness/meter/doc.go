// Package meter reads what a run used: the time, and what the scheduler, the Go runtime
// and the system count meanwhile.
//
// The line that it stands in:
//
//	Stopwatch, ThreadGauge, SystemGauge → run of an engine → Timing, SchedTiming, System
//
// It times nothing by itself, changes no setting and fails nowhere: what cannot be read is
// nil, and a gauge without its file works and returns nothing. Whoever times a run may
// import it; it imports machine, for the cgroups that have a quota, and x/sys.
package meter
