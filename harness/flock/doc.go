// Package flock locks an open file against other processes.
//
// It is for packages that share a file between processes:
//
//	os.OpenFile → flock.Try → written or read by one process → Close, which gives the lock back
//
// It opens no file, waits for no lock and prints nothing. That another process has the lock is
// a value and not an error. Any package that writes a lasting file may import it; it imports
// the standard library alone.
package flock
