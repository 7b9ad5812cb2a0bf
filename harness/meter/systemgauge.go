package meter

import (
	"bytes"
	"math"
	"runtime/metrics"
	"strconv"
	"time"
)

// A SystemGauge reads what the runtime and the machine did between Start and Stop. What cannot
// be read stays nil. Its files stay open from run to run, because opening a file takes longer
// than reading it. It serves one goroutine.
type SystemGauge struct {
	samples  []metrics.Sample
	stat     procFile
	throttle throttleGauge
	usage    usageGauge
	clock    clockGauge
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

// NewSystemGauge opens the files that exist. The caller closes the gauge.
func NewSystemGauge() *SystemGauge {
	return &SystemGauge{
		samples: []metrics.Sample{
			{Name: "/gc/cycles/total:gc-cycles"},
			{Name: "/sched/pauses/total/gc:seconds"},
			{Name: "/cpu/classes/gc/mark/assist:cpu-seconds"},
		},
		stat:     openProc("/proc/stat", 1<<10),
		throttle: newThrottleGauge(),
		usage:    newUsageGauge(),
		clock:    machineClock(),
	}
}

// WatchSystem starts a gauge of what the runtime and the machine do, as a sweep does for each
// of its runs. The function that it returns stops the gauge and returns the result; it must be
// called once.
func WatchSystem() (stop func() System) {
	g := NewSystemGauge()
	g.Start()
	return func() System {
		defer g.Close()
		return g.Stop()
	}
}

// Close closes the files.
func (g *SystemGauge) Close() {
	g.stat.close()
	g.throttle.close()
	g.usage.close()
}

// Start marks the beginning of a run. It reads the use of this process last, and Stop reads it
// first, so that hardly any of the cost of reading is in it.
func (g *SystemGauge) Start() {
	g.mark = g.read()
	g.usage.start()
}

// Stop returns what happened since Start.
func (g *SystemGauge) Stop() System {
	usage := g.usage.stop()
	clock := g.clock.read()
	now := g.read()
	cycles := int(now.cycles - g.mark.cycles)
	pause := seconds(now.pause - g.mark.pause)
	assist := seconds(now.assist - g.mark.assist)
	s := System{GCCycles: &cycles, GCPause: &pause, GCAssist: &assist, Usage: usage, ClockHz: clock}
	s.Steal = passed(g.mark.steal, now.steal)
	if s.Throttled = passed(g.mark.throttled, now.throttled); s.Throttled != nil && now.throttles >= g.mark.throttles {
		s.Throttles = new(now.throttles - g.mark.throttles)
	}
	return s
}

// passed returns the time between two readings. It is nil where one is missing, or where the
// count went back: some hypervisors reduce the stolen time afterwards.
func passed(from, to *time.Duration) *time.Duration {
	if from == nil || to == nil || *to < *from {
		return nil
	}
	return new(*to - *from)
}

func (g *SystemGauge) read() (c systemCount) {
	metrics.Read(g.samples)
	c.cycles = g.samples[0].Value.Uint64()
	c.pause = histogramSum(g.samples[1].Value.Float64Histogram())
	c.assist = g.samples[2].Value.Float64()
	c.steal = parseSteal(g.stat.read())
	c.throttles, c.throttled = g.throttle.read()
	return c
}

func seconds(s float64) time.Duration { return time.Duration(s * float64(time.Second)) }

// histogramSum estimates the sum of the values in a histogram by the middles of its buckets.
// The runtime keeps no exact total of pauses.
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

// parseSteal reads the eighth number of the first line of /proc/stat: the ticks of 1/100 s in
// which the hypervisor ran other guests (proc(5)).
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
	steal := time.Duration(ticks) * tick
	return &steal
}
