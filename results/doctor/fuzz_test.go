package doctor

import (
	"bytes"
	"encoding/json"
	"testing"

	"serialfraction/harness/machine"
	"serialfraction/results"
)

// FuzzDiagnose diagnoses every probe that the reader of a header accepts: the diagnosis
// can be written as JSON and holds no NaN.
func FuzzDiagnose(f *testing.F) {
	f.Add([]byte(`{"spin":[{"threads":1,"speedup":{"value":1},"slowest_ns":[1,2,3,4]},{"threads":2,"speedup":{"value":0},"slowest_ns":[0,0,0,0]}],"interference":{"threads":1}}`))
	f.Add([]byte(`{"memory":{"levels":[{"threads":2,"read_bytes_per_second":{"value":0}}]},"disk":{},"instructions_per_second":1,"spin":[{"threads":1,"speedup":{"value":1e-300}}]}`))
	f.Add([]byte(`{"timer":{},"wake":{},"siblings":{},"overshoot_idle_1ms":{"median_ns":-5}}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		var p *results.Probe
		if json.Unmarshal(b, &p) != nil {
			return
		}
		line, err := results.EncodeHeader(results.Header{Workload: "w", Engine: "pool", Workers: []int{1}, Probe: p})
		if err != nil {
			t.Fatal(err)
		}
		h, err := results.ReadHeader(bytes.NewReader(line))
		if err != nil {
			t.Fatal(err)
		}
		if h.Probe == nil {
			return // the reader rejects it
		}
		d := Diagnose(machine.Description{LogicalCPUs: 2, AffinityCPUs: 4, AffinityCores: 2, Topology: machine.Topology{SMT: new(true)}, MemoryBytes: 1e9}, h.Probe)
		text, err := json.Marshal(d)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(text, []byte("NaN")) {
			t.Errorf("%s", text)
		}
	})
}
