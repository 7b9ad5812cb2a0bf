package results

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"serialfraction/harness"
	"serialfraction/harness/machine"
)

// Every fact that matters is compared, and listed under work, machine or noted.
func TestChangesOf(t *testing.T) {
	none := Changes{}
	sample := func() Header {
		h := sampleHeader(1, 2)
		h.Machine.Topology.Sockets, h.Machine.KernelSettings.Hugepages = 1, "madvise"
		h.Script = &harness.Script{SHA256: "ee", Interpreter: "R 4.2.2"}
		return h
	}
	old := sample()
	if got := ChangesOf(&old, &old); !cmp.Equal(got, none) {
		t.Errorf("a header differs from itself: %+v", got)
	}
	for _, c := range []struct {
		change func(*Header)
		want   Changes
	}{
		{func(h *Header) { h.Data.SHA256 = "ff" }, Changes{Work: []string{"SHA-256 of data: ab12 → ff"}}},
		{func(h *Header) { h.Script = &harness.Script{SHA256: "ff", Interpreter: "R 4.5.1"} },
			Changes{Work: []string{"SHA-256 of the script: ee → ff", "interpreter: R 4.2.2 → R 4.5.1"}}},
		{func(h *Header) { h.Script = nil }, none}, // older files have none
		{func(h *Header) { h.Answer = "" }, Changes{Work: []string{"SHA-256 of the answer: cd34 → none"}}},
		{func(h *Header) { h.Args = map[string]string{"adjust": "bh"} }, Changes{Work: []string{"setting adjust: none → bh", "setting var: unequal → none"}}},
		{func(h *Header) { h.ChunkRows, h.Chunks = 64, 48 }, Changes{Work: []string{"rows of a chunk: 32 → 64", "chunks: 96 → 48"}}},
		{func(h *Header) { h.Workers = []int{1, 4} }, Changes{Work: []string{"workers: [1 2] → [1 4]"}}},
		{func(h *Header) { h.Schedule = "static" }, Changes{Work: []string{"schedule: dynamic → static"}}},
		{func(h *Header) { h.Pin, h.PinCPUs = machine.Spread, []int{0, 2} },
			Changes{Work: []string{"pin: none → spread"}, Machine: []string{"CPUs of the workers: none → [0 2]"}}},
		{func(h *Header) { h.Schedule = "" }, none}, // the engine has none, but older files name one
		{func(h *Header) { h.Control = []int{1} }, Changes{Work: []string{"workers of the control: none → [1]"}}},
		{func(h *Header) { h.Alternative = &Alternative{Method: "full", Workers: []int{1}, ChunkRows: 3} },
			Changes{Work: []string{"other algorithm: none → full on N = 1 in chunks of 3"}}},
		{func(h *Header) { h.Machine.CPUModel, h.Machine.Hostname = "Z80", "" }, Changes{Machine: []string{"hostname: node-1 → none", "CPU model: Example CPU → Z80"}}},
		{func(h *Header) { h.Machine.Affinity, h.Machine.Clock.Governor = "0-3", "powersave" }, none}, // not recorded before
		{func(h *Header) { h.Machine.MemoryBytes += h.Machine.MemoryBytes / 200 }, none},
		{func(h *Header) { h.Machine.MemoryBytes = 1 << 30 }, Changes{Machine: []string{"bytes of memory: 8589934592 → 1073741824"}}},
		{func(h *Header) { h.Machine.Kernel, h.Machine.GoVersion, h.Version = "6.2", "go2", "v1" },
			Changes{Noted: []string{"kernel: 6.1.0 → 6.2", "Go: go1.26 → go2", "harness: v0.1.0 → v1"}}},
		{func(h *Header) { h.Machine.Topology.Sockets, h.Machine.KernelSettings.Hugepages = 2, "never" },
			Changes{Machine: []string{"sockets: 1 → 2"}, Noted: []string{"huge pages: madvise → never"}}},
		{func(h *Header) { h.Time, h.Command, h.Repeats, h.Precision, h.MaxTime = time.Time{}, nil, 0, 0, 0 }, none},
	} {
		now := sample()
		c.change(&now)
		if diff := cmp.Diff(c.want, ChangesOf(&old, &now)); diff != "" {
			t.Error(diff)
		}
	}
}
