package prepare

import (
	"testing"

	"serialfraction/harness"
	"serialfraction/harness/machine"
	"serialfraction/results"
	"serialfraction/results/store"
)

// The newest sweep of the same work on this machine recommends N. Sweeps of the same data
// come before others, which must have had enough chunks.
func TestRecommend(t *testing.T) {
	r := simulatedRequest()
	r.Engine = "pool"
	delete(r.Settings, "plant")
	once, err := NewOnce(t.Context(), r, nil)
	if err != nil {
		t.Fatal(err)
	}
	once.work.script = &harness.Script{SHA256: "aa"} // files without one are of an older version
	anyProgram := func(*results.Header) bool { return true }
	this := machine.This()
	cpus := this.WholeCPUs()
	if got := once.Recommend(store.Folder{}, anyProgram); got.Workers != cpus || got.Of != nil {
		t.Errorf("without a folder: %+v, want the %d CPUs", got, cpus)
	}
	const own, other = "synth:rows=640,cols=2", "synth:rows=320,cols=2"
	type sweep struct { // that was kept
		name   string
		data   string
		flat   bool // T(N) hardly falls, and N = 1 is near the fastest; else N = 4 is
		change func(*results.Header)
	}
	few := func(h *results.Header) { h.Chunks = 63 }
	for name, tc := range map[string]struct {
		sweeps  []sweep
		program func(*results.Header) bool
		want    int // 0 = the CPUs
	}{
		"none":               {nil, anyProgram, 0},
		"one":                {[]sweep{{"1", own, false, unchanged}}, anyProgram, 4},
		"one that is flat":   {[]sweep{{"1", own, true, unchanged}}, anyProgram, 1},
		"the newest":         {[]sweep{{"1", own, false, unchanged}, {"2", own, true, unchanged}}, anyProgram, 1},
		"the same data":      {[]sweep{{"1", own, true, unchanged}, {"2", other, false, unchanged}}, anyProgram, 1},
		"other data":         {[]sweep{{"1", other, false, unchanged}}, anyProgram, 4},
		"other data, few":    {[]sweep{{"1", other, false, few}}, anyProgram, 0},
		"the same data, few": {[]sweep{{"1", own, false, few}}, anyProgram, 4},
		"another setting":    {[]sweep{{"1", own, false, func(h *results.Header) { h.Args = map[string]string{"plant": "0.5"} }}}, anyProgram, 0},
		"another pace":       {[]sweep{{"1", own, false, func(h *results.Header) { h.Pace = 5 }}}, anyProgram, 0},
		"the same script":    {[]sweep{{"1", own, false, func(h *results.Header) { h.Script = &harness.Script{SHA256: "aa"} }}}, anyProgram, 4},
		"another script":     {[]sweep{{"1", own, false, func(h *results.Header) { h.Script = &harness.Script{SHA256: "bb"} }}}, anyProgram, 0},
		"another machine":    {[]sweep{{"1", own, false, func(h *results.Header) { h.Machine.Hostname = "elsewhere" }}}, anyProgram, 0},
		"without a clock":    {[]sweep{{"1", own, false, func(h *results.Header) { h.Engine = "sim" }}}, anyProgram, 0},
		"workers elsewhere":  {[]sweep{{"1", own, false, func(h *results.Header) { h.Engine = "remote" }}}, anyProgram, 0},
		"another program":    {[]sweep{{"1", own, false, unchanged}}, func(*results.Header) bool { return false }, 0},
	} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			for _, of := range tc.sweeps {
				r := simulatedRequest()
				r.Source.Data, r.Settings, r.ChunkRows = of.data, nil, 5
				if of.flat {
					r.Settings = map[string][]string{"plant": {"0.99"}}
				}
				engine := ""
				kept(t, made(t, r, nil), folder, of.name+"-wait-here.jsonl", func(h *results.Header) {
					h.Engine, h.Schedule = "pool", "dynamic"
					h.Args = withDefaults("wait", nil)
					h.Chunks = 64
					of.change(h)
					engine = h.Engine
				}, func(run *harness.Run) { run.Engine = engine })
			}
			got := once.Recommend(store.Folder{Dir: folder}, tc.program)
			if tc.want == 0 {
				if got.Workers != cpus || got.Of != nil {
					t.Errorf("%+v, want the %d CPUs", got, cpus)
				}
				return
			}
			if got.Workers != tc.want || got.Of == nil {
				t.Errorf("%+v, want N = %d", got, tc.want)
			}
		})
	}
}
