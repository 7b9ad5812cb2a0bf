package harness

import (
	"bytes"
	"math"
	"os"
	"runtime/metrics"
	"strconv"
	"time"
)

// A systemMeter reads what the runtime and the machine did between start and
// stop. What cannot be read stays nil.
type systemMeter struct {
	samples []metrics.Sample
	mark    systemCount
}

type systemCount struct {
	cycles uint64
	pause  float64 // seconds
	assist float64 // CPU seconds
	steal  *time.Duration
}

func newSystemMeter() *systemMeter {
	return &systemMeter{samples: []metrics.Sample{
		{Name: "/gc/cycles/total:gc-cycles"},
		{Name: "/sched/pauses/total/gc:seconds"},
		{Name: "/cpu/classes/gc/mark/assist:cpu-seconds"},
	}}
}

func (m *systemMeter) start() { m.mark = m.read() }

func (m *systemMeter) stop() System {
	now := m.read()
	cycles := int(now.cycles - m.mark.cycles)
	pause := seconds(now.pause - m.mark.pause)
	assist := seconds(now.assist - m.mark.assist)
	s := System{GCCycles: &cycles, GCPause: &pause, GCAssist: &assist}
	if now.steal != nil && m.mark.steal != nil {
		if steal := *now.steal - *m.mark.steal; steal >= 0 { // some hypervisors take it back
			s.Steal = &steal
		}
	}
	return s
}

func (m *systemMeter) read() (c systemCount) {
	metrics.Read(m.samples)
	c.cycles = m.samples[0].Value.Uint64()
	c.pause = histogramSum(m.samples[1].Value.Float64Histogram())
	c.assist = m.samples[2].Value.Float64()
	if stat, err := os.ReadFile("/proc/stat"); err == nil {
		c.steal = parseSteal(stat)
	}
	return c
}

func seconds(s float64) time.Duration { return time.Duration(s * float64(time.Second)) }

// histogramSum estimates the sum of what a histogram holds by the middles of its
// buckets; the runtime keeps no exact total of pauses.
func histogramSum(h *metrics.Float64Histogram) (sum float64) {
	for i, n := range h.Counts {
		lo, hi := h.Buckets[i], h.Buckets[i+1]
		switch {
		case n == 0:
		case math.IsInf(lo, -1):
			sum += float64(n) * hi
		case math.IsInf(hi, 1):
			sum += float64(n) * lo
		default:
			sum += float64(n) * (lo + hi) / 2
		}
	}
	return sum
}

// parseSteal reads the eighth number of the first line of /proc/stat: ticks of
// 1/100 s in which the hypervisor ran somebody else (proc(5)).
func parseSteal(stat []byte) *time.Duration {
	line, _, _ := bytes.Cut(stat, []byte("\n"))
	field := bytes.Fields(line)
	if len(field) < 9 || string(field[0]) != "cpu" {
		return nil
	}
	ticks, err := strconv.ParseInt(string(field[8]), 10, 64)
	if err != nil {
		return nil
	}
	steal := time.Duration(ticks) * 10 * time.Millisecond
	return &steal
}
