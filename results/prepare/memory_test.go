package prepare

import (
	"strings"
	"testing"

	"serialfraction/harness/input"
	"serialfraction/harness/machine"
	"serialfraction/results"
	"serialfraction/workloads"
)

// asked returns a request for a workload on data.
func asked(workload, data string, change func(*results.Request)) results.Request {
	r := results.Request{Workload: workload, Source: results.Source{Data: data}, Engine: "pool", Schedule: "dynamic", Workers: []int{1, 2}, Repeats: 1, Settings: map[string][]string{}}
	if change != nil {
		change(&r)
	}
	return r
}

// demandOf returns what a request asks of the memory.
func demandOf(t *testing.T, r results.Request) demand {
	t.Helper()
	found, err := workloads.Lookup(r.Workload)
	if err != nil {
		t.Fatal(err)
	}
	return demand{request: r, spec: found, workers: r.Workers}
}

// A job that has no room is refused before there are rows, with what takes the memory and with what
// has room. The request that is advised has room.
func TestDemandRefused(t *testing.T) {
	set := func(name, value string) func(*results.Request) {
		return func(r *results.Request) { r.Settings[name] = []string{value} }
	}
	chunks := func(of int) func(*results.Request) { return func(r *results.Request) { r.ChunkRows = of } }
	const gb = 1_000_000_000
	for _, tc := range []struct {
		r    results.Request
		room machine.Room
		want string // "" = it has room
	}{
		{asked("ttest", "synth:rows=1e6,cols=100", nil), machine.Room{}, ""},
		{asked("ttest", "synth:rows=1e6,cols=100", nil), machine.Room{Bytes: 920e6}, ""},
		{asked("ttest", "synth:rows=1e6,cols=100", nil), machine.Room{Bytes: 910e6}, "(832 MB for rows and 80 MB for answers), and 910 MB are free: end other programs, or type synth:rows=990000,cols=100"},
		{asked("ttest", "synth:rows=1e6,cols=100", func(r *results.Request) { r.Control = true }), machine.Room{Bytes: gb, Limit: machine.CgroupMemory},
			"840 MB for the copies of the control, 832 MB for rows and 80 MB for answers), and the memory limit of this container or service leaves 1 GB: raise it, as with docker run --memory, or leave it out"},
		{asked("ttest", "synth:rows=1e6,cols=100", func(r *results.Request) { r.Schedule = "queue" }), machine.Room{Bytes: 920e6}, "(832 MB for rows, 90 MB for rows handed over and 80 MB for answers), and 920 MB are free: end other programs, or type dynamic"},
		{asked("ttest", "synth:rows=1e6,cols=100", set("adjust", "bh")), machine.Room{Bytes: 920e6}, "(832 MB for rows, 96 MB for answers and 32 MB for the adjustment of p)"},
		{asked("ttest", "synth:rows=1e5,cols=100", func(r *results.Request) { r.Source.Tile = 20 }), machine.Room{Bytes: gb}, `--tile "20": 2000000 rows of 100 values take about 1.9`},
		{asked("invert", "spd:rows=1e6,k=4", nil), machine.Room{Bytes: 300e6}, "(192 MB for rows and 128 MB for answers)"},
		{asked("permtest", "synth:rows=1e5,cols=40", func(r *results.Request) {
			r.Settings["adjust"], r.Settings["permutations"] = []string{"maxt"}, []string{"10000"}
		}), machine.Room{Bytes: gb}, `--permutations "10000": 100000 rows of 40 values take about 8.04 GB of memory (8 GB for t of each row and arrangement), and 1 GB are free: end other programs, or type at most 1196`},
		{asked("stream", "synth:rows=1024,cols=2", set("array", "64GiB")), machine.Room{Bytes: gb}, `--array "64GiB": 1024 rows of 2 values take about 1.07 GB of memory (1.07 GB for the array), and 1 GB are free: end other programs, or type at most 953MiB`},
		{asked("stream", "synth:rows=1024,cols=2", set("array", "64GiB")), machine.Room{Bytes: 1100e6}, ""},
		{asked("trend", "genotypes:variants=1e6,samples=1000", nil), machine.Room{Bytes: 300e6}, "(298 MB for rows and 128 MB for answers)"},
		{asked("ttest", "synth:rows=1000,cols=100", func(r *results.Request) { r.Workers = []int{1, 1000} }), machine.Room{Bytes: 4 * gb, Limit: machine.AddressSpace},
			"--workers: 1000 rows of 100 values take about 11 GB of memory (11 GB for threads), and ulimit -v leaves 4 GB: type ulimit -v unlimited, or type 330 at most"},
		{asked("ttest", "synth:rows=1e6,cols=100", func(r *results.Request) { r.Workers = []int{1, 1000} }), machine.Room{Bytes: gb / 2, Limit: machine.AddressSpace}, "or type 6 at most"},
		{asked("ttest", "synth:rows=1000,cols=100", func(r *results.Request) { r.Workers = []int{1, 1000} }), machine.Room{Bytes: gb / 20, Limit: machine.AddressSpace}, "leaves 50 MB: type ulimit -v unlimited"},
		{asked("ttest", "synth:rows=1e6,cols=100", func(r *results.Request) { r.Weak = true }), machine.Room{Bytes: gb}, "2000000 rows of 100 values take about 2.82 GB of memory (2.5 GB for rows and 320 MB for answers)"},
		{asked("ttest", "synth:rows=1e6,cols=100", func(r *results.Request) { r.ChunkRows, r.Schedule = 1000, "queue" }), machine.Room{Bytes: 970e6}, ""},
		{asked("ttest", "synth:rows=1e6,cols=4", chunks(1)), machine.Room{Bytes: 300e6}, `--chunk "1": 1000000 rows of 4 values take about 304 MB of memory (160 MB for times of chunks, 80 MB for answers and 64 MB for rows)`},
		{asked("ttest", "synth:rows=1e6,cols=4", chunks(1)), machine.Room{Bytes: 300e6}, "end other programs, or type 2 at least"},
		{asked("ttest", "synth:rows=1e6,cols=4", chunks(2)), machine.Room{Bytes: 300e6}, ""},
		{asked("ttest", "synth:rows=1e6,cols=4", func(r *results.Request) { r.ChunkRows, r.NoTimeline = 1, true }), machine.Room{Bytes: 300e6}, ""},
		{asked("ttest", "synth:rows=2e6,cols=4", chunks(1)), machine.Room{Bytes: 300e6}, ""},
		{asked("permtest", "synth:rows=1000,cols=24", set("permutations", "0")), machine.Room{Bytes: 20e6}, `--permutations "0": 1000 rows of 24 values take about 21.9 MB of memory (21.6 MB for arrangements), and 20 MB are free: end other programs, or type at most 10000`},
		{asked("permtest", "synth:rows=1000,cols=24", set("permutations", "10000")), machine.Room{Bytes: 20e6}, ""},
		{asked("permtest", "synth:rows=1000,cols=24", set("permutations", "0")), machine.Room{Bytes: 30e6}, ""},
		{asked("permtest", "synth:rows=10000,cols=16", func(r *results.Request) {
			r.Settings["adjust"], r.Settings["permutations"] = []string{"maxt"}, []string{"0"}
		}), machine.Room{Bytes: gb}, `--permutations "0": 10000 rows of 16 values take about 1.03 GB of memory (1.03 GB for t of each row and arrangement), and 1 GB are free: end other programs, or type at most 12`},
	} {
		err := demandOf(t, tc.r).checkMade(tc.room)
		if tc.want == "" && err != nil || tc.want != "" && (err == nil || !strings.Contains(err.Error(), tc.want) || strings.Contains(err.Error(), "\n")) {
			t.Errorf("%+v: %v\nwant %s", tc.r, err, tc.want)
		}
	}
}

// Rows that a request names no source of have a source that fits.
func TestDemandOfUsualRows(t *testing.T) {
	r := unnamed("ttest", 64, nil)
	full, ok := demandOf(t, r).checkMade(machine.Room{Bytes: 1e9}).(*MemoryError)
	if !ok || full.Fits != "synth:rows=1000000,cols=100,seed=1,effect=0.5,changed=0.05" {
		t.Errorf("%+v", full)
	}
}

// Rows that grow with N have the N that fits.
func TestDemandOfGrowingRows(t *testing.T) {
	d := demandOf(t, asked("ttest", "golub", func(r *results.Request) { r.Weak, r.Workers = true, []int{1, 64} }))
	d.each = 100
	full, ok := d.check(input.Size{Rows: 6400, Cols: 2, Row: 48}, machine.Room{Bytes: 6400 * 100}).(*MemoryError)
	if !ok || full.Workers < 40 || full.Workers > 50 {
		t.Errorf("%+v", full)
	}
}

// The answers that a workload declares are those that it has.
func TestDeclaredOutputs(t *testing.T) {
	for _, tc := range []struct{ workload, data, setting, value string }{
		{"ttest", "synth:rows=2,cols=8", "adjust", "holm"}, {"ttest", "synth:rows=2,cols=8", "adjust", "none"},
		{"invert", "spd:rows=2,k=5", "method", "diagonal"},
		{"trend", "genotypes:variants=3,samples=8", "test", "both"}, {"trend", "genotypes:variants=3,samples=8", "test", "allelic"}, {"trend", "genotypes:variants=3,samples=8", "adjust", "bh"},
		{"permtest", "synth:rows=2,cols=8", "adjust", "none"}, {"permtest", "synth:rows=2,cols=8", "adjust", "bonferroni"}, {"permtest", "synth:rows=2,cols=8", "adjust", "maxt"},
		{"spin", "synth:rows=2,cols=2", "imbalance", "0.5"}, {"wait", "synth:rows=2,cols=2", "imbalance", "0"}, {"stream", "synth:rows=2,cols=2", "array", "1MiB"},
	} {
		r := asked(tc.workload, tc.data, func(r *results.Request) { r.Settings[tc.setting] = []string{tc.value} })
		once, err := NewOnce(t.Context(), r, nil)
		if err != nil {
			t.Fatal(err)
		}
		data := once.Job.Data
		mem := demandOf(t, r).takes(input.SizeOfRows(data))
		if mem.Outputs != len(once.Job.Workload.Outputs) || mem.Packed != once.Job.Workload.Packed || max(1, mem.Methods) > 1 != (once.Job.Workload.Alternative != nil) {
			t.Errorf("%+v: %+v, and the workload has %v", tc, mem, once.Job.Workload.Outputs)
		}
	}
	for _, s := range workloads.All {
		if (s.Takes == nil) != (s.New == nil) {
			t.Errorf("%s does not declare what it has in memory", s.Name)
		}
	}
}
