// Package flock locks an open file against other processes.
//
// It stands below those that share a file between processes:
//
//	os.OpenFile → flock.Try → written or read by one process → Close, which gives the lock back
//
// It opens no file, waits for no lock, and says nothing to people: a lock that another
// process has is a value, not an error. Any package that writes a file which lasts may
// import it; it imports the standard library alone.
package flock
