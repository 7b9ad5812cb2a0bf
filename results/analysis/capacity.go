package analysis

import (
	"fmt"
	"time"

	"serialfraction/harness"
	"serialfraction/results"
	"serialfraction/results/advice"
)

// The flags of a point.
const (
	flagOversubscribed = "oversubscribed"
	flagCoordinator    = "coordinator shares a CPU"
	flagGC             = "gc"
	flagInterference   = "interference"
	flagThrottled      = "throttled"
	flagSteal          = "steal"
	flagSlow           = "slow runs"
)

// A capacity is how many workers the machine can really run at once.
type capacity struct {
	cpus        float64        // that the process may use, or the workers on all hosts; 0 = unbounded or unknown
	hosts       []harness.Host // of workers that get their rows as messages; nil = they get none
	coordinator bool           // one thread more than the workers
	paced       bool           // workers wait without a CPU, so what they use is measured
	unmeasured  bool           // paced, and no run recorded the CPU time of its worker
	measured    bool           // share and handing were measured
	share       float64        // of a CPU that a paced worker uses, or a program at N = 1
	taken       float64        // of the time at N = 1 for which other work may have had its CPU, from above; 0 = unknown
	quota       bool           // most of taken is that of the quota of the cgroup
	handing     float64        // of a CPU that a coordinator uses for each paced worker

	rowCPU time.Duration // CPU time of a row, with its coordinator's; 0 = unknown
}

// capacityOf returns the capacity for the runs of a sweep, or for those of its control,
// which are independent copies and have no coordinator. A simulated engine uses no CPU, so
// its capacity is unbounded. The share of a CPU that a paced worker uses is measured in the
// runs at N = 1, and so is that of a program, which may wait, or be kept from a CPU by other
// work ([capacity.need]). Where it was not measured, every N of a paced sweep is taken to fit.
func capacityOf(h *results.Header, copies bool, runs []harness.Run) capacity {
	if !copies && h.Simulated() {
		return capacity{}
	}
	c := capacity{cpus: h.Machine.EffectiveCPUs, coordinator: h.Coordinated() && !copies}
	if h.GOMAXPROCS > 0 && (c.cpus == 0 || float64(h.GOMAXPROCS) < c.cpus) {
		c.cpus = float64(h.GOMAXPROCS)
	}
	c.spread(h.Hosts)
	if h.Pace > 0 {
		c.paced = true
		c.measure(h, runs)
	}
	if (h.Processes() || h.Remote()) && (copies || !h.WholePrograms()) {
		c.measure(h, runs)
		c.unmeasured = false // without a measurement each process is taken to use a CPU
	}
	c.measureProgram(runs)
	c.measureTaken(h, runs)
	c.measureRow(h, runs)
	return c
}

// measure sets the shares of a CPU from the runs at N = 1. N paced workers use N times as
// much, and make N times as much work for a coordinator in the same time.
//
// A message takes CPU time of the process of its worker too. Where that was not measured it is taken to be
// what the message takes of this process, with the server in it, but no longer than it was under way.
func (c *capacity) measure(h *results.Header, runs []harness.Run) {
	measured := 0.0
	for _, r := range runs {
		t := r.Timing
		if r.Workers != 1 || t.Parallel <= 0 || len(t.Workers) != 1 || t.Workers[0].Sched == nil {
			continue
		}
		measured++
		cpu, handing := t.Workers[0].Sched.CPU, t.Coordinator
		if harness.EngineKindOf(r.Engine).Remote {
			if r.System.Usage != nil {
				handing = max(handing, r.System.Usage.User+r.System.Usage.System)
			}
			switch own := t.Workers[0].Process; {
			case own == nil:
				cpu += t.Workers[0].Serialize + min(t.Workers[0].Transfer, handing)
			case h.Processes(): // its kernels are programs, whose account is beside that of the process
				cpu += *own
			default:
				cpu = max(cpu, *own)
			}
		}
		used := cpu.Seconds() / max(t.Parallel-t.Workers[0].Wake, 1).Seconds()
		if c.paced {
			used = min(used, 1) // of one thread
		}
		c.share += used
		c.handing += handing.Seconds() / t.Parallel.Seconds()
	}
	if measured == 0 {
		c.unmeasured = true
		return
	}
	c.share, c.handing, c.measured = c.share/measured, c.handing/measured, true
}

// flag returns why n workers do not run at once, as a flag of a point; "" = they do.
func (c capacity) flag(n int) string {
	workers, handing := float64(n), 1.0
	if c.measured {
		workers, handing = workers*c.need(), float64(n)*c.handing
		if c.hosts == nil {
			handing = min(1, handing) // of one thread
		}
	}
	switch {
	case c.cpus == 0 || c.unmeasured:
		return ""
	case c.hosts != nil:
		return c.flagOfHosts(n, workers/float64(n), handing)
	case workers > c.cpus:
		return flagOversubscribed
	case c.coordinator && workers+handing > c.cpus:
		return flagCoordinator
	}
	return ""
}

// spread sets the CPUs of the hosts of workers. Where those of a host are not known, none are.
func (c *capacity) spread(hosts []harness.Host) {
	if len(hosts) == 0 {
		return
	}
	c.hosts, c.cpus = hosts, 0
	for _, h := range hosts {
		if h.CPUs == 0 {
			c.cpus = 0
			return
		}
		c.cpus += h.CPUs
	}
}

// flagOfHosts returns why n workers do not run at once on their hosts, where each uses a share
// of a CPU and the coordinator another; "" = they do.
func (c capacity) flagOfHosts(n int, share, handing float64) string {
	flag := ""
	for i, placed := range harness.Spread(c.hosts, n) {
		used, cpus := float64(placed)*share, c.hosts[i].CPUs
		switch {
		case used > cpus:
			return flagOversubscribed
		case c.hosts[i].Here && used+handing > cpus:
			flag = flagCoordinator
		}
	}
	return flag
}

func (c capacity) fits(n int) bool { return c.flag(n) == "" }

// takeTurns reports whether n workers, without their coordinator, need more CPUs than
// there are, so that one waits until another leaves its CPU.
func (c capacity) takeTurns(n int) bool { return c.flag(n) == flagOversubscribed }

// String is "the 2 CPUs that this process may use", or "the 8 CPUs of the 2 hosts".
func (c capacity) String() string { return advice.CPUs(c.cpus, c.on()) }

// on returns where the CPUs are, in words; "" = those that this process may use.
func (c capacity) on() string {
	switch {
	case len(c.hosts) == 0:
		return ""
	case len(c.hosts) > 1:
		return fmt.Sprintf("of the %d hosts", len(c.hosts))
	case c.hosts[0].Here:
		return "of this machine"
	}
	return "of host " + c.hosts[0].Name
}
