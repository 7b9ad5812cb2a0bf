package machine

import (
	"cmp"
	"maps"
	"slices"
)

// A Topology describes how the CPUs of a machine share cores and packages.
type Topology struct {
	Sockets  int      `json:"sockets,omitempty"`  // packages; 0 = unknown
	Cores    int      `json:"cores,omitempty"`    // 0 = unknown
	SMT      *bool    `json:"smt,omitempty"`      // whether cores run several threads at once; nil = unknown
	Siblings []string `json:"siblings,omitempty"` // the CPUs of each core that has several: "0,32"
}

// A CoreKind describes the cores of one kind, on a machine that has several kinds.
type CoreKind struct {
	Name     string `json:"name,omitempty"`     // "core" and "atom" of a hybrid; "" where the system has no name for it
	CPUs     string `json:"cpus"`               // a list: "0-7"
	Allowed  int    `json:"affinity_cpus"`      // number of them that the process may run on
	Capacity int    `json:"capacity,omitempty"` // work per time, 1024 = the fastest; 0 = unknown
	MaxHz    int64  `json:"max_hz,omitempty"`   // 0 = unknown
}

// SharesCores reports whether CPUs that the process may run on share cores.
func (m *Description) SharesCores() bool {
	return m.Topology.SMT != nil && *m.Topology.SMT && m.AffinityCores > 0 && m.AffinityCores < m.AffinityCPUs
}

// readTopology reads which of the CPUs share a core and a package, and on how many cores the
// allowed CPUs are.
func (t tree) readTopology(cpus, allowed []int) (top Topology, allowedCores int) {
	cores, packages := map[string][]int{}, map[int64]bool{}
	whole, placed := len(cpus) > 0, len(cpus) > 0
	for _, cpu := range cpus {
		siblings := t.word(cpuFolder(cpu, "topology/thread_siblings_list"))
		list, ok := ParseList(siblings)
		if whole = whole && ok && slices.Contains(list, cpu); whole {
			cores[formatList(list)] = list
		}
		id, ok := t.number(cpuFolder(cpu, "topology/physical_package_id"))
		placed = placed && ok
		packages[id] = true
	}
	if placed {
		top.Sockets = len(packages)
	}
	top.SMT = t.flag("sys/devices/system/cpu/smt/active")
	if !whole {
		return top, 0
	}
	top.Cores = len(cores)
	for _, name := range slices.SortedFunc(maps.Keys(cores), func(a, b string) int { return cmp.Compare(cores[a][0], cores[b][0]) }) {
		if len(cores[name]) > 1 {
			top.Siblings = append(top.Siblings, name)
		}
		if slices.ContainsFunc(cores[name], func(cpu int) bool { return slices.Contains(allowed, cpu) }) {
			allowedCores++
		}
	}
	if top.SMT == nil {
		top.SMT = new(len(top.Siblings) > 0)
	}
	return top, allowedCores
}

// coreTypes are the kinds of cores that the perf drivers of hybrid CPUs name.
var coreTypes = []string{"core", "atom", "lowpower"}

// readCoreKinds returns the kinds of cores: by name where the system names them, else by
// capacity (Linux, Documentation/scheduler/sched-capacity.rst). nil = all are alike.
func (t tree) readCoreKinds(cpus, allowed []int) []CoreKind {
	var kinds []CoreKind
	for _, name := range coreTypes {
		if list := t.list("sys/devices/cpu_" + name + "/cpus"); len(list) > 0 {
			capacity, _ := t.number(cpuFolder(list[0], "cpu_capacity"))
			kinds = append(kinds, t.coreKind(name, int(min(capacity, 1024)), list, allowed))
		}
	}
	if len(kinds) == 0 {
		byCapacity := map[int][]int{}
		for _, cpu := range cpus {
			capacity, ok := t.number(cpuFolder(cpu, "cpu_capacity"))
			if !ok || capacity == 0 || capacity > 1024 {
				return nil
			}
			byCapacity[int(capacity)] = append(byCapacity[int(capacity)], cpu)
		}
		for capacity, list := range byCapacity {
			kinds = append(kinds, t.coreKind("", capacity, list, allowed))
		}
	}
	if len(kinds) < 2 {
		return nil
	}
	slices.SortFunc(kinds, func(a, b CoreKind) int {
		return cmp.Or(cmp.Compare(b.Capacity, a.Capacity), cmp.Compare(b.MaxHz, a.MaxHz), cmp.Compare(a.CPUs, b.CPUs))
	})
	return kinds
}

// coreKind describes the cores of a list, which are alike, by the first of them.
func (t tree) coreKind(name string, capacity int, list, allowed []int) CoreKind {
	khz, _ := t.number(cpuFolder(list[0], "cpufreq/cpuinfo_max_freq"))
	k := CoreKind{Name: name, CPUs: formatList(list), Capacity: capacity, MaxHz: hertz(khz)}
	for _, cpu := range list {
		if slices.Contains(allowed, cpu) {
			k.Allowed++
		}
	}
	return k
}
