package meter

import (
	"bytes"
	"fmt"
	"os"
	"strconv"

	"serialfraction/harness/machine"
)

// mostClocks is how many CPUs a clockGauge reads at most, which takes a millisecond.
const mostClocks = 64

// A clockGauge reads how fast the CPUs run that this process may use. The zero clockGauge is that of a machine
// which does not tell, as virtual ones mostly do not.
type clockGauge struct{ files []string }

// newClockGauge finds what the folder of the CPUs, as /sys/devices/system/cpu, has of those CPUs.
func newClockGauge(folder string, cpus []int) (g clockGauge) {
	for _, cpu := range cpus[:min(len(cpus), mostClocks)] {
		if file := fmt.Sprintf("%s/cpu%d/cpufreq/scaling_cur_freq", folder, cpu); frequency(file) > 0 {
			g.files = append(g.files, file)
		}
	}
	return g
}

// read returns the frequency of the fastest of the CPUs, in Hz; 0 = unknown. Right after a run that is a CPU on which a
// worker ran, while one that has nothing to do may be slow.
func (g clockGauge) read() (hz int64) {
	for _, file := range g.files {
		hz = max(hz, frequency(file))
	}
	return hz
}

// frequency reads a file that has a frequency in kHz (Linux, Documentation/admin-guide/pm/cpufreq.rst) and returns it
// in Hz; 0 = none that a clock has.
func frequency(file string) int64 {
	text, err := os.ReadFile(file)
	if err != nil {
		return 0
	}
	khz, err := strconv.ParseInt(string(bytes.TrimSpace(text)), 10, 64)
	if err != nil || khz < 0 || khz > 1e9 {
		return 0
	}
	return 1000 * khz
}

// machineClock is the gauge of this machine.
func machineClock() clockGauge {
	return newClockGauge("/sys/devices/system/cpu", machine.AllowedCPUs())
}
