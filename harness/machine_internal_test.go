package harness

import (
	"testing"
	"testing/fstest"
	"time"
)

func TestQuotaCPUs(t *testing.T) {
	file := func(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s)} }
	const v2mount = "41 31 0:38 / /sys/fs/cgroup rw,relatime - cgroup2 cgroup2 rw\n"
	for name, tc := range map[string]struct {
		files fstest.MapFS
		want  float64
	}{
		"nothing mounted": {fstest.MapFS{}, 0},
		"v2, none": {fstest.MapFS{
			"proc/self/cgroup": file("0::/a/b\n"), "proc/self/mountinfo": file(v2mount),
			"sys/fs/cgroup/a/b/cpu.max": file("max 100000\n"),
		}, 0},
		"v2, a parent is tighter": {fstest.MapFS{
			"proc/self/cgroup": file("0::/a/b\n"), "proc/self/mountinfo": file(v2mount),
			"sys/fs/cgroup/a/b/cpu.max": file("400000 100000\n"),
			"sys/fs/cgroup/a/cpu.max":   file("150000 100000\n"),
		}, 1.5},
		"v2, in a container that sees its own part": {fstest.MapFS{
			"proc/self/cgroup":      file("0::/docker/x\n"),
			"proc/self/mountinfo":   file("41 31 0:38 /docker/x /sys/fs/cgroup ro - cgroup2 cgroup rw\n"),
			"sys/fs/cgroup/cpu.max": file("50000 100000\n"),
		}, 0.5},
		"v1": {fstest.MapFS{
			"proc/self/cgroup":                        file("4:memory:/m\n2:cpu,cpuacct:/job\n0::/\n"),
			"proc/self/mountinfo":                     file("32 31 0:29 / /sys/fs/cgroup/cpu rw - cgroup cgroup rw,cpu,cpuacct\n41 31 0:38 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw\n"),
			"sys/fs/cgroup/cpu/job/cpu.cfs_quota_us":  file("300000\n"),
			"sys/fs/cgroup/cpu/job/cpu.cfs_period_us": file("100000\n"),
			"sys/fs/cgroup/cpu/cpu.cfs_quota_us":      file("-1\n"),
			"sys/fs/cgroup/cpu/cpu.cfs_period_us":     file("100000\n"),
		}, 3},
		"garbage": {fstest.MapFS{
			"proc/self/cgroup": file("what\n0::/a\n"), "proc/self/mountinfo": file("is\n" + v2mount),
			"sys/fs/cgroup/a/cpu.max": file("this 0\n"),
		}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			if got := (tree{tc.files}).quotaCPUs(); got != tc.want {
				t.Errorf("quota is %v CPUs, want %v", got, tc.want)
			}
		})
	}
}

func TestParseSchedstat(t *testing.T) {
	for text, want := range map[string]*SchedTiming{
		"12 345 6\n": {CPU: 12, RunDelay: 345},
		"0 0 0\n":    {},
		"":           nil,
		"12":         nil,
		"x 1 2":      nil,
		"12 y":       nil,
	} {
		got, ok := parseSchedstat([]byte(text))
		if ok != (want != nil) || ok && got != *want {
			t.Errorf("%q: %+v, %v", text, got, ok)
		}
	}
}

func TestParseSteal(t *testing.T) {
	if got := parseSteal([]byte("cpu  1 2 3 4 5 6 7 8 9 10\ncpu0 1 1 1\n")); got == nil || *got != 80*time.Millisecond {
		t.Errorf("steal is %v, want 80ms", got)
	}
	for _, text := range []string{"", "cpu 1 2 3", "cpu a b c d e f g h i", "intr 1 2 3 4 5 6 7 8 9"} {
		if got := parseSteal([]byte(text)); got != nil {
			t.Errorf("%q: steal is %v, want nil", text, *got)
		}
	}
}

func TestParseCPUInfo(t *testing.T) {
	model, cpus, hypervisor := parseCPUInfo([]byte("processor\t: 0\nmodel name\t: AMD EPYC\nflags\t\t: fpu vme hypervisor lahf_lm\n\nprocessor\t: 1\nmodel name\t: AMD EPYC\n"))
	if model != "AMD EPYC" || cpus != 2 || !hypervisor {
		t.Errorf("%q, %d CPUs, hypervisor %v", model, cpus, hypervisor)
	}
}

func TestParseMemory(t *testing.T) {
	if got := parseMemory("MemTotal:       16 kB\nMemFree: 3 kB\n", "MemTotal:"); got != 16384 {
		t.Errorf("%d bytes, want 16384", got)
	}
}
