package doctor

import (
	"fmt"

	"serialfraction/harness/counters"
	"serialfraction/harness/machine"
	"serialfraction/results"
	"serialfraction/results/number"
)

// countersFindings says whether the counters of the processor can be read, by which a report splits slower
// execution, and what to type where they cannot. They change no S, so that each is ok.
func countersFindings(p *results.Probe, m machine.Description) []Finding {
	c := p.Counters
	if c == nil {
		return nil
	}
	f := Finding{Check: "counters", Verdict: GradeOK, Effect: "slower execution stays one cause: instructions, memory and clock are not told apart"}
	switch c.Access {
	case counters.Granted:
		f.Measured = "instructions, cycles and cache misses of each worker; now at " + number.Significant(c.Clock/1e9, 2) + " GHz"
		f.Effect = "they tell whether execution slows by instructions, by memory and caches, or by the clock"
	case counters.Forbidden:
		f.Measured, f.Advice = "kept from this user", allowCounters(c)
		if c.Paranoid != nil {
			f.Measured += fmt.Sprintf("; kernel.perf_event_paranoid is %d", *c.Paranoid)
		}
	case counters.Missing:
		f.Measured = "the processor shows none"
		if m.Hypervisor {
			f.Measured, f.Advice = "the host shows none to this virtual machine", "let the host pass them on (QEMU: -cpu host,pmu=on), or sweep on a machine of your own"
		}
	case counters.Silent:
		f.Measured, f.Advice = "they are there and did not count", "stop other profilers, and free the one that the system holds: sudo sysctl kernel.nmi_watchdog=0"
	case counters.Unsupported:
		f.Measured = "this system lends none to programs"
	}
	return []Finding{f}
}

// allowCounters returns what to type where counters are forbidden. In a container the filter of system
// calls is in the way, and lets a process with the capability pass.
func allowCounters(c *results.CountersProbe) string {
	switch {
	case c.Filtered && c.Capable:
		return "the container's filter forbids perf_event_open: docker run --security-opt seccomp=FILE, with a FILE that allows it"
	case c.Filtered:
		return "give the container the capability: docker run --cap-add PERFMON …"
	case !c.Capable && c.Paranoid != nil && *c.Paranoid > counters.MostParanoid:
		return fmt.Sprintf("sudo sysctl kernel.perf_event_paranoid=%d", counters.MostParanoid)
	}
	return "a security module or a lockdown of the kernel forbids it: ask who runs this machine"
}
