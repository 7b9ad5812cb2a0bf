package machine

import (
	"bytes"
	"math"
	"os"
	"runtime"
	"slices"
)

// A Description says where runs are made: what could change their times or their
// answer. What could not be read is the zero value. Lists of CPUs are in the kernel's
// format, "0-3,8".
type Description struct {
	Hostname       string
	OS, Arch       string
	Kernel         string
	CPUModel       string
	LogicalCPUs    int     // CPUs of the machine: hardware threads
	AffinityCPUs   int     // CPUs that this process may be placed on
	Affinity       string  // the list of them
	AffinityCores  int     // cores that they are on
	QuotaCPUs      float64 // cgroup quota in CPUs; 0 = none
	EffectiveCPUs  float64 // the smaller of the two
	MemoryBytes    int64
	AvailableBytes int64 // of memory, when it was read
	Hypervisor     bool  // whether the CPU says that it is a guest's
	Virtualisation string
	Container      string
	GoVersion      string
	GOMAXPROCS     int

	Topology       Topology
	CoreKinds      []CoreKind // nil = all alike
	Caches         []Cache    // from the first level up
	Nodes          []Node     // NUMA
	Clock          Clock
	Cgroup         Cgroup
	KernelSettings KernelSettings
	GoRuntime      GoRuntime
	Environment    map[string]string // variables of a fixed list that are set
	Load           []float64         // averages of 1, 5 and 15 minutes when it was read
	Uptime         float64           // seconds
}

// This describes the machine that it is called on, as it is now.
func This() Description {
	allowed, counted := affinity()
	m := Description{
		OS: runtime.GOOS, Arch: runtime.GOARCH, GoVersion: runtime.Version(),
		GOMAXPROCS: runtime.GOMAXPROCS(0), AffinityCPUs: counted, GoRuntime: readGoRuntime(),
	}
	m.Hostname, _ = os.Hostname()
	m.read(here(), allowed, os.Getenv)
	if m.LogicalCPUs == 0 {
		m.LogicalCPUs = runtime.NumCPU()
	}
	m.EffectiveCPUs = float64(m.AffinityCPUs)
	if m.QuotaCPUs > 0 {
		m.EffectiveCPUs = min(m.EffectiveCPUs, m.QuotaCPUs)
	}
	return m
}

// WholeCPUs returns the most workers that each have a CPU of this machine to
// themselves, at least 1. A part of a CPU, which a quota may give, is none: on 1.5
// CPUs two workers would wait for each other.
func (m *Description) WholeCPUs() int { return max(1, int(math.Floor(m.EffectiveCPUs))) }

// read adds what /proc, /sys and the environment tell; allowed are the CPUs that the
// process may be placed on.
func (m *Description) read(t tree, allowed []int, getenv func(string) string) {
	cpuinfo, _ := t.text("proc/cpuinfo")
	meminfo, _ := t.text("proc/meminfo")
	cpus := t.list("sys/devices/system/cpu/online")

	m.Kernel = t.word("proc/sys/kernel/osrelease")
	m.CPUModel, m.LogicalCPUs, m.Hypervisor = parseCPUInfo([]byte(cpuinfo))
	m.MemoryBytes, m.AvailableBytes = parseMemory(meminfo, "MemTotal:"), parseMemory(meminfo, "MemAvailable:")
	m.Virtualisation, m.Container = t.readVirtualisation(m.Hypervisor), t.readContainer(getenv)
	m.Affinity = formatList(allowed)
	m.Topology, m.AffinityCores = t.readTopology(cpus, allowed)
	m.CoreKinds, m.Caches, m.Nodes = t.readCoreKinds(cpus, allowed), t.readCaches(cpus), t.readNodes()
	m.Clock = t.readClock(cpus, []byte(cpuinfo))
	m.QuotaCPUs, m.Cgroup = t.quotaCPUs(), t.readCgroup()
	m.KernelSettings = t.readKernelSettings()
	m.Environment = readEnvironment(getenv)
	m.Load, m.Uptime = t.readLoad(), t.readUptime()
}

// parseCPUInfo reads the model, the number of logical CPUs and the hypervisor
// flag from /proc/cpuinfo. Not every architecture names a model.
func parseCPUInfo(b []byte) (model string, cpus int, hypervisor bool) {
	for line := range bytes.Lines(b) {
		key, value, _ := bytes.Cut(line, []byte(":"))
		switch string(bytes.TrimSpace(key)) {
		case "processor":
			cpus++
		case "model name":
			model = string(bytes.TrimSpace(value))
		case "flags":
			hypervisor = hypervisor || slices.ContainsFunc(bytes.Fields(value), func(f []byte) bool { return string(f) == "hypervisor" })
		}
	}
	return model, cpus, hypervisor
}
