package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// every is how often the memory of the processes is looked at.
const every = 5 * time.Millisecond

// watch looks at the memory of all processes of a session until the returned function is called, which
// returns the most that they had at once, in MiB. A page that several have is counted once (Pss of
// /proc/PID/smaps_rollup).
func watch(session int) (end func() float64) {
	stop, most := make(chan struct{}), make(chan float64)
	go func() {
		ticks, peak := time.NewTicker(every), 0.0
		defer ticks.Stop()
		for {
			peak = max(peak, memoryOf(session))
			select {
			case <-ticks.C:
			case <-stop:
				most <- peak
				return
			}
		}
	}()
	return func() float64 {
		close(stop)
		return <-most
	}
}

// busySeconds returns how long the CPUs of the machine have worked for its processes, in hundredths (/proc/stat: user,
// nice, system).
func busySeconds() (s float64) {
	text, _ := os.ReadFile("/proc/stat")
	for i, field := range strings.Fields(string(bytes.SplitN(text, []byte("\n"), 2)[0])) {
		if ticks, err := strconv.ParseFloat(field, 64); err == nil && i <= 3 {
			s += ticks / 100
		}
	}
	return s
}

// memoryOf returns the memory of the processes of a session, in MiB.
func memoryOf(session int) (mib float64) {
	stats, _ := filepath.Glob("/proc/[0-9]*/stat")
	for _, path := range stats {
		text, err := os.ReadFile(path)
		if err != nil {
			continue // it has ended
		}
		// After the name, which is in brackets: state, parent, group, session.
		var state string
		var parent, group, of int
		if _, err := fmt.Sscan(string(text[bytes.LastIndexByte(text, ')')+1:]), &state, &parent, &group, &of); err != nil || of != session {
			continue
		}
		rollup, _ := os.ReadFile(filepath.Join(filepath.Dir(path), "smaps_rollup"))
		mib += pss(rollup)
	}
	return mib
}

// pss returns the line Pss of a smaps_rollup, in MiB.
func pss(rollup []byte) float64 {
	for text := range bytes.Lines(rollup) {
		if rest, ok := bytes.CutPrefix(text, []byte("Pss:")); ok {
			kib, _ := strconv.ParseFloat(string(bytes.TrimSpace(bytes.TrimSuffix(bytes.TrimSpace(rest), []byte("kB")))), 64)
			return kib / 1024
		}
	}
	return 0
}
