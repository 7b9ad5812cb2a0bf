package meter

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// The clock is that of the fastest CPU that may be used; CPUs that others use, and what is no frequency, do not count.
func TestClockGauge(t *testing.T) {
	folder := t.TempDir()
	for cpu, khz := range []string{"1200000\n", "3400000\n", "9900000\n", "never\n", "-5\n", "1000000000000\n"} {
		dir := filepath.Join(folder, fmt.Sprint("cpu", cpu), "cpufreq")
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, "scaling_cur_freq"), []byte(khz), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		cpus []int
		want int64
	}{
		{[]int{0, 1}, 3_400_000_000}, {[]int{0}, 1_200_000_000}, {[]int{0, 7}, 1_200_000_000},
		{[]int{3}, 0}, {[]int{4}, 0}, {[]int{5}, 0}, {[]int{7}, 0}, {nil, 0},
	} {
		if got := newClockGauge(folder, c.cpus).read(); got != c.want {
			t.Errorf("CPUs %v: %d Hz, want %d", c.cpus, got, c.want)
		}
	}
}
