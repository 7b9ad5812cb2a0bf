package machine

import (
	"iter"
	"path"
	"slices"
	"strconv"
	"strings"
)

// A Cgroup holds the limits of the control groups of this process, except the quota of CPU
// time. Each is the tightest limit from its own group up to the root that it can see.
type Cgroup struct {
	Version     int    `json:"version,omitempty"`            // of the hierarchy that limits CPU time: 1 or 2; 0 = unknown
	CPUs        string `json:"cpus,omitempty"`               // list of the CPUs that the group may run on: "0-3"
	MemoryBytes int64  `json:"memory_limit_bytes,omitempty"` // 0 = no limit
}

// readCgroup reads the limits of the cgroups that this process is in.
func (t tree) readCgroup() (c Cgroup) {
	for _, dir := range t.cgroupDirs("cpu") {
		if c.Version != 1 { // a controller is in one hierarchy only; the unified one may exist without it
			c.Version = dir.version
		}
	}
	for _, dir := range t.cgroupDirs("cpuset") {
		for _, name := range []string{"cpuset.cpus.effective", "cpuset.effective_cpus", "cpuset.cpus"} {
			if list := t.list(path.Join(dir.path, name)); len(list) > 0 && c.CPUs == "" {
				c.CPUs = formatList(list)
			}
		}
	}
	for _, dir := range t.cgroupDirs("memory") {
		for group := range dir.up() {
			for _, name := range []string{"memory.max", "memory.limit_in_bytes"} {
				n, ok := t.number(path.Join(group, name))
				if ok && n > 0 && n < noMemoryLimit && (c.MemoryBytes == 0 || n < c.MemoryBytes) {
					c.MemoryBytes = n
				}
			}
		}
	}
	return c
}

// noMemoryLimit is the least number that means "no limit" in version 1.
const noMemoryLimit = 1 << 60

// quotaCPUs returns the tightest CPU quota of the cgroups of this process, up to the root, in
// CPUs; 0 = none. It reads both versions of cgroups, because a machine may mount both.
func (t tree) quotaCPUs() float64 {
	tightest := 0.0
	for _, quota := range t.quotas() {
		if tightest == 0 || quota < tightest {
			tightest = quota
		}
	}
	return tightest
}

// QuotaGroups returns the paths of the folders of the cgroups that give this process a quota
// of CPU time, from its own up.
func QuotaGroups() []string { return here().quotaGroups() }

func (t tree) quotaGroups() (paths []string) {
	for group := range t.quotas() {
		paths = append(paths, "/"+group)
	}
	return paths
}

// quotas yields the folders that have a quota, relative to the root, and the quotas in
// CPUs.
func (t tree) quotas() iter.Seq2[string, float64] {
	return func(yield func(string, float64) bool) {
		for _, dir := range t.cgroupDirs("cpu") {
			for group := range dir.up() {
				if quota := t.quotaOf(group); quota > 0 && !yield(group, quota) {
					return
				}
			}
		}
	}
}

// PressureFile returns the path of the file of how long threads waited for the CPUs
// that this process may use: that of its own cgroup, or that of the machine where the process
// may use all of its CPUs; "" = there is neither.
func PressureFile() string { return here().pressureFile(AllowedCPUs()) }

func (t tree) pressureFile(allowed []int) string {
	for _, dir := range t.cgroupDirs("cpu") {
		if name := path.Join(dir.path, "cpu.pressure"); t.exists(name) {
			return "/" + name
		}
	}
	return t.wholeMachine(allowed, "proc/pressure/cpu")
}

// LoadFile returns the path of the file that has the number of threads which are ready to run
// on the machine; "" = there is none, or this process may not use all CPUs.
func LoadFile() string { return here().wholeMachine(AllowedCPUs(), "proc/loadavg") }

// wholeMachine returns the path of a file about all CPUs; "" = it does not exist, or not all
// are allowed.
func (t tree) wholeMachine(allowed []int, name string) string {
	if online := t.list("sys/devices/system/cpu/online"); len(online) == 0 || !slices.Equal(online, allowed) || !t.exists(name) {
		return ""
	}
	return "/" + name
}

// cgroupDir is the folder of a cgroup of this process, and its mount point, both relative to
// the root of the file system.
type cgroupDir struct {
	path, mount string
	version     int
}

// up yields the folder and those above it, up to the mount.
func (d cgroupDir) up() iter.Seq[string] {
	return func(yield func(string) bool) {
		for at := d.path; yield(at) && at != d.mount && at != "."; at = path.Dir(at) {
		}
	}
}

// cgroupDirs finds the folders that may hold the limits of a controller, such as "cpu".
// /proc/self/cgroup has the place of the process in each hierarchy, /proc/self/mountinfo
// which part of a hierarchy is mounted and where (cgroups(7), proc(5)).
func (t tree) cgroupDirs(controller string) (dirs []cgroupDir) {
	membership, _ := t.text("proc/self/cgroup")
	mounts, _ := t.text("proc/self/mountinfo")
	for line := range strings.Lines(membership) {
		field := strings.SplitN(strings.TrimSpace(line), ":", 3)
		if len(field) != 3 {
			continue
		}
		version := 1
		if field[0] == "0" && field[1] == "" {
			version = 2
		} else if !slices.Contains(strings.Split(field[1], ","), controller) {
			continue
		}
		for mount := range strings.Lines(mounts) {
			if top, point, ok := cgroupMount(mount, version, controller); ok {
				own := strings.TrimPrefix(field[2], strings.TrimSuffix(top, "/"))
				point = strings.TrimPrefix(point, "/")
				dirs = append(dirs, cgroupDir{path.Join(point, own), path.Clean(point), version})
			}
		}
	}
	return dirs
}

// cgroupMount reads a line of mountinfo. It returns the part of the hierarchy that is mounted
// and the mount point. ok is false where the line is neither of the unified hierarchy (version
// 2) nor of the one with the controller (version 1).
func cgroupMount(line string, version int, controller string) (top, point string, ok bool) {
	left, right, found := strings.Cut(strings.TrimSpace(line), " - ")
	l, r := strings.Fields(left), strings.Fields(right)
	if !found || len(l) < 5 || len(r) < 3 {
		return "", "", false
	}
	if version == 2 {
		ok = r[0] == "cgroup2"
	} else {
		ok = r[0] == "cgroup" && slices.Contains(strings.Split(r[2], ","), controller)
	}
	return l[3], l[4], ok
}

// quotaOf reads the quota of one group in CPUs; 0 = none.
func (t tree) quotaOf(group string) float64 {
	if f := strings.Fields(t.word(path.Join(group, "cpu.max"))); len(f) == 2 {
		return ratio(f[0], f[1])
	}
	return ratio(t.word(path.Join(group, "cpu.cfs_quota_us")), t.word(path.Join(group, "cpu.cfs_period_us")))
}

// ratio returns a/b of two positive numbers, and 0 for anything else, such as "max" or -1.
func ratio(a, b string) float64 {
	x, errA := strconv.ParseFloat(a, 64)
	y, errB := strconv.ParseFloat(b, 64)
	if errA != nil || errB != nil || x <= 0 || y <= 0 {
		return 0
	}
	return x / y
}
