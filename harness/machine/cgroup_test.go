package machine

import (
	"slices"
	"testing"
	"testing/fstest"
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

// Of the groups up to the root those that have a quota are named, the nearest first.
func TestQuotaGroups(t *testing.T) {
	got := treeOf(map[string]string{
		"proc/self/cgroup":            "0::/a/b/c",
		"proc/self/mountinfo":         "41 31 0:38 / /sys/fs/cgroup rw,relatime - cgroup2 cgroup2 rw",
		"sys/fs/cgroup/a/b/c/cpu.max": "400000 100000",
		"sys/fs/cgroup/a/b/cpu.max":   "max 100000",
		"sys/fs/cgroup/a/cpu.max":     "150000 100000",
	}).quotaGroups()
	if want := []string{"/sys/fs/cgroup/a/b/c", "/sys/fs/cgroup/a"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// The pressure on the CPUs is that of the own cgroup. That of the machine is as good only where
// the process may use all CPUs.
func TestPressureFile(t *testing.T) {
	const mine, all = "sys/fs/cgroup/a/cpu.pressure", "proc/pressure/cpu"
	for _, c := range []struct {
		name    string
		files   []string
		allowed []int
		want    string
	}{
		{"of the cgroup", []string{mine, all}, []int{0}, "/" + mine},
		{"of the machine", []string{all}, []int{0, 1}, "/" + all},
		{"of CPUs that others use", []string{all}, []int{0}, ""},
		{"a kernel without it", nil, []int{0, 1}, ""},
		{"a system that lists no CPUs", []string{all}, nil, ""},
	} {
		files := map[string]string{
			"proc/self/cgroup": "0::/a", "proc/self/mountinfo": "41 31 0:38 / /sys/fs/cgroup rw,relatime - cgroup2 cgroup2 rw",
			"sys/devices/system/cpu/online": "0-1",
		}
		for _, name := range c.files {
			files[name] = "some avg10=0.00 avg60=0.00 avg300=0.00 total=0"
		}
		if got := treeOf(files).pressureFile(c.allowed); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
		if got, whole := treeOf(files).wholeMachine(c.allowed, "proc/self/cgroup") != "", len(c.allowed) == 2; got != whole {
			t.Errorf("%s: a file about all CPUs serves: %v", c.name, got)
		}
	}
}
