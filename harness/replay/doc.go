// Package replay plays a run in virtual time: which worker claims which chunks when, and how
// long each then waits, without a clock and without doing the work.
//
//	what each chunk takes, when each worker starts, what a claim costs ─→ Run     ─→ Tiles
//	classes of chunks, the same                                       ─→ RunGroups ─→ Tiles
//
// [Run] plays every claim and is exact. [RunGroups] is for a million workers: it counts the
// workers that become free within a short step of time, and draws what their chunks take from
// classes of chunks, so that its time depends on the steps and not on the chunks. The schedules are those of package
// harness, which the pool runs by too. The package keeps nothing and imports harness alone.
package replay
