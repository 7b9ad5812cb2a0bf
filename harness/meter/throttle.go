package meter

import (
	"bytes"
	"path"
	"strconv"
	"time"

	"serialfraction/harness/machine"
)

// A throttleGauge reads how often, and for how long, quotas of CPU time stopped the cgroups of
// this process. Without a quota it has no files and costs nothing.
type throttleGauge struct{ groups []procFile }

func newThrottleGauge() (g throttleGauge) {
	for _, group := range machine.QuotaGroups() {
		g.groups = append(g.groups, openProc(path.Join(group, "cpu.stat"), 1<<10))
	}
	return g
}

// read returns the sums over all groups that have a quota. throttled is nil where there are
// none, or where one of them cannot be read.
func (g *throttleGauge) read() (throttles int, throttled *time.Duration) {
	for i := range g.groups {
		n, t, ok := parseThrottling(g.groups[i].read())
		if !ok {
			return 0, nil
		}
		if throttled == nil {
			throttled = new(time.Duration)
		}
		throttles += n
		*throttled += t
	}
	return throttles, throttled
}

func (g *throttleGauge) close() {
	for i := range g.groups {
		g.groups[i].close()
	}
}

// parseThrottling reads a file cpu.stat: nr_throttled, and throttled_usec (version 2) or
// throttled_time in nanoseconds (version 1), both summed over CPUs (Linux,
// Documentation/scheduler/sched-bwc.rst).
func parseThrottling(stat []byte) (throttles int, throttled time.Duration, ok bool) {
	counted, timed := false, false
	for line := range bytes.Lines(stat) {
		key, value, _ := bytes.Cut(bytes.TrimSpace(line), []byte(" "))
		n, err := strconv.ParseInt(string(value), 10, 64)
		if err != nil || n < 0 || n > 1<<53 {
			continue
		}
		switch string(key) {
		case "nr_throttled":
			throttles, counted = int(n), true
		case "throttled_usec":
			throttled, timed = time.Duration(n)*time.Microsecond, true
		case "throttled_time":
			throttled, timed = time.Duration(n), true
		}
	}
	return throttles, throttled, counted && timed
}
