package results

import "serialfraction/harness/machine"

// Machine describes where the runs were made: what could change their times or their
// answer. The zero value of a fact is "not told", which older files are of all facts
// but the first. Lists of CPUs are in the kernel's format, "0-3,8".
type Machine struct {
	Hostname      string  `json:"hostname"`
	OS            string  `json:"os"`
	Arch          string  `json:"arch"`
	Kernel        string  `json:"kernel"`
	CPUModel      string  `json:"cpu_model"`
	LogicalCPUs   int     `json:"logical_cpus"`   // CPUs of the machine: hardware threads
	AffinityCPUs  int     `json:"affinity_cpus"`  // CPUs this process may be placed on
	QuotaCPUs     float64 `json:"quota_cpus"`     // cgroup quota in CPUs; 0 = no quota
	EffectiveCPUs float64 `json:"effective_cpus"` // the smaller of the two
	MemoryBytes   int64   `json:"memory_bytes"`
	Hypervisor    bool    `json:"hypervisor"`
	GoVersion     string  `json:"go_version"`
	GOMAXPROCS    int     `json:"gomaxprocs"`

	Affinity       string `json:"affinity,omitempty"`       // list of the CPUs of AffinityCPUs
	AffinityCores  int    `json:"affinity_cores,omitempty"` // cores that they are on
	AvailableBytes int64  `json:"memory_available_bytes,omitempty"`
	Virtualisation string `json:"virtualisation,omitempty"` // "kvm", "vmware"
	Container      string `json:"container,omitempty"`      // "docker", "kubernetes"

	Topology       Topology          `json:"topology,omitzero"`
	CoreKinds      []CoreKind        `json:"core_kinds,omitempty"`
	Caches         []Cache           `json:"caches,omitempty"`
	Nodes          []Node            `json:"numa_nodes,omitempty"`
	Clock          Clock             `json:"clock,omitzero"`
	Cgroup         Cgroup            `json:"cgroup,omitzero"`
	KernelSettings KernelSettings    `json:"kernel_settings,omitzero"`
	GoRuntime      GoRuntime         `json:"go_runtime,omitzero"`
	Environment    map[string]string `json:"environment,omitempty"`
	Load           []float64         `json:"load_average,omitempty"` // of 1, 5 and 15 minutes when the sweep began
	Uptime         float64           `json:"uptime_seconds,omitempty"`
}

// Topology is [machine.Topology].
type Topology struct {
	Sockets  int      `json:"sockets,omitempty"`
	Cores    int      `json:"cores,omitempty"`
	SMT      *bool    `json:"smt,omitempty"`
	Siblings []string `json:"siblings,omitempty"`
}

// CoreKind is [machine.CoreKind].
type CoreKind struct {
	Name     string `json:"name,omitempty"`
	CPUs     string `json:"cpus"`
	Allowed  int    `json:"affinity_cpus"`
	Capacity int    `json:"capacity,omitempty"`
	MaxHz    int64  `json:"max_hz,omitempty"`
}

// Cache is [machine.Cache].
type Cache struct {
	Level    int    `json:"level"`
	Type     string `json:"type"`
	Bytes    int64  `json:"bytes"`
	SharedBy int    `json:"shared_by"`
	Count    int    `json:"count"`
}

// Node is [machine.Node].
type Node struct {
	Node        int    `json:"node"`
	CPUs        string `json:"cpus"`
	MemoryBytes int64  `json:"memory_bytes,omitempty"`
}

// Clock is [machine.Clock].
type Clock struct {
	Driver     string `json:"driver,omitempty"`
	Governor   string `json:"governor,omitempty"`
	Preference string `json:"preference,omitempty"`
	Boost      *bool  `json:"boost,omitempty"`
	MinHz      int64  `json:"min_hz,omitempty"`
	MaxHz      int64  `json:"max_hz,omitempty"`
	LimitHz    int64  `json:"limit_hz,omitempty"`
	NowHz      int64  `json:"now_hz,omitempty"`
}

// Cgroup is [machine.Cgroup].
type Cgroup struct {
	Version     int    `json:"version,omitempty"`
	CPUs        string `json:"cpus,omitempty"`
	MemoryBytes int64  `json:"memory_limit_bytes,omitempty"`
}

// KernelSettings is [machine.KernelSettings].
type KernelSettings struct {
	Args          map[string]string `json:"args,omitempty"`
	Hugepages     string            `json:"transparent_hugepages,omitempty"`
	ASLR          *int              `json:"aslr,omitempty"`
	NUMABalancing *bool             `json:"numa_balancing,omitempty"`
	Clocksource   string            `json:"clocksource,omitempty"`
}

// GoRuntime is [machine.GoRuntime].
type GoRuntime struct {
	GOGC       *int  `json:"gogc_percent,omitempty"`
	GOMEMLIMIT int64 `json:"gomemlimit_bytes,omitempty"`
}

// MachineOf returns a machine as a result file describes it.
func MachineOf(m machine.Description) Machine {
	of := Machine{
		Hostname: m.Hostname, OS: m.OS, Arch: m.Arch, Kernel: m.Kernel, CPUModel: m.CPUModel,
		LogicalCPUs: m.LogicalCPUs, AffinityCPUs: m.AffinityCPUs,
		QuotaCPUs: m.QuotaCPUs, EffectiveCPUs: m.EffectiveCPUs,
		MemoryBytes: m.MemoryBytes, Hypervisor: m.Hypervisor,
		GoVersion: m.GoVersion, GOMAXPROCS: m.GOMAXPROCS,
		Affinity: m.Affinity, AffinityCores: m.AffinityCores, AvailableBytes: m.AvailableBytes,
		Virtualisation: m.Virtualisation, Container: m.Container,
		Topology: Topology(m.Topology), Clock: Clock(m.Clock), Cgroup: Cgroup(m.Cgroup),
		KernelSettings: KernelSettings(m.KernelSettings), GoRuntime: GoRuntime(m.GoRuntime),
		Environment: m.Environment, Load: m.Load, Uptime: m.Uptime,
	}
	for _, k := range m.CoreKinds {
		of.CoreKinds = append(of.CoreKinds, CoreKind(k))
	}
	for _, c := range m.Caches {
		of.Caches = append(of.Caches, Cache(c))
	}
	for _, n := range m.Nodes {
		of.Nodes = append(of.Nodes, Node(n))
	}
	return of
}
