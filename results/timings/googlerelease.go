package timings

import (
	"fmt"
	"strconv"
	"strings"
)

// A googleRelease is a release of Google Benchmark: 1.9.4. Old releases do not write theirs
// and are the zero release.
type googleRelease [3]int

// releaseOf reads a version: "v1.9.4", "v1.9.4-3-g12af".
func releaseOf(version string) (r googleRelease) {
	version, _, _ = strings.Cut(strings.TrimPrefix(version, "v"), "-")
	for i, part := range strings.SplitN(version, ".", len(r)) {
		r[i], _ = strconv.Atoi(part)
	}
	return r
}

func (r googleRelease) String() string { return fmt.Sprintf("%d.%d.%d", r[0], r[1], r[2]) }

// before reports whether r is older than another release.
func (r googleRelease) before(other googleRelease) bool {
	for i := range r {
		if r[i] != other[i] {
			return r[i] < other[i]
		}
	}
	return false
}

// The releases that changed what is counted of a benchmark with several threads. Up to 1.8
// real_time is the wall time divided by the iterations of all threads. From 1.9.0 on it is
// divided by those of one thread (github.com/google/benchmark/pull/1836), and by mistake
// the rates were of one thread too until 1.9.5 (pull/2081).
var (
	timesOfOne = googleRelease{1, 9, 0}
	ratesOfAll = googleRelease{1, 9, 5}
)

// A counting is of how many threads a field is.
type counting struct {
	thread  bool   // of one, where the others did as much
	warning string // where that is an assumption
}

// counts returns of how many threads a field is. Only ->Threads shares a benchmark among
// threads of the library; of any other key the benchmark's own code makes the workers.
func (r googleRelease) counts(field, key string) counting {
	if key != "threads" && key != "" || r.before(timesOfOne) || field == "cpu_time" {
		return counting{}
	}
	m := meaningOf(field)
	switch {
	case field == "real_time":
		return counting{thread: true}
	case m.quantity == Throughput && r.before(ratesOfAll):
		return counting{true, fmt.Sprintf("Google Benchmark %s writes %s of one thread, and it is multiplied by N: if its main thread sets it for all, give times", r, field)}
	}
	return counting{}
}
