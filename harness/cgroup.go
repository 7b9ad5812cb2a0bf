package harness

import (
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
)

// quotaCPUs returns the tightest CPU quota of the cgroups that this process is
// in, up to the root, in CPUs; 0 = none. Both versions of cgroups are read, for
// a machine may mount both. root is the file system's root.
func quotaCPUs(root fs.FS) float64 {
	tightest := 0.0
	for _, dir := range cgroupDirs(root) {
		for {
			if q := quotaOf(root, dir.path); q > 0 && (tightest == 0 || q < tightest) {
				tightest = q
			}
			if dir.path == dir.mount || dir.path == "." {
				break
			}
			dir.path = path.Dir(dir.path)
		}
	}
	return tightest
}

// cgroupDir is a folder of the process's own cgroup and the mount it is under,
// relative to the file system's root.
type cgroupDir struct{ path, mount string }

// cgroupDirs finds the folders that may hold CPU quotas: /proc/self/cgroup says
// where the process is in each hierarchy, /proc/self/mountinfo where the
// hierarchy is mounted and which part of it (cgroups(7), proc(5)).
func cgroupDirs(root fs.FS) (dirs []cgroupDir) {
	membership, err := fs.ReadFile(root, "proc/self/cgroup")
	if err != nil {
		return nil
	}
	mounts, err := fs.ReadFile(root, "proc/self/mountinfo")
	if err != nil {
		return nil
	}
	for line := range strings.Lines(string(membership)) {
		field := strings.SplitN(strings.TrimSpace(line), ":", 3)
		if len(field) != 3 {
			continue
		}
		v2 := field[0] == "0" && field[1] == ""
		if !v2 && !slices.Contains(strings.Split(field[1], ","), "cpu") {
			continue
		}
		for mount := range strings.Lines(string(mounts)) {
			if top, point, ok := cgroupMount(mount, v2); ok {
				own := strings.TrimPrefix(field[2], strings.TrimSuffix(top, "/"))
				point = strings.TrimPrefix(point, "/")
				dirs = append(dirs, cgroupDir{path.Join(point, own), path.Clean(point)})
			}
		}
	}
	return dirs
}

// cgroupMount reads a line of mountinfo: the part of the hierarchy that is
// mounted and where, if it is the unified one (v2) or the one with the cpu
// controller (v1).
func cgroupMount(line string, v2 bool) (top, point string, ok bool) {
	left, right, found := strings.Cut(strings.TrimSpace(line), " - ")
	l, r := strings.Fields(left), strings.Fields(right)
	if !found || len(l) < 5 || len(r) < 3 {
		return "", "", false
	}
	if v2 {
		ok = r[0] == "cgroup2"
	} else {
		ok = r[0] == "cgroup" && slices.Contains(strings.Split(r[2], ","), "cpu")
	}
	return l[3], l[4], ok
}

// quotaOf reads the quota of one folder in CPUs; 0 = none.
func quotaOf(root fs.FS, dir string) float64 {
	if b, err := fs.ReadFile(root, path.Join(dir, "cpu.max")); err == nil {
		if f := strings.Fields(string(b)); len(f) == 2 {
			return ratio(f[0], f[1])
		}
	}
	quota, err := fs.ReadFile(root, path.Join(dir, "cpu.cfs_quota_us"))
	if err != nil {
		return 0
	}
	period, err := fs.ReadFile(root, path.Join(dir, "cpu.cfs_period_us"))
	if err != nil {
		return 0
	}
	return ratio(strings.TrimSpace(string(quota)), strings.TrimSpace(string(period)))
}

// ratio divides two positive numbers; anything else, such as "max" or -1, is 0.
func ratio(a, b string) float64 {
	x, errA := strconv.ParseFloat(a, 64)
	y, errB := strconv.ParseFloat(b, 64)
	if errA != nil || errB != nil || x <= 0 || y <= 0 {
		return 0
	}
	return x / y
}
