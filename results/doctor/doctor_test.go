package doctor

import (
	"math"
	"strings"
	"testing"

	"serialfraction/fit"
	"serialfraction/harness/machine"
	"serialfraction/results"
)

// verdictOf returns the finding of a check.
func verdictOf(t *testing.T, all []Finding, check string) Finding {
	t.Helper()
	for _, f := range all {
		if f.Check == check {
			return f
		}
	}
	t.Fatalf("no finding %q in %+v", check, all)
	return Finding{}
}

func sure(x float64) results.Middle { return results.Middle{Value: x, Lo: x, Hi: x, Level: 0.95} }

func TestFindings(t *testing.T) {
	spin := func(n int, m results.Middle) *results.Probe {
		return &results.Probe{Spin: []results.SpinProbe{{Threads: 1, Speedup: sure(1), Slowest: nil}, {Threads: n, Speedup: m, Slowest: nil}}}
	}
	watch := func(lost, others, steal int64) *results.Probe { // of 1 s on each of two CPUs
		return &results.Probe{Interference: &results.InterferenceProbe{Threads: 2, Watched: 2e9, Lost: lost, Largest: lost, RunDelay: &lost, Others: &others, Steal: &steal}}
	}
	memory := func(one, two float64) *results.Probe {
		return &results.Probe{Memory: &results.MemoryProbe{CacheBytes: 32e6, ArrayBytes: 128e6, Points: []results.MemoryPoint{{Threads: 1, Read: sure(one), Triad: sure(one)}, {Threads: 2, Read: sure(two), Triad: sure(two)}}}}
	}
	two := machine.Description{LogicalCPUs: 2, AffinityCPUs: 2, EffectiveCPUs: 2, Arch: "amd64"}
	with := func(change func(*machine.Description)) machine.Description {
		m := two
		change(&m)
		return m
	}
	for name, tc := range map[string]struct {
		machine  machine.Description
		probe    *results.Probe
		check    string
		want     Grade
		measured string // substrings of the finding's words
		effect   string
		advice   string // "" = none
	}{
		"clock": {two, &results.Probe{Timer: &results.TimerProbe{Read: 25, Step: 20}}, "clock", GradeOK, "25 ns a reading, steps of 20 ns", "0.050 % of a chunk", ""},
		"slow clock": {with(func(m *machine.Description) { m.KernelSettings.Clocksource = "hpet" }), &results.Probe{Timer: &results.TimerProbe{Read: 600, Step: 100}},
			"clock", GradeLook, "600 ns", "1.2 %", "the kernel's clock is hpet: echo tsc |"},
		"very slow clock": {with(func(m *machine.Description) { m.KernelSettings.Clocksource = "tsc" }), &results.Probe{Timer: &results.TimerProbe{Read: 1000, Step: 100}},
			"clock", GradeBad, "1 µs", "2.0 %", "hand out more rows"},

		"sleep":           {two, &results.Probe{Idle: &results.SpreadProbe{Times: 100, Median: 26e3, P99: 40e3}, GoSleep: &results.SpreadProbe{Times: 100, Median: 1e6, P99: 2e6}}, "sleep", GradeOK, "26 µs too long, 99 % within 40 µs; time.Sleep 1 ms", "paced workers", ""},
		"late sleep":      {two, &results.Probe{Idle: &results.SpreadProbe{Times: 100, Median: 150e3, P99: 200e3}}, "sleep", GradeLook, "150 µs", "", "pace rows longer"},
		"rarely late":     {two, &results.Probe{Idle: &results.SpreadProbe{Times: 100, Median: 26e3, P99: 4e6}}, "sleep", GradeLook, "4 ms", "", "pace rows longer"},
		"very late sleep": {two, &results.Probe{Idle: &results.SpreadProbe{Times: 100, Median: 1e6, P99: 4e6}}, "sleep", GradeBad, "1 ms", "", "pace rows longer"},

		"wake-up":           {two, &results.Probe{Wake: &results.SpreadProbe{Times: 100, Median: 10e3, P99: 50e3}}, "wake-up", GradeOK, "10 µs", "adds 0.00020 to S of a run of 50 ms", ""},
		"late wake-up":      {two, &results.Probe{Wake: &results.SpreadProbe{Times: 100, Median: 50e3, P99: 90e3}}, "wake-up", GradeLook, "50 µs", "0.0010", "repeat the rows"},
		"very late wake-up": {two, &results.Probe{Wake: &results.SpreadProbe{Times: 100, Median: 500e3, P99: 900e3}}, "wake-up", GradeBad, "500 µs", "0.010", "repeat the rows"},

		"two whole CPUs":     {two, spin(2, sure(1.99)), "2 CPUs", GradeOK, "1.99x (1.99–1.99)", "adds 0.0050", ""},
		"faster than linear": {two, spin(2, sure(2.02)), "2 CPUs", GradeOK, "2.02x", "adds 0 ", ""},
		"not quite two":      {two, spin(2, sure(1.95)), "2 CPUs", GradeLook, "1.95x", "adds 0.026", "cool"},
		"less than two":      {two, spin(2, sure(1.90)), "2 CPUs", GradeBad, "1.90x", "adds 0.053", "cool"},
		"perhaps less than one": {two, spin(2, results.Middle{Value: 1.7, Lo: 0.46, Hi: 31.19, Level: 0.95}), "2 CPUs", GradeLook,
			"1.70x (0.46 or more)", "adds 0.18 to S of work that only computes (0–1.0)", "cool"},
		"nothing but others": {two, watch(1_960_000_000, 2_320_000_000, 0), "interference", GradeBad,
			"busy threads lost 98 %", "S cannot be measured here now", "stop other programs"},
		"more than all others":   {two, watch(0, 2_320_000_000, 0), "other processes", GradeBad, "100 % of the machine", "they take CPUs", "find them"},
		"less than two, perhaps": {two, spin(2, results.Middle{Value: 1.7, Lo: 1, Hi: 2, Level: 0.95}), "2 CPUs", GradeLook, "1.70x (1.00–2.00)", "adds 0.18 to S of work that only computes (0–1.0)", "cool"},
		"less than eight":        {two, spin(8, sure(6)), "8 CPUs", GradeLook, "6.00x", "adds 0.048", "cool"},
		"less than two, a guest": {with(func(m *machine.Description) { m.Hypervisor = true }), spin(2, sure(1.5)), "2 CPUs", GradeBad, "", "adds 0.33", "CPUs of your own"},
		"less than two, turbo": {with(func(m *machine.Description) { m.Clock.Boost = new(true) }), spin(2, sure(1.5)),
			"2 CPUs", GradeBad, "", "", "cpufreq/boost"},
		"less than two, busy": {two, &results.Probe{Spin: spin(2, sure(1.5)).Spin, Interference: watch(1e8, 0, 0).Interference}, "2 CPUs", GradeBad, "", "", "stop other programs"},
		"less than four, SMT": {with(func(m *machine.Description) { m.AffinityCPUs, m.AffinityCores, m.Topology.SMT = 4, 2, new(true) }), spin(4, sure(2.4)),
			"4 CPUs", GradeBad, "", "", "threads of 2 cores: sweep up to N = 2"},

		"SMT": {with(func(m *machine.Description) { m.AffinityCPUs, m.AffinityCores, m.Topology.SMT = 4, 2, new(true) }), &results.Probe{},
			"SMT", GradeLook, "4 CPUs on 2 cores", "N above 2", "sweep up to N = 2 with each worker on a core of its own"},
		"SMT, measured": {with(func(m *machine.Description) { m.AffinityCPUs, m.AffinityCores, m.Topology.SMT = 4, 2, new(true) }), &results.Probe{Siblings: &results.SiblingProbe{OneCore: sure(1.25), TwoCore: sure(1.99)}},
			"SMT", GradeLook, "two of one core give 1.25x (1.25–1.25), of two 1.99x", "adds up to 0.60", "smt/control"},
		"quota": {with(func(m *machine.Description) { m.QuotaCPUs = 1.5 }), &results.Probe{}, "quota", GradeLook, "1.5 CPUs, on 2", "N above 1.5", "raise the limit"},
		"core kinds": {with(func(m *machine.Description) {
			m.CoreKinds = []machine.CoreKind{{Name: "core", CPUs: "0-7"}, {Name: "atom", CPUs: "8-15"}}
		}), &results.Probe{},
			"core kinds", GradeLook, "2 kinds", "", "fast ones alone"},
		"NUMA": {with(func(m *machine.Description) { m.Nodes = make([]machine.Node, 2) }), &results.Probe{}, "NUMA", GradeLook, "2 nodes", "", "bind the workers to nodes in turn"},

		"governor":           {with(func(m *machine.Description) { m.Clock.Governor = "performance" }), &results.Probe{}, "governor", GradeOK, "performance", "", ""},
		"governor saves":     {with(func(m *machine.Description) { m.Clock.Governor = "powersave" }), &results.Probe{}, "governor", GradeLook, "powersave", "", "cpupower frequency-set -g performance"},
		"turbo off":          {with(func(m *machine.Description) { m.Clock.Boost = new(false) }), &results.Probe{}, "turbo", GradeOK, "off", "", ""},
		"turbo":              {with(func(m *machine.Description) { m.Clock.Boost = new(true) }), &results.Probe{}, "turbo", GradeLook, "on", "", "echo 0 |"},
		"turbo of Intel":     {with(func(m *machine.Description) { m.Clock.Boost, m.Clock.Driver = new(true), "intel_pstate" }), &results.Probe{}, "turbo", GradeLook, "on", "", "echo 1 |"},
		"frequency unknown":  {two, &results.Probe{}, "frequency", GradeOK, "not reported by this system", "", ""},
		"frequency, a guest": {with(func(m *machine.Description) { m.Hypervisor = true }), &results.Probe{}, "frequency", GradeOK, "set by the host", "", ""},

		"quiet":                  {two, watch(2e6, 1e6, 0), "interference", GradeOK, "lost 0.10 %, at most 2 ms at once; on run queues 0.10 %", "adds nothing that matters to S", ""},
		"some gaps":              {two, watch(4e6, 0, 0), "interference", GradeLook, "0.20 %", "0.0040", "top"},
		"many gaps":              {two, watch(40e6, 0, 0), "interference", GradeBad, "2.0 %", "0.041", "fewer workers"},
		"no others":              {two, watch(0, 10e6, 0), "other processes", GradeOK, "0.50 %", "leave", ""},
		"others":                 {two, watch(0, 20e6, 0), "other processes", GradeLook, "1.0 %", "take", "top"},
		"many others":            {two, watch(0, 500e6, 0), "other processes", GradeBad, "25 %", "take", "top"},
		"others of many CPUs":    {with(func(m *machine.Description) { m.LogicalCPUs = 64 }), watch(0, 500e6, 0), "other processes", GradeOK, "0.78 %", "", ""},
		"no steal":               {two, watch(0, 0, 0), "steal", GradeOK, "0 %", "no other guest", ""},
		"some steal":             {two, watch(0, 0, 10e6), "steal", GradeLook, "0.50 %", "other guests slow", "quieter hour"},
		"much steal":             {two, watch(0, 0, 50e6), "steal", GradeBad, "2.5 %", "other guests slow", "quieter hour"},
		"a quota that is enough": {two, &results.Probe{Interference: &results.InterferenceProbe{Threads: 1, Watched: 1, Throttled: new(int64(0))}}, "throttling", GradeOK, "none", "", ""},
		"throttled":              {two, &results.Probe{Interference: &results.InterferenceProbe{Threads: 1, Watched: 1, Throttled: new(int64(3e6))}}, "throttling", GradeBad, "3 ms", "", "sweep up to N = 2"},

		"memory for all":   {two, memory(10e9, 19.5e9), "memory read", GradeOK, "10 GB/s by 1 thread, 19.5 GB/s by 2, of 128 MB", "adds up to 0.026 to S of work that only moves memory, as inflation; N = 2", ""},
		"memory for one":   {two, memory(10e9, 11e9), "memory triad", GradeLook, "11 GB/s by 2, of 3 × 128 MB", "0.82", "inflation"},
		"memory is taken":  {two, memory(10e9, 10.5e9), "memory read", GradeLook, "", "N = 1 uses the whole", "inflation"},
		"memory, one CPU":  {two, &results.Probe{Memory: &results.MemoryProbe{ArrayBytes: 1e6, Points: []results.MemoryPoint{{Threads: 1, Read: sure(1e10), Triad: sure(1e10)}}}}, "memory read", GradeOK, "of 1 MB of memory; cache size unknown", "", ""},
		"memory too small": {two, &results.Probe{Memory: &results.MemoryProbe{CacheBytes: 1e6, ArrayBytes: 2e6, Points: []results.MemoryPoint{{Threads: 1, Read: sure(1e10), Triad: sure(1e10)}}}}, "memory read", GradeOK, "only 2.0 times the cache", "", ""},
		"disk":             {two, &results.Probe{Disk: &results.DiskProbe{Folder: "/d", Bytes: 1, Rate: 2e8, Cached: false}}, "disk read", GradeOK, "200 MB/s past the page cache", "loading 1 GB takes at least 5 s", ""},
		"no disk":          {two, &results.Probe{Disk: &results.DiskProbe{Folder: "/d", Bytes: 1, Rate: 2e9, Cached: true}}, "disk read", GradeLook, "2 GB/s from memory: no disk was reached in /d", "500 ms", "on a disk"},

		"balance": {two, &results.Probe{Instructions: 5e9, Spin: spin(2, sure(2)).Spin, Memory: memory(1e10, 2e10).Memory}, "balance: memory", GradeOK,
			"16 bits an instruction, of 1e+10 instructions/s", "fewer than 0.50 instructions a byte", ""},
		"slow disk": {two, &results.Probe{Instructions: 5e9, Spin: spin(2, sure(2)).Spin, Disk: &results.DiskProbe{Folder: "/d", Bytes: 1, Rate: 1e9, Cached: false}}, "balance: disk", GradeLook,
			"0.80 bits", "fewer than 10 instructions a byte", ""},
		"capacity": {with(func(m *machine.Description) { m.MemoryBytes = 4e9 }), &results.Probe{Instructions: 5e9, Spin: spin(2, sure(2)).Spin, Disk: &results.DiskProbe{Folder: "/d", Bytes: 1, Rate: 1e9, Cached: false}}, "balance: capacity", GradeLook,
			"0.40 bytes", "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			f := verdictOf(t, Diagnose(tc.machine, tc.probe).Findings, tc.check)
			if f.Verdict != tc.want {
				t.Errorf("verdict %s, want %s: %+v", f.Verdict, tc.want, f)
			}
			for got, want := range map[string]string{f.Measured: tc.measured, f.Effect: tc.effect, f.Advice: tc.advice} {
				if !strings.Contains(got, want) {
					t.Errorf("%q lacks %q", got, want)
				}
			}
			if (f.Advice == "") != (tc.advice == "") {
				t.Errorf("advice %q, want %q", f.Advice, tc.advice)
			}
		})
	}
}

func TestDiagnosis(t *testing.T) {
	quiet := &results.Probe{Timer: &results.TimerProbe{Read: 25, Step: 20}}
	for want, d := range map[string]*Diagnosis{
		"Good enough to measure S on.":                             Diagnose(machine.Description{LogicalCPUs: 2}, quiet),
		"Good enough to measure S on; look at clock, turbo.":       Diagnose(machine.Description{Clock: machine.Clock{Boost: new(true)}}, &results.Probe{Timer: &results.TimerProbe{Read: 300, Step: 20}}),
		"Not good enough to measure S on: clock.":                  Diagnose(machine.Description{Clock: machine.Clock{Boost: new(true)}}, &results.Probe{Timer: &results.TimerProbe{Read: 3000, Step: 20}}),
		"Good enough to measure S on. With one CPU, S can only be": Diagnose(machine.Description{}, &results.Probe{Spin: []results.SpinProbe{{Threads: 1, Speedup: sure(1), Slowest: []int64{1, 1, 1, 1}}}}),
		"Good enough to measure S on. With the noise measured here, expect S to within ±0.": Diagnose(machine.Description{}, &results.Probe{Spin: []results.SpinProbe{
			{Threads: 1, Speedup: sure(1), Slowest: []int64{100, 101, 99, 100, 101, 99}}, {Threads: 2, Speedup: sure(2), Slowest: []int64{100, 101, 99, 100, 101, 99}}}}),
		"Not good enough to measure S on: noise. S cannot be measured here now: ": Diagnose(machine.Description{}, &results.Probe{Spin: []results.SpinProbe{
			{Threads: 1, Speedup: sure(1), Slowest: []int64{100, 300, 30, 100, 500, 99}}, {Threads: 2, Speedup: sure(2), Slowest: []int64{100, 20, 400, 100, 300, 99}}}}),
	} {
		if !strings.HasPrefix(d.Verdict, want) {
			t.Errorf("%q, want %q", d.Verdict, want)
		}
		if d.Fit != strings.HasPrefix(want, "Good") {
			t.Errorf("%q is fit %v", d.Verdict, d.Fit)
		}
	}
}

// The half width is that of a sweep with the same noise, however many blocks were
// made to see it: at N = 1, 2 the variance of S is 2·CV² over half the blocks.
func TestHalfWidth(t *testing.T) {
	const cv = 0.01
	noise := func(runs int) []int64 { // the normal scores have a variance a little below 1
		var times []int64
		for i := range runs {
			z := math.Sqrt2 * math.Erfinv(2*(float64(i)+0.5)/float64(runs)-1)
			times = append(times, int64(1e9*(1+cv*z)))
		}
		return times
	}
	p := func(runs int) *results.Probe {
		return &results.Probe{Spin: []results.SpinProbe{{Threads: 1, Speedup: sure(1), Slowest: noise(runs)}, {Threads: 2, Speedup: sure(2), Slowest: noise(runs)}}}
	}
	standardError := cv * math.Sqrt(2/(0.5*2*10)) // Σ(n − n̄)² = ½ for each block, T(2) = ½: see fit.Amdahl
	for _, runs := range []int{20, 40, 80} {
		half := halfWidth(p(runs), 10)
		if half == nil {
			t.Fatal("no half width")
		}
		if got := *half / standardError; got < 1.7 || got > 3 { // Student's t, and the trimmed mean
			t.Errorf("%d runs: %v standard errors", runs, got)
		}
	}
	if a, b := halfWidth(p(20), 10), halfWidth(p(20), 40); math.Abs(*a / *b - 2) > 1e-9 {
		t.Errorf("four times the blocks: %v after %v", *b, *a)
	}
	for name, q := range map[string]*results.Probe{
		"nothing":   {},
		"one N":     {Spin: []results.SpinProbe{{Threads: 1, Speedup: sure(1), Slowest: noise(20)}}},
		"few runs":  {Spin: []results.SpinProbe{{Threads: 1, Speedup: sure(1), Slowest: noise(3)}, {Threads: 2, Speedup: sure(2), Slowest: noise(3)}}},
		"no times":  {Spin: []results.SpinProbe{{Threads: 1, Speedup: sure(1), Slowest: make([]int64, 9)}, {Threads: 2, Speedup: sure(2), Slowest: make([]int64, 9)}}},
		"none at 2": {Spin: []results.SpinProbe{{Threads: 1, Speedup: sure(1), Slowest: noise(9)}, {Threads: 2, Speedup: sure(2), Slowest: nil}}},
	} {
		if half := halfWidth(q, 10); half != nil {
			t.Errorf("%s: %v", name, *half)
		}
	}
}

func TestSeen(t *testing.T) {
	if got, want := seen(4, 2), fit.KarpFlatt(4, 0.5, 1); got != want || math.Abs(got-1.0/3) > 1e-12 {
		t.Errorf("%v, want %v", got, want)
	}
}

// No finding asks for a sweep of N = 1 alone, from which no S comes.
func TestNoSweepOfOneWorker(t *testing.T) {
	for most, want := range map[int]string{0: "raise the limit", 1: "raise the limit", 2: "raise the limit, or sweep up to N = 2"} {
		if got, need := orFewer("raise the limit", most); got != want || need.Settles() != (most > 1) {
			t.Errorf("up to %d: %q, %+v", most, got, need)
		}
	}
}
