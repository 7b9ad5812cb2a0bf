package machine

import (
	"bytes"
	"math"
	"os"
	"runtime"
	"slices"
)

// A Description describes the machine that runs are made on: what could change their times or
// their answer. The zero value of a field means that it could not be read, or that the file
// is older than the field. Lists of CPUs are in the kernel's format, "0-3,8" ([ParseList]).
// The JSON keys are those of a result file; none changes meaning.
type Description struct {
	Hostname      string  `json:"hostname"`
	OS            string  `json:"os"`
	Arch          string  `json:"arch"`
	Kernel        string  `json:"kernel"`
	CPUModel      string  `json:"cpu_model"`
	LogicalCPUs   int     `json:"logical_cpus"`   // CPUs of the machine: hardware threads
	AffinityCPUs  int     `json:"affinity_cpus"`  // CPUs that this process may run on
	QuotaCPUs     float64 `json:"quota_cpus"`     // cgroup quota in CPUs; 0 = none
	EffectiveCPUs float64 `json:"effective_cpus"` // the smaller of the two
	MemoryBytes   int64   `json:"memory_bytes"`
	Hypervisor    bool    `json:"hypervisor"` // whether the CPU reports a hypervisor
	GoVersion     string  `json:"go_version"`
	GOMAXPROCS    int     `json:"gomaxprocs"`

	Affinity       string `json:"affinity,omitempty"`               // list of the CPUs of AffinityCPUs
	AffinityCores  int    `json:"affinity_cores,omitempty"`         // cores that they are on
	AvailableBytes int64  `json:"memory_available_bytes,omitempty"` // of free memory, when it was read
	Virtualisation string `json:"virtualisation,omitempty"`         // "kvm", "vmware"
	Container      string `json:"container,omitempty"`              // "docker", "kubernetes"

	Topology       Topology          `json:"topology,omitzero"`
	CoreKinds      []CoreKind        `json:"core_kinds,omitempty"` // nil = all alike
	Caches         []Cache           `json:"caches,omitempty"`     // from the first level up
	Nodes          []Node            `json:"numa_nodes,omitempty"` // NUMA
	Clock          Clock             `json:"clock,omitzero"`
	Cgroup         Cgroup            `json:"cgroup,omitzero"`
	KernelSettings KernelSettings    `json:"kernel_settings,omitzero"`
	GoRuntime      GoRuntime         `json:"go_runtime,omitzero"`
	Environment    map[string]string `json:"environment,omitempty"`    // variables of a fixed list that are set
	Load           []float64         `json:"load_average,omitempty"`   // averages of 1, 5 and 15 minutes when it was read
	Uptime         float64           `json:"uptime_seconds,omitempty"` // seconds
}

// This describes the machine that the program runs on, as it is now.
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
	m.EffectiveCPUs = effectiveCPUs(counted, m.QuotaCPUs)
	return m
}

// EffectiveCPUs returns how many CPUs this process may use, as it is now: those that it may run on, or
// its cgroup's quota where that is less. It is that field of [This], without reading the rest.
func EffectiveCPUs() float64 {
	_, counted := affinity()
	return effectiveCPUs(counted, here().quotaCPUs())
}

// effectiveCPUs returns the smaller of the CPUs of an affinity and of a quota; 0 = no quota.
func effectiveCPUs(affinity int, quota float64) float64 {
	if quota > 0 {
		return min(float64(affinity), quota)
	}
	return float64(affinity)
}

// WholeCPUs returns how many workers can each have a CPU of their own, at least 1. A part of a
// CPU, from a quota, does not count: on 1.5 CPUs two workers would wait for each other.
func (m *Description) WholeCPUs() int { return max(1, int(math.Floor(m.EffectiveCPUs))) }

// Same reports whether two descriptions are of one machine, as far as its name and its CPUs show.
func (m *Description) Same(other *Description) bool {
	return m.Hostname == other.Hostname && m.CPUModel == other.CPUModel
}

// read adds what it finds in /proc, /sys and the environment. allowed are the CPUs that the
// process may run on.
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

// parseCPUInfo reads the model, the number of logical CPUs and the hypervisor flag from
// /proc/cpuinfo. Some architectures name no model.
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
