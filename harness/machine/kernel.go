package machine

import (
	"slices"
	"strconv"
	"strings"
)

// KernelSettings are those settings of the kernel that affect timings.
type KernelSettings struct {
	Args          map[string]string `json:"args,omitempty"`                  // those words of its command line that are in a fixed list; "" = a word without a value
	Hugepages     string            `json:"transparent_hugepages,omitempty"` // "always", "madvise", "never"
	ASLR          *int              `json:"aslr,omitempty"`                  // kernel.randomize_va_space; nil = unknown
	NUMABalancing *bool             `json:"numa_balancing,omitempty"`        // whether pages follow the threads; nil = unknown
	Clocksource   string            `json:"clocksource,omitempty"`           // "tsc"; another costs more to read
}

// kernelArgs lists the words of the kernel's command line that affect timings. Others are not
// recorded, for privacy.
var kernelArgs = []string{
	"amd_pstate", "audit", "clocksource", "cpuidle.off", "hugepages", "hugepagesz", "idle", "intel_idle.max_cstate",
	"intel_pstate", "irqaffinity", "isolcpus", "kpti", "l1tf", "maxcpus", "mds", "mem", "mitigations", "nohz", "nohz_full",
	"nopti", "nosmt", "nospectre_v1", "nospectre_v2", "nr_cpus", "numa", "numa_balancing", "preempt",
	"processor.max_cstate", "pti", "rcu_nocbs", "retbleed", "skew_tick", "spec_store_bypass_disable", "spectre_v2",
	"threadirqs", "transparent_hugepage", "tsc",
}

// readKernelSettings reads the settings of the kernel.
func (t tree) readKernelSettings() KernelSettings {
	k := KernelSettings{
		Args:        parseKernelArgs(t.word("proc/cmdline")),
		Hugepages:   chosen(t.word("sys/kernel/mm/transparent_hugepage/enabled")),
		Clocksource: t.word("sys/devices/system/clocksource/clocksource0/current_clocksource"),
	}
	if n, ok := t.number("proc/sys/kernel/randomize_va_space"); ok && n <= 2 {
		k.ASLR = new(int(n))
	}
	if n, ok := t.number("proc/sys/kernel/numa_balancing"); ok {
		k.NUMABalancing = new(n != 0)
	}
	return k
}

// parseKernelArgs returns the known words of a kernel's command line. Where a word occurs
// twice, the last counts.
func parseKernelArgs(cmdline string) map[string]string {
	var args map[string]string
	for word := range strings.FieldsSeq(cmdline) {
		if word == "--" { // the words after it are for init
			break
		}
		key, value, _ := strings.Cut(word, "=")
		if !slices.Contains(kernelArgs, key) {
			continue
		}
		if args == nil {
			args = map[string]string{}
		}
		args[key] = value
	}
	return args
}

// chosen returns the word in brackets: "always [madvise] never".
func chosen(text string) string {
	_, rest, _ := strings.Cut(text, "[")
	word, _, ok := strings.Cut(rest, "]")
	if !ok {
		return ""
	}
	return word
}

// readLoad returns the load averages of 1, 5 and 15 minutes; nil = unknown.
func (t tree) readLoad() []float64 {
	f := strings.Fields(t.word("proc/loadavg"))
	if len(f) < 3 {
		return nil
	}
	var load []float64
	for _, text := range f[:3] {
		x, ok := parseAmount(text)
		if !ok {
			return nil
		}
		load = append(load, x)
	}
	return load
}

// readUptime returns the seconds since the machine was started; 0 = unknown.
func (t tree) readUptime() float64 {
	first, _, _ := strings.Cut(t.word("proc/uptime"), " ")
	x, _ := parseAmount(first)
	return x
}

// parseAmount reads a number from 0 to 1e12, a bound that no machine reaches.
func parseAmount(text string) (float64, bool) {
	x, err := strconv.ParseFloat(text, 64)
	if err != nil || !(x >= 0 && x < 1e12) {
		return 0, false
	}
	return x, true
}
