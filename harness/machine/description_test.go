package machine

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestRead(t *testing.T) {
	none := func(string) string { return "" }
	for _, c := range []struct {
		name    string
		files   map[string]string
		allowed []int
		getenv  func(string) string
		want    Description
	}{
		{name: "an empty tree", getenv: none},
		{name: "a server with two sockets and SMT", files: serverTree(), allowed: []int{0, 1, 4, 5}, getenv: none, want: Description{
			Kernel: "6.8.0-generic", CPUModel: "Xeon", LogicalCPUs: 8, Affinity: "0-1,4-5", AffinityCores: 2,
			MemoryBytes: 3072 << 10, AvailableBytes: 1000 << 10,
			Topology: Topology{Sockets: 2, Cores: 4, SMT: new(true), Siblings: []string{"0,4", "1,5", "2,6", "3,7"}},
			Caches: []Cache{
				{Level: 1, Type: "Data", Bytes: 32 << 10, SharedBy: 2, Count: 4},
				{Level: 3, Type: "Unified", Bytes: 28160 << 10, SharedBy: 4, Count: 2},
			},
			Nodes: []Node{{Node: 0, CPUs: "0-1,4-5", MemoryBytes: 1 << 20}, {Node: 1, CPUs: "2-3,6-7", MemoryBytes: 2 << 20}},
			Clock: Clock{Driver: "intel_pstate", Governor: "powersave", Preference: "balance_performance,performance", Boost: new(true),
				MinHz: 1e9, MaxHz: 37e8, LimitHz: 35e8, NowHz: 2350500000},
			KernelSettings: KernelSettings{Args: map[string]string{"isolcpus": "2,6", "mitigations": "off", "nosmt": ""},
				Hugepages: "always", ASLR: new(2), NUMABalancing: new(true), Clocksource: "tsc"},
			Load: []float64{1.25, 0.5, 0.1}, Uptime: 86400.5,
		}},
		{name: "a hybrid laptop", files: hybridTree(), allowed: []int{0, 1, 2, 3, 4}, getenv: none, want: Description{
			Affinity: "0-4", AffinityCores: 3,
			Topology:  Topology{Sockets: 1, Cores: 4, SMT: new(true), Siblings: []string{"0-1", "2-3"}},
			CoreKinds: []CoreKind{{Name: "core", CPUs: "0-3", Allowed: 4, MaxHz: 47e8}, {Name: "atom", CPUs: "4-5", Allowed: 1, MaxHz: 35e8}},
			Caches: []Cache{
				{Level: 1, Type: "Data", Bytes: 48 << 10, SharedBy: 2, Count: 2},
				{Level: 1, Type: "Data", Bytes: 32 << 10, SharedBy: 1, Count: 2},
			},
			Clock: Clock{Governor: "performance", Boost: new(false), MaxHz: 47e8, NowHz: 8e8},
		}},
		{name: "big.LITTLE", files: map[string]string{
			"sys/devices/system/cpu/online":            "0-2",
			"sys/devices/system/cpu/cpu0/cpu_capacity": "446",
			"sys/devices/system/cpu/cpu1/cpu_capacity": "1024",
			"sys/devices/system/cpu/cpu2/cpu_capacity": "446",
		}, allowed: []int{0, 1, 2}, getenv: none, want: Description{Affinity: "0-2",
			CoreKinds: []CoreKind{{CPUs: "1", Allowed: 1, Capacity: 1024}, {CPUs: "0,2", Allowed: 2, Capacity: 446}}}},
		{name: "a virtual machine", files: map[string]string{
			"proc/cpuinfo":                  "processor\t: 0\nmodel name\t: AMD EPYC\nflags\t\t: fpu hypervisor\n",
			"sys/class/dmi/id/sys_vendor":   "Amazon EC2",
			"sys/class/dmi/id/product_name": "m7i.large",
		}, getenv: none, want: Description{CPUModel: "AMD EPYC", LogicalCPUs: 1, Hypervisor: true, Virtualisation: "amazon"}},
		{name: "no virtual machine, though of the same firm", files: map[string]string{
			"sys/class/dmi/id/sys_vendor": "Amazon EC2", "sys/class/dmi/id/product_name": "m7i.metal",
		}, getenv: none},
		{name: "a container with a quota", files: map[string]string{
			"proc/self/cgroup":                    "0::/kubepods.slice/pod1",
			"proc/self/mountinfo":                 "41 31 0:38 /kubepods.slice/pod1 /sys/fs/cgroup ro - cgroup2 cgroup rw",
			"sys/fs/cgroup/cpu.max":               "250000 100000",
			"sys/fs/cgroup/cpuset.cpus.effective": "0-1,8",
			"sys/fs/cgroup/memory.max":            "1073741824",
		}, allowed: []int{8}, getenv: func(name string) string {
			return map[string]string{"OMP_NUM_THREADS": "4", "GOGC": "off", "SECRET": "x", "container": "oci"}[name]
		}, want: Description{Affinity: "8", QuotaCPUs: 2.5, Container: "kubernetes",
			Cgroup:      Cgroup{Version: 2, CPUs: "0-1,8", MemoryBytes: 1 << 30},
			Environment: map[string]string{"OMP_NUM_THREADS": "4", "GOGC": "off"}}},
		{name: "cgroups of version 1", files: map[string]string{
			"proc/self/cgroup": "4:memory:/m\n3:cpuset:/\n2:cpu,cpuacct:/job\n0::/",
			"proc/self/mountinfo": "32 31 0:29 / /sys/fs/cgroup/cpu rw - cgroup cgroup rw,cpu,cpuacct\n33 31 0:30 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n" +
				"34 31 0:31 / /sys/fs/cgroup/cpuset rw - cgroup cgroup rw,cpuset\n41 31 0:38 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw",
			"sys/fs/cgroup/memory/m/memory.limit_in_bytes": "9223372036854771712",
			"sys/fs/cgroup/memory/memory.limit_in_bytes":   "4096",
			"sys/fs/cgroup/cpuset/cpuset.cpus":             "0-3",
		}, getenv: none, want: Description{Cgroup: Cgroup{Version: 1, CPUs: "0-3", MemoryBytes: 4096}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var m Description
			m.read(treeOf(c.files), c.allowed, c.getenv)
			if diff := cmp.Diff(c.want, m); diff != "" {
				t.Errorf("what was read (-want +got):\n%s", diff)
			}
		})
	}
}

// Of files that hold something else nothing is read, and nothing panics.
func TestGarbageTree(t *testing.T) {
	for _, garbage := range []string{"", "x", "-1", "99999999999999999999999", "0-", "1e400", "NaN", "[", "\x00\xff", "- - - - - -"} {
		files := map[string]string{}
		for _, made := range []map[string]string{serverTree(), hybridTree()} {
			for name := range made {
				files[name] = garbage
			}
		}
		for _, name := range []string{"sys/devices/system/cpu/online", "sys/devices/system/node/online"} {
			files[name] = "0-1" // else what is below is not looked at
		}
		files["proc/self/cgroup"], files["proc/self/mountinfo"] = garbage, garbage
		var got Description
		got.read(treeOf(files), nil, func(string) string { return "" })
		// Words are what they are: a governor of any name may come.
		got.Kernel, got.KernelSettings.Clocksource = "", ""
		got.Clock.Driver, got.Clock.Governor, got.Clock.Preference = "", "", ""
		if garbage == "" {
			got.Nodes = nil // nodes without CPUs, as there are
		}
		if diff := cmp.Diff(Description{}, got); diff != "" {
			t.Errorf("%q was read as (-nothing +got):\n%s", garbage, diff)
		}
	}
}

// This machine is read without a fault: whatever it is, it has CPUs, and they are
// counted alike in both ways.
func TestThis(t *testing.T) {
	m := This()
	if m.LogicalCPUs < 1 || m.AffinityCPUs < 1 || m.EffectiveCPUs <= 0 || m.GoRuntime.GOGC == nil {
		t.Errorf("this machine is %+v", m)
	}
	if list, ok := ParseList(m.Affinity); !ok || m.Affinity != "" && len(list) != m.AffinityCPUs {
		t.Errorf("affinity %q of %d CPUs", m.Affinity, m.AffinityCPUs)
	}
	if m.AffinityCores > m.AffinityCPUs || m.Topology.Cores > m.LogicalCPUs {
		t.Errorf("%d cores of %d CPUs, %d of %d", m.AffinityCores, m.AffinityCPUs, m.Topology.Cores, m.LogicalCPUs)
	}
}

func TestParseCPUInfo(t *testing.T) {
	model, cpus, hypervisor := parseCPUInfo([]byte("processor\t: 0\nmodel name\t: AMD EPYC\nflags\t\t: fpu vme hypervisor lahf_lm\n\nprocessor\t: 1\nmodel name\t: AMD EPYC\n"))
	if model != "AMD EPYC" || cpus != 2 || !hypervisor {
		t.Errorf("%q, %d CPUs, hypervisor %v", model, cpus, hypervisor)
	}
}

// No more workers have a CPU to themselves than there are whole ones.
func TestWholeCPUs(t *testing.T) {
	for cpus, want := range map[float64]int{0: 1, 0.5: 1, 1: 1, 1.5: 1, 2: 2, 2.5: 2, 3: 3, 64: 64} {
		m := Description{EffectiveCPUs: cpus}
		if got := m.WholeCPUs(); got != want {
			t.Errorf("%v CPUs: %d workers have one each, want %d", cpus, got, want)
		}
	}
}

// What is read once for the header.
func BenchmarkThis(b *testing.B) {
	for b.Loop() {
		This()
	}
}

// What the kernel's files may hold is read without a panic and without a number that
// cannot be.
func FuzzFiles(f *testing.F) {
	f.Add([]byte("MemTotal: 16 kB\n"))
	f.Add([]byte("0.1 0.2 0.3 1/2 3"))
	f.Add([]byte("always [madvise] never"))
	f.Add([]byte("cpu MHz : 1000.5\nprocessor : 0\nflags : hypervisor"))
	f.Fuzz(func(t *testing.T, b []byte) {
		tree := treeOf(map[string]string{"proc/loadavg": string(b), "proc/uptime": string(b), "proc/cmdline": string(b),
			"sys/kernel/mm/transparent_hugepage/enabled": string(b)})
		for _, x := range append(tree.readLoad(), tree.readUptime(), float64(parseMemory(string(b), "MemTotal:")), float64(parseMHz(bytes.Clone(b)))) {
			if !(x >= 0 && x < 1e18) {
				t.Errorf("%q is read as %v", b, x)
			}
		}
		tree.readKernelSettings()
	})
}
