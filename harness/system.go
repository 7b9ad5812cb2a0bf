package harness

import (
	"bytes"
	"math"
	"runtime/metrics"
	"strconv"
	"time"
)

// A systemMeter reads what the runtime and the machine did between start and
// stop. What cannot be read stays nil. Its files stay open from run to run, for to
// open one costs more than to read it.
type systemMeter struct {
	samples  []metrics.Sample
	stat     procFile
	throttle throttleMeter
	usage    usageMeter
	mark     systemCount
}

type systemCount struct {
	cycles uint64
	pause  float64 // seconds
	assist float64 // CPU seconds
	steal  *time.Duration

	throttles int
	throttled *time.Duration
}

func newSystemMeter() *systemMeter {
	return &systemMeter{
		samples: []metrics.Sample{
			{Name: "/gc/cycles/total:gc-cycles"},
			{Name: "/sched/pauses/total/gc:seconds"},
			{Name: "/cpu/classes/gc/mark/assist:cpu-seconds"},
		},
		stat:     openProc("/proc/stat", 1<<10),
		throttle: newThrottleMeter(),
		usage:    newUsageMeter(),
	}
}

// close gives back the files.
func (m *systemMeter) close() {
	m.stat.close()
	m.throttle.close()
	m.usage.close()
}

// start marks the beginning of a run. What the process itself uses is read last, and
// first at the end: what reading costs is hardly in it.
func (m *systemMeter) start() {
	m.mark = m.read()
	m.usage.start()
}

func (m *systemMeter) stop() System {
	usage := m.usage.stop()
	now := m.read()
	cycles := int(now.cycles - m.mark.cycles)
	pause := seconds(now.pause - m.mark.pause)
	assist := seconds(now.assist - m.mark.assist)
	s := System{GCCycles: &cycles, GCPause: &pause, GCAssist: &assist, Usage: usage}
	s.Steal = passed(m.mark.steal, now.steal)
	if s.Throttled = passed(m.mark.throttled, now.throttled); s.Throttled != nil && now.throttles >= m.mark.throttles {
		s.Throttles = new(now.throttles - m.mark.throttles)
	}
	return s
}

// passed is the time between two readings; nil where there are not two, or where it
// was set back: some hypervisors take back what they stole.
func passed(from, to *time.Duration) *time.Duration {
	if from == nil || to == nil || *to < *from {
		return nil
	}
	return new(*to - *from)
}

func (m *systemMeter) read() (c systemCount) {
	metrics.Read(m.samples)
	c.cycles = m.samples[0].Value.Uint64()
	c.pause = histogramSum(m.samples[1].Value.Float64Histogram())
	c.assist = m.samples[2].Value.Float64()
	c.steal = parseSteal(m.stat.read())
	c.throttles, c.throttled = m.throttle.read()
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
