package harness

import "time"

// A lastClaim keeps what a worker's thread had waited for a CPU when the worker claimed its
// last chunks so far. What it waited before that, the others have made up for by claiming
// more; what it waits after that may move its end, and the others wait for it.
//
// The account of the thread is read, which takes 0.7 µs, where a claim may be the last: for
// the 2N chunks at the end, and after work that took longWork, within which the thread may
// have waited. So a worker reads it twice in a run, and for at most 0.2 % of its time.
type lastClaim struct {
	claims int           // so far
	at     time.Duration // offset of the last claim; of the release where that is the first
	wake   time.Duration // run delay from the gate to the first claim
	delay  time.Duration // run delay from the gate to the last claim; 0 where that is the first
}

// longWork is how long the work on one claim takes at least where what its thread may have
// waited in it is worth a reading.
const longWork = 500 * time.Microsecond

// lateChunk returns the chunk of k from which on the claims of n workers may be their last.
func lateChunk(k, n int) int { return k - 2*n }

// claimed notes a claim at an offset; late is set where it may be the last. It reports
// whether the caller must read the run delay into l.delay.
func (l *lastClaim) claimed(at time.Duration, late bool) (read bool) {
	l.claims++
	if l.claims == 1 {
		return false // what moved the first claim moves the end too
	}
	read = late || at-l.at >= longWork
	if l.claims == 2 {
		l.delay = l.wake
	}
	l.at = at
	return read
}

// endDelay returns what moved the end of a worker, which ended at an offset: its run delay
// since nobody had anything left to claim. all is the run delay from the gate to its end,
// empty the latest of the workers' last claims.
//
// The run delay since its own last claim is known, and how much of it came before the last
// claim of all is not: it is taken to be spread evenly. The time since that claim bounds it,
// because what a thread waited before a claim at which its account was not read is in all.
func (l *lastClaim) endDelay(all, end, empty time.Duration) time.Duration {
	since := max(0, min(all-l.delay, end-l.at))
	if empty <= l.at {
		return since
	}
	return time.Duration(float64(since) * max(0, (end-empty).Seconds()) / (end - l.at).Seconds())
}
