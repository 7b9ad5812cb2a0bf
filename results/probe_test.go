package results

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"serialfraction/harness/meter"
	"serialfraction/harness/probe"
	"serialfraction/harness/runtest"
)

// sure returns a middle without a spread.
func sure(x float64) Middle { return Middle{x, x, x, 0.95} }

func TestProbeOf(t *testing.T) {
	r := &probe.Report{
		Timer: &probe.Timer{Cost: 25.5, Step: 20}, Idle: &probe.Spread{Times: 3, Median: 5, P99: 7},
		Spin: []probe.Point{{Threads: 1, Slowest: []time.Duration{10, 10}}, {Threads: 2, Slowest: []time.Duration{10, 20}}},
		Interference: &probe.Interference{Threads: []probe.Gaps{{Length: 10, Count: 1, Lost: 2, Largest: 2}, {Length: 10, Count: 2, Lost: 3, Largest: 1}},
			Sched: new(time.Duration(4)), System: meter.System{Usage: &meter.Usage{CPUUse: meter.CPUUse{Voluntary: 8, Involuntary: 9}}}},
		Siblings: &probe.Siblings{Shared: [2]int{0, 2}, Apart: [2]int{0, 1},
			One: []probe.Point{{Threads: 1, Slowest: []time.Duration{10}}, {Threads: 2, Slowest: []time.Duration{20}}},
			Two: []probe.Point{{Threads: 1, Slowest: []time.Duration{10}}, {Threads: 2, Slowest: []time.Duration{10}}}},
		Memory: &probe.Memory{CacheBytes: 1, ArrayBytes: 100, Read: []probe.Point{{Threads: 1, Slowest: []time.Duration{time.Second}}}, Triad: []probe.Point{{Threads: 1, Slowest: []time.Duration{time.Second}}}},
		Disk:   &probe.Disk{Folder: "/d", Bytes: 100, Took: time.Second}, Instructions: 4,
	}
	want := &Probe{
		Timer: &TimerProbe{25.5, 20}, Idle: &SpreadProbe{3, 5, 7},
		Spin: []SpinProbe{{1, sure(1), []int64{10, 10}}, {2, Middle{1.5, 1, 2, 0.95}, []int64{10, 20}}},
		Interference: &InterferenceProbe{Threads: 2, Watched: 20, Gaps: 3, Lost: 5, Largest: 2, RunDelay: new(int64(4)),
			Voluntary: new(int64(8)), Involuntary: new(int64(9))},
		Siblings: &SiblingProbe{[2]int{0, 2}, [2]int{0, 1}, sure(1), sure(2)},
		Memory:   &MemoryProbe{1, 100, []MemoryPoint{{1, sure(100), sure(300)}}},
		Disk:     &DiskProbe{"/d", 100, 100, false}, Instructions: 4,
	}
	got := ProbeOf(r)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	b, err := json.Marshal(got)
	if err != nil {
		t.Fatal(err)
	}
	var again *Probe
	if err := json.Unmarshal(b, &again); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, again.believable()); diff != "" {
		t.Errorf("written and read: %s", diff)
	}
	if diff := cmp.Diff(&Probe{}, ProbeOf(&probe.Report{})); diff != "" {
		t.Errorf("nothing measured: %s", diff)
	}
}

// A probe with an impossible number is dropped whole.
func TestProbeIsBelievable(t *testing.T) {
	for _, text := range []string{
		`{"timer":{"read_ns":-1}}`, `{"timer":{"step_ns":-1}}`, `{"wake":{"times":-1}}`, `{"wake":{"median_ns":9000000000000000000}}`,
		`{"spin":[{"threads":0}]}`, `{"spin":[{"threads":1,"speedup":{"value":1e30}}]}`, `{"spin":[{"threads":1,"slowest_ns":[-1]}]}`,
		`{"siblings":{"speedup_one_core":{"lo":-1}}}`, `{"interference":{}}`, `{"interference":{"threads":1,"lost_ns":-1}}`,
		`{"interference":{"threads":1,"steal_ns":-1}}`, `{"memory":{"array_bytes":-1}}`, `{"memory":{"levels":[{"threads":-1}]}}`,
		`{"disk":{"read_bytes_per_second":-1}}`, `{"instructions_per_second":-1}`,
	} {
		var p *Probe
		if err := json.Unmarshal([]byte(text), &p); err != nil {
			t.Fatal(err)
		}
		if p.believable() != nil {
			t.Errorf("%s is kept", text)
		}
	}
	if (*Probe)(nil).believable() != nil {
		t.Error("a nil probe is kept")
	}
}

// A probe in the header is written and read back.
func TestProbeInHeader(t *testing.T) {
	h := sampleHeader(1, 2)
	h.Probe = &Probe{Spin: []SpinProbe{{1, sure(1), []int64{5}}}, Interference: &InterferenceProbe{Threads: 1, Watched: 5}}
	path, b := write(t, h, runtest.Amdahl(2, time.Millisecond, time.Second, 1, 2))
	f, err := Read(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(h.Probe, f.Header.Probe); diff != "" {
		t.Error(diff)
	}
	for _, fault := range readSchema(t).faultsOf(t, b) {
		t.Error(fault)
	}
}
