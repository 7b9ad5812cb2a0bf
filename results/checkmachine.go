package results

import (
	"cmp"
	"fmt"

	"serialfraction/harness/machine"
)

// named is a number under its key in the file.
type named struct {
	key string
	n   int64
}

// checkMachine returns an error if a number of the machine is impossible.
func checkMachine(m *machine.Description) error {
	counts := []named{
		{"logical_cpus", int64(m.LogicalCPUs)}, {"affinity_cpus", int64(m.AffinityCPUs)}, {"affinity_cores", int64(m.AffinityCores)},
		{"gomaxprocs", int64(m.GOMAXPROCS)},
		{"memory_bytes", m.MemoryBytes}, {"memory_available_bytes", m.AvailableBytes},
		{"topology.sockets", int64(m.Topology.Sockets)}, {"topology.cores", int64(m.Topology.Cores)},
		{"clock.min_hz", m.Clock.MinHz}, {"clock.max_hz", m.Clock.MaxHz}, {"clock.limit_hz", m.Clock.LimitHz}, {"clock.now_hz", m.Clock.NowHz},
		{"cgroup.version", int64(m.Cgroup.Version)}, {"cgroup.memory_limit_bytes", m.Cgroup.MemoryBytes},
		{"go_runtime.gomemlimit_bytes", m.GoRuntime.GOMEMLIMIT},
	}
	for _, k := range m.CoreKinds {
		counts = append(counts, named{"core_kinds: affinity_cpus", int64(k.Allowed)}, named{"core_kinds: capacity", int64(k.Capacity)}, named{"core_kinds: max_hz", k.MaxHz})
	}
	for _, c := range m.Caches {
		counts = append(counts, named{"caches: level", int64(c.Level)}, named{"caches: bytes", c.Bytes},
			named{"caches: shared_by", int64(c.SharedBy)}, named{"caches: count", int64(c.Count)})
	}
	for _, n := range m.Nodes {
		counts = append(counts, named{"numa_nodes: node", int64(n.Node)}, named{"numa_nodes: memory_bytes", n.MemoryBytes})
	}
	for _, c := range counts {
		if c.n < 0 {
			return fmt.Errorf("machine.%s is %d: it cannot be negative", c.key, c.n)
		}
	}
	if gogc := m.GoRuntime.GOGC; gogc != nil && *gogc < -1 {
		return fmt.Errorf("machine.go_runtime.gogc_percent is %d: it is a percentage, or -1 for off", *gogc)
	}
	for _, load := range m.Load {
		if err := checkAmount("machine.load_average", load); err != nil {
			return err
		}
	}
	return cmp.Or(checkCount("machine.kernel_settings.aslr", m.KernelSettings.ASLR),
		checkAmount("machine.quota_cpus", m.QuotaCPUs), checkAmount("machine.effective_cpus", m.EffectiveCPUs),
		checkAmount("machine.uptime_seconds", m.Uptime))
}
