package meter

import (
	"bytes"
	"strconv"
	"time"

	"serialfraction/harness/machine"
)

// OtherWork is what other processes did on the CPUs that this process may use, while it or a
// program that it started worked. It is evidence, never added to times: other work matters
// only where it takes a CPU that is needed. Interrupts are not in it, and neither are nice
// processes, which give way; beside a process that is nice itself they do not, and are.
//
// A program that makes itself nice, while this process is not, cannot be told from others that
// are nice: it is unknown what others did where that would be seen to be wrong, and too little
// else. A descendant that ended without being waited for, as a daemon, counts as another's.
type OtherWork struct {
	CPU      time.Duration  // on these CPUs, summed over them; counted in ticks of 10 ms
	Pressure *time.Duration // some thread waited for a CPU, mean over the CPUs in use (PSI); nil = not reported

	// Ready is how many of their threads ran or were ready to, the mean of the beginning and
	// the end; nil = not reported, or of more CPUs than this process may use.
	Ready *float64
}

// An OtherWorkGauge reads what other processes do between Start and Stop. It serves one
// goroutine. Children of this process that are not waited for before Stop count as others.
type OtherWorkGauge struct {
	cpus     []int // that this process may use, ascending
	nice     bool  // this process is nice
	stat     procFile
	pressure procFile
	load     procFile
	mark     workCount
}

// workCount is a reading of all counters.
type workCount struct {
	busy, own *time.Duration
	nice      time.Duration // of nice processes, and not in busy
	cpus      int
	pressure  *time.Duration
	ready     *int // threads that run or are ready to, but the one that reads
}

// NewOtherWorkGauge opens the files that exist. The caller closes the gauge.
func NewOtherWorkGauge() *OtherWorkGauge {
	g := &OtherWorkGauge{cpus: machine.AllowedCPUs(), nice: isNice()}
	if len(g.cpus) == 0 {
		return g // not listed here, so that nothing is known of them
	}
	const line = 256 // bytes at most of each CPU's ten numbers
	g.stat = openProc("/proc/stat", (g.cpus[len(g.cpus)-1]+2)*line)
	g.pressure = openProc(machine.PressureFile(), 1<<8)
	g.load = openProc(machine.LoadFile(), 1<<8)
	return g
}

// Close closes the files.
func (g *OtherWorkGauge) Close() {
	g.stat.close()
	g.pressure.close()
	g.load.close()
}

// Start marks the beginning. What is between it and Stop should take tens of milliseconds at
// least, for CPU times are counted in ticks.
func (g *OtherWorkGauge) Start() { g.mark = g.read() }

// Stop returns what others did since Start; nil where the system does not report it.
func (g *OtherWorkGauge) Stop() *OtherWork { return g.mark.until(g.read()) }

func (g *OtherWorkGauge) read() workCount {
	c := workCount{own: ownTime(), pressure: pressureTime(g.pressure.read()), ready: readyThreads(g.load.read())}
	c.count(g.stat.read(), g.cpus, g.nice)
	return c
}

// count adds what the CPUs did, from /proc/stat; withNice counts nice processes like all others.
func (c *workCount) count(stat []byte, cpus []int, withNice bool) {
	c.cpus = len(cpus)
	c.busy, c.nice = busyTime(stat, cpus)
	if withNice && c.busy != nil {
		c.busy, c.nice = new(*c.busy+c.nice), 0
	}
}

// until returns what others did between two readings. A tick is coarser than the use of this
// process, so that there may seem to be less than nothing. Where this process used more than
// the CPUs were busy, and the rest was nice, it is this process that was: unknown.
func (from workCount) until(to workCount) *OtherWork {
	busy, own := passed(from.busy, to.busy), passed(from.own, to.own)
	if busy == nil || own == nil {
		return nil
	}
	if coarse := time.Duration(2*to.cpus) * tick; *own > *busy+coarse && to.nice-from.nice > coarse {
		return nil
	}
	o := &OtherWork{CPU: max(0, *busy-*own), Pressure: passed(from.pressure, to.pressure)}
	if from.ready != nil && to.ready != nil {
		o.Ready = new(float64(*from.ready+*to.ready) / 2)
	}
	return o
}

// tick is the unit of /proc/stat on every architecture that Go knows: USER_HZ is 100.
const tick = 10 * time.Millisecond

// mostTicks of each CPU is more than three thousand years, and the sum of all fits into a time.
const mostTicks = 1 << 32

// busyTime reads from /proc/stat (proc(5)) how long some CPUs were busy since the start of the
// machine: user and system, and apart from that nice. Guest time is in user time. busy is nil
// where one of the CPUs is not listed whole.
func busyTime(stat []byte, cpus []int) (busy *time.Duration, nice time.Duration) {
	var sum time.Duration
	found := 0
	for line := range bytes.Lines(stat) {
		field := bytes.Fields(line)
		if found == len(cpus) || !bytes.HasSuffix(line, []byte("\n")) || len(field) < 5 {
			break
		}
		if string(field[0]) != "cpu"+strconv.Itoa(cpus[found]) {
			continue
		}
		user, errUser := strconv.ParseUint(string(field[1]), 10, 64)
		low, errNice := strconv.ParseUint(string(field[2]), 10, 64)
		system, errSystem := strconv.ParseUint(string(field[3]), 10, 64)
		if errUser != nil || errNice != nil || errSystem != nil || max(user, low, system) > mostTicks {
			return nil, 0
		}
		sum += time.Duration(user+system) * tick
		nice += time.Duration(low) * tick
		found++
	}
	if found < len(cpus) || found == 0 {
		return nil, 0
	}
	return &sum, nice
}

// pressureTime reads the line "some" of a file of pressure stall information: for how many
// microseconds a thread waited for a CPU, mean over the CPUs in use (Linux,
// Documentation/accounting/psi.rst).
func pressureTime(psi []byte) *time.Duration {
	line, _, _ := bytes.Cut(psi, []byte("\n"))
	_, total, ok := bytes.Cut(line, []byte(" total="))
	if !ok || !bytes.HasPrefix(line, []byte("some ")) {
		return nil
	}
	n, err := strconv.ParseUint(string(bytes.TrimSpace(total)), 10, 64)
	if err != nil || n > 1<<53 {
		return nil
	}
	return new(time.Duration(n) * time.Microsecond)
}

// readyThreads reads from /proc/loadavg (proc(5)) how many threads of the machine run or are
// ready to, without the one that reads the file.
func readyThreads(load []byte) *int {
	field := bytes.Fields(load)
	if len(field) < 4 {
		return nil
	}
	ready, _, ok := bytes.Cut(field[3], []byte("/"))
	n, err := strconv.ParseUint(string(ready), 10, 32)
	if err != nil || !ok || n > 1<<30 {
		return nil
	}
	return new(max(0, int(n)-1))
}
