// Package machinelock ensures that only one sweep at a time measures on a machine.
//
// The lock is taken before the first run of a sweep:
//
//	machinelock.Take(folder, holder) → runs → Release
//	                    └→ *BusyError: the process that measures now
//
// It does not wait, starts nothing and writes nothing but its own lock file. The caller
// decides whether to go on beside another sweep. It is for commands that measure; no library
// takes the lock by itself.
package machinelock
