package harness

import (
	"bufio"
	"bytes"
	"io/fs"
	"os"
	"runtime"
	"strconv"
	"strings"
)

// A Machine describes where runs are made. What could not be read is the zero
// value.
type Machine struct {
	Hostname      string
	OS, Arch      string
	Kernel        string
	CPUModel      string
	LogicalCPUs   int     // CPUs of the machine
	AffinityCPUs  int     // CPUs that this process may be placed on
	QuotaCPUs     float64 // cgroup quota in CPUs; 0 = none
	EffectiveCPUs float64 // the smaller of the two
	MemoryBytes   int64
	Hypervisor    bool
	GoVersion     string
	GOMAXPROCS    int
}

// ThisMachine describes the machine that it is called on.
func ThisMachine() Machine {
	root := os.DirFS("/")
	m := Machine{
		OS: runtime.GOOS, Arch: runtime.GOARCH, GoVersion: runtime.Version(),
		GOMAXPROCS: runtime.GOMAXPROCS(0), AffinityCPUs: affinityCPUs(),
		QuotaCPUs: quotaCPUs(root),
	}
	m.Hostname, _ = os.Hostname()
	if b, err := fs.ReadFile(root, "proc/sys/kernel/osrelease"); err == nil {
		m.Kernel = strings.TrimSpace(string(b))
	}
	if b, err := fs.ReadFile(root, "proc/cpuinfo"); err == nil {
		m.CPUModel, m.LogicalCPUs, m.Hypervisor = parseCPUInfo(b)
	}
	if m.LogicalCPUs == 0 {
		m.LogicalCPUs = runtime.NumCPU()
	}
	if b, err := fs.ReadFile(root, "proc/meminfo"); err == nil {
		m.MemoryBytes = parseMemTotal(b)
	}
	m.EffectiveCPUs = float64(m.AffinityCPUs)
	if m.QuotaCPUs > 0 {
		m.EffectiveCPUs = min(m.EffectiveCPUs, m.QuotaCPUs)
	}
	return m
}

// parseCPUInfo reads the model, the number of logical CPUs and the hypervisor
// flag from /proc/cpuinfo. Not every architecture names a model.
func parseCPUInfo(b []byte) (model string, cpus int, hypervisor bool) {
	for line := range bytes.Lines(b) {
		key, value, _ := bytes.Cut(line, []byte(":"))
		switch string(bytes.TrimSpace(key)) {
		case "processor":
			cpus++
		case "model name":
			model = string(bytes.TrimSpace(value))
		case "flags":
			hypervisor = hypervisor || bytes.Contains(value, []byte(" hypervisor"))
		}
	}
	return model, cpus, hypervisor
}

// parseMemTotal reads the size of memory in bytes from /proc/meminfo.
func parseMemTotal(b []byte) int64 {
	s := bufio.NewScanner(bytes.NewReader(b))
	for s.Scan() {
		if f := strings.Fields(s.Text()); len(f) >= 2 && f[0] == "MemTotal:" {
			kb, _ := strconv.ParseInt(f[1], 10, 64)
			return kb * 1024
		}
	}
	return 0
}
