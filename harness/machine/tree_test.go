package machine

import (
	"fmt"
	"maps"
	"testing/fstest"
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
