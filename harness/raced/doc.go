// Package raced has whether a test runs under the race detector, where code is several times
// slower. Only tests import it:
//
//	a test → raced
//
// A test that tries all combinations of two things that do not depend on each other then tries
// each thing, and not each combination: goroutines that race do so whatever the other thing is.
// The tests are also run without the race detector, and then try all. Where a whole simulation
// starts no goroutine that other tests do not start, or what a test calls starts none at all, its
// file is built without the race detector only (//go:build !race).
package raced
