// Package machinelock sees to it that one sweep at a time measures on a machine.
//
// It stands before the first run of a sweep:
//
//	machinelock.Take(folder, holder) → runs → Release
//	                    └→ *BusyError: who measures now
//
// It waits for nobody, starts nothing and writes nothing but its own lock file: whether
// to go on beside another sweep is for the caller to decide. It is for commands that
// measure; no library takes the lock by itself.
package machinelock
