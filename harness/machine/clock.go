package machine

import (
	"bytes"
	"math"
	"slices"
	"strconv"
	"strings"
)

// A Clock describes how the machine sets the frequency of its CPUs.
type Clock struct {
	Driver     string `json:"driver,omitempty"`     // "intel_pstate", "acpi-cpufreq"
	Governor   string `json:"governor,omitempty"`   // "performance", "schedutil"; "a,b" where CPUs differ
	Preference string `json:"preference,omitempty"` // energy or performance, where the driver has that setting: "balance_performance"
	Boost      *bool  `json:"boost,omitempty"`      // whether a CPU may run above its base frequency (turbo); nil = unknown
	MinHz      int64  `json:"min_hz,omitempty"`     // lowest that the hardware has; 0 = unknown
	MaxHz      int64  `json:"max_hz,omitempty"`     // highest that the hardware has
	LimitHz    int64  `json:"limit_hz,omitempty"`   // highest that is allowed now
	NowHz      int64  `json:"now_hz,omitempty"`     // mean over the CPUs when it was read
}

// readClock reads the settings of the frequency of the CPUs.
func (t tree) readClock(cpus []int, cpuinfo []byte) Clock {
	c := Clock{Boost: t.readBoost(), NowHz: parseMHz(cpuinfo)}
	var governors, preferences []string
	for _, cpu := range cpus {
		dir := cpuFolder(cpu, "cpufreq/")
		governor, ok := t.text(dir + "/scaling_governor")
		if !ok {
			continue
		}
		if c.Driver == "" {
			c.Driver = t.word(dir + "/scaling_driver")
		}
		governors = append(governors, governor)
		if preference, ok := t.text(dir + "/energy_performance_preference"); ok {
			preferences = append(preferences, preference)
		}
		if least, ok := t.number(dir + "/cpuinfo_min_freq"); ok && (c.MinHz == 0 || hertz(least) < c.MinHz) {
			c.MinHz = hertz(least)
		}
		most, _ := t.number(dir + "/cpuinfo_max_freq")
		limit, _ := t.number(dir + "/scaling_max_freq")
		c.MaxHz, c.LimitHz = max(c.MaxHz, hertz(most)), max(c.LimitHz, hertz(limit))
	}
	if c.NowHz == 0 && len(cpus) > 0 {
		now, _ := t.number(cpuFolder(cpus[0], "cpufreq/scaling_cur_freq"))
		c.NowHz = hertz(now)
	}
	c.Governor, c.Preference = distinct(governors), distinct(preferences)
	return c
}

// readBoost reads whether turbo is on; nil = unknown. Drivers differ in the file that shows it.
func (t tree) readBoost() *bool {
	if off := t.flag("sys/devices/system/cpu/intel_pstate/no_turbo"); off != nil {
		return new(!*off)
	}
	if on := t.flag("sys/devices/system/cpu/cpufreq/boost"); on != nil {
		return on
	}
	return t.flag(cpuFolder(0, "cpufreq/boost"))
}

// parseMHz returns the mean of the frequencies of /proc/cpuinfo in Hz; 0 = none.
func parseMHz(cpuinfo []byte) int64 {
	sum, n := 0.0, 0
	for line := range bytes.Lines(cpuinfo) {
		key, value, _ := bytes.Cut(line, []byte(":"))
		if string(bytes.TrimSpace(key)) != "cpu MHz" {
			continue
		}
		mhz, err := strconv.ParseFloat(string(bytes.TrimSpace(value)), 64)
		if err != nil || !(mhz > 0 && mhz < 1e6) {
			return 0
		}
		sum += mhz
		n++
	}
	if n == 0 {
		return 0
	}
	return int64(math.Round(sum / float64(n) * 1e6))
}

// hertz converts kHz, as /sys has them, to Hz. A frequency that no clock has becomes 0.
func hertz(khz int64) int64 {
	if khz > 1e9 {
		return 0
	}
	return 1000 * khz
}

// distinct joins the words, each once, without empty ones.
func distinct(words []string) string {
	slices.Sort(words)
	return strings.Join(slices.Compact(words), ",")
}
