package harness

import (
	"bytes"
	"fmt"
	"maps"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// treeOf is a file system of texts.
func treeOf(files map[string]string) tree {
	t := fstest.MapFS{}
	for name, text := range files {
		t[name] = &fstest.MapFile{Data: []byte(text + "\n")}
	}
	return tree{t}
}

// cpuFiles are the files of one CPU, as texts by name.
func cpuFiles(cpu int, files map[string]string) map[string]string {
	all := map[string]string{}
	for name, text := range files {
		all[cpuFolder(cpu, name)] = text
	}
	return all
}

// serverTree is a server of 2 sockets of 2 cores of 2 threads each; CPU n and n+4
// share a core.
func serverTree() map[string]string {
	files := map[string]string{
		"sys/devices/system/cpu/online":                                   "0-7",
		"sys/devices/system/cpu/smt/active":                               "1",
		"sys/devices/system/cpu/intel_pstate/no_turbo":                    "0",
		"sys/devices/system/node/online":                                  "0-1",
		"sys/devices/system/node/node0/cpulist":                           "0-1,4-5",
		"sys/devices/system/node/node0/meminfo":                           "Node 0 MemTotal:       1024 kB\nNode 0 MemFree:  1 kB",
		"sys/devices/system/node/node1/cpulist":                           "2-3,6-7",
		"sys/devices/system/node/node1/meminfo":                           "Node 1 MemTotal:       2048 kB",
		"sys/class/dmi/id/sys_vendor":                                     "Dell Inc.",
		"sys/class/dmi/id/product_name":                                   "PowerEdge R740",
		"sys/kernel/mm/transparent_hugepage/enabled":                      "[always] madvise never",
		"sys/devices/system/clocksource/clocksource0/current_clocksource": "tsc",
		"proc/sys/kernel/osrelease":                                       "6.8.0-generic",
		"proc/sys/kernel/randomize_va_space":                              "2",
		"proc/sys/kernel/numa_balancing":                                  "1",
		"proc/meminfo":                                                    "MemTotal:       3072 kB\nMemFree: 5 kB\nMemAvailable:    1000 kB",
		"proc/cmdline":                                                    "BOOT_IMAGE=/vmlinuz root=UUID=secret isolcpus=2,6 mitigations=off nosmt=force nosmt quiet -- idle=poll",
		"proc/loadavg":                                                    "1.25 0.50 0.10 3/400 777",
		"proc/uptime":                                                     "86400.50 600000.00",
	}
	cpuinfo := ""
	for cpu := range 8 {
		core := cpu % 4
		cpuinfo += fmt.Sprintf("processor\t: %d\nmodel name\t: Xeon\ncpu MHz\t\t: %d.5\nflags\t\t: fpu vme\n\n", cpu, 2000+100*cpu)
		siblings := fmt.Sprintf("%d,%d", core, core+4)
		package0 := cpu / 2 % 2
		files := files
		maps.Copy(files, cpuFiles(cpu, map[string]string{
			"topology/physical_package_id":          fmt.Sprint(package0),
			"topology/thread_siblings_list":         siblings,
			"cpufreq/scaling_driver":                "intel_pstate",
			"cpufreq/scaling_governor":              "powersave",
			"cpufreq/cpuinfo_min_freq":              "1000000",
			"cpufreq/cpuinfo_max_freq":              "3700000",
			"cpufreq/scaling_max_freq":              "3500000",
			"cache/index0/level":                    "1",
			"cache/index0/type":                     "Data",
			"cache/index0/size":                     "32K",
			"cache/index0/shared_cpu_list":          siblings,
			"cache/index1/level":                    "3",
			"cache/index1/type":                     "Unified",
			"cache/index1/size":                     "28160K",
			"cache/index1/shared_cpu_list":          []string{"0-1,4-5", "2-3,6-7"}[package0],
			"cpufreq/energy_performance_preference": []string{"balance_performance", "performance"}[package0],
		}))
	}
	files["proc/cpuinfo"] = cpuinfo
	return files
}

// hybridTree is a laptop of 2 fast cores of 2 threads each and 2 slow ones.
func hybridTree() map[string]string {
	files := map[string]string{
		"sys/devices/system/cpu/online":        "0-5",
		"sys/devices/cpu_core/cpus":            "0-3",
		"sys/devices/cpu_atom/cpus":            "4-5",
		"sys/devices/system/cpu/cpufreq/boost": "0",
	}
	for cpu, siblings := range []string{"0-1", "0-1", "2-3", "2-3", "4", "5"} {
		khz, size := "4700000", "48K"
		if cpu > 3 {
			khz, size = "3500000", "32K"
		}
		maps.Copy(files, cpuFiles(cpu, map[string]string{
			"topology/physical_package_id": "0", "topology/thread_siblings_list": siblings,
			"cpufreq/scaling_governor": "performance", "cpufreq/cpuinfo_max_freq": khz, "cpufreq/scaling_cur_freq": "800000",
			"cache/index0/level": "1", "cache/index0/type": "Data", "cache/index0/size": size, "cache/index0/shared_cpu_list": siblings,
		}))
	}
	return files
}

func TestMachineTrees(t *testing.T) {
	none := func(string) string { return "" }
	for _, c := range []struct {
		name    string
		files   map[string]string
		allowed []int
		getenv  func(string) string
		want    Machine
	}{
		{name: "an empty tree", getenv: none},
		{name: "a server with two sockets and SMT", files: serverTree(), allowed: []int{0, 1, 4, 5}, getenv: none, want: Machine{
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
		{name: "a hybrid laptop", files: hybridTree(), allowed: []int{0, 1, 2, 3, 4}, getenv: none, want: Machine{
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
		}, allowed: []int{0, 1, 2}, getenv: none, want: Machine{Affinity: "0-2",
			CoreKinds: []CoreKind{{CPUs: "1", Allowed: 1, Capacity: 1024}, {CPUs: "0,2", Allowed: 2, Capacity: 446}}}},
		{name: "a virtual machine", files: map[string]string{
			"proc/cpuinfo":                  "processor\t: 0\nmodel name\t: AMD EPYC\nflags\t\t: fpu hypervisor\n",
			"sys/class/dmi/id/sys_vendor":   "Amazon EC2",
			"sys/class/dmi/id/product_name": "m7i.large",
		}, getenv: none, want: Machine{CPUModel: "AMD EPYC", LogicalCPUs: 1, Hypervisor: true, Virtualisation: "amazon"}},
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
		}, want: Machine{Affinity: "8", QuotaCPUs: 2.5, Container: "kubernetes",
			Cgroup:      Cgroup{Version: 2, CPUs: "0-1,8", MemoryBytes: 1 << 30},
			Environment: map[string]string{"OMP_NUM_THREADS": "4", "GOGC": "off"}}},
		{name: "cgroups of version 1", files: map[string]string{
			"proc/self/cgroup": "4:memory:/m\n3:cpuset:/\n2:cpu,cpuacct:/job\n0::/",
			"proc/self/mountinfo": "32 31 0:29 / /sys/fs/cgroup/cpu rw - cgroup cgroup rw,cpu,cpuacct\n33 31 0:30 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n" +
				"34 31 0:31 / /sys/fs/cgroup/cpuset rw - cgroup cgroup rw,cpuset\n41 31 0:38 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw",
			"sys/fs/cgroup/memory/m/memory.limit_in_bytes": "9223372036854771712",
			"sys/fs/cgroup/memory/memory.limit_in_bytes":   "4096",
			"sys/fs/cgroup/cpuset/cpuset.cpus":             "0-3",
		}, getenv: none, want: Machine{Cgroup: Cgroup{Version: 1, CPUs: "0-3", MemoryBytes: 4096}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var m Machine
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
		var got Machine
		got.read(treeOf(files), nil, func(string) string { return "" })
		// Words are what they are: a governor of any name may come.
		got.Kernel, got.KernelSettings.Clocksource = "", ""
		got.Clock.Driver, got.Clock.Governor, got.Clock.Preference = "", "", ""
		if garbage == "" {
			got.Nodes = nil // nodes without CPUs, as there are
		}
		if diff := cmp.Diff(Machine{}, got); diff != "" {
			t.Errorf("%q was read as (-nothing +got):\n%s", garbage, diff)
		}
	}
}

// This machine is read without a fault: whatever it is, it has CPUs, and they are
// counted alike in both ways.
func TestThisMachine(t *testing.T) {
	m := ThisMachine()
	if m.LogicalCPUs < 1 || m.AffinityCPUs < 1 || m.EffectiveCPUs <= 0 || m.GoRuntime.GOGC == nil {
		t.Errorf("this machine is %+v", m)
	}
	if list, ok := parseList(m.Affinity); !ok || m.Affinity != "" && len(list) != m.AffinityCPUs {
		t.Errorf("affinity %q of %d CPUs", m.Affinity, m.AffinityCPUs)
	}
	if m.AffinityCores > m.AffinityCPUs || m.Topology.Cores > m.LogicalCPUs {
		t.Errorf("%d cores of %d CPUs, %d of %d", m.AffinityCores, m.AffinityCPUs, m.Topology.Cores, m.LogicalCPUs)
	}
}

func TestParseThrottling(t *testing.T) {
	for text, want := range map[string]struct {
		throttles int
		ns        int64
		ok        bool
	}{
		"usage_usec 5\nnr_periods 9\nnr_throttled 3\nthrottled_usec 70\n": {3, 70000, true},
		"nr_periods 9\nnr_throttled 4\nthrottled_time 80\n":               {4, 80, true},
		"nr_throttled 4\n":                     {4, 0, false},
		"nr_throttled -4\nthrottled_time 80\n": {0, 80, false},
		"nr_throttled x\nthrottled_time y\n":   {},
		"":                                     {},
	} {
		if n, d, ok := parseThrottling([]byte(text)); n != want.throttles || int64(d) != want.ns || ok != want.ok {
			t.Errorf("%q: %d, %d ns, %v", text, n, d, ok)
		}
	}
}

func TestParseSize(t *testing.T) {
	for text, want := range map[string]int64{"48K": 48 << 10, "2M": 2 << 20, "64": 64, "": 0, "K": 0, "-1K": 0, "4KM": 0, "9999999999K": 0} {
		if got, ok := parseSize(text); ok != (want > 0) || ok && got != want {
			t.Errorf("%q: %d, %v", text, got, ok)
		}
	}
}

// A list that is read is written as the kernel does, and read again is the same.
func FuzzParseList(f *testing.F) {
	for _, seed := range []string{"", "0", "0-3,8", "8,0-3", "0-3,2-5", "3-0", "0-", "-1", ",", "0-65535", "0-65536", "99999999999999999999", " 1\n"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		list, ok := parseList(text)
		if !ok {
			return
		}
		for i, n := range list {
			if n < 0 || n >= maxCPU || i > 0 && n <= list[i-1] {
				t.Fatalf("%q is read as %v", text, list)
			}
		}
		again, ok := parseList(formatList(list))
		if diff := cmp.Diff(list, again); !ok || diff != "" {
			t.Errorf("%q, written as %q, changed:\n%s", text, formatList(list), diff)
		}
	})
}

// What the kernel's files may hold is read without a panic and without a number that
// cannot be.
func FuzzMachineFiles(f *testing.F) {
	f.Add([]byte("cpu  1 2 3 4 5 6 7 8 9 10\n"))
	f.Add([]byte("nr_throttled 3\nthrottled_usec 70\n"))
	f.Add([]byte("Name:\tx\nVmHWM:\t  16 kB\n"))
	f.Add([]byte("MemTotal: 16 kB\n"))
	f.Add([]byte("0.1 0.2 0.3 1/2 3"))
	f.Add([]byte("always [madvise] never"))
	f.Add([]byte("cpu MHz : 1000.5\nprocessor : 0\nflags : hypervisor"))
	f.Fuzz(func(t *testing.T, b []byte) {
		if n, d, ok := parseThrottling(b); ok && (n < 0 || d < 0) {
			t.Errorf("throttled %d times, %v", n, d)
		}
		parseSteal(b)
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
