package results

import (
	"encoding/json"
	"testing"

	"serialfraction/harness"

	"github.com/google/go-cmp/cmp"
)

// Both structs have the same fields, so one converts to the other.
func TestMachineOf(t *testing.T) {
	m := harness.Machine{Hostname: "h", OS: "o", Arch: "a", Kernel: "k", CPUModel: "c", LogicalCPUs: 1, AffinityCPUs: 2,
		QuotaCPUs: 3, EffectiveCPUs: 4, MemoryBytes: 5, Hypervisor: true, GoVersion: "g", GOMAXPROCS: 6}
	got := MachineOf(m)
	if back := harness.Machine(got); back != m {
		t.Errorf("got %+v, want %+v", got, m)
	}
	b, err := json.Marshal(got)
	if err != nil {
		t.Fatal(err)
	}
	var read Machine
	if err := json.Unmarshal(b, &read); err != nil || read != got {
		t.Errorf("through JSON: %+v, %v", read, err)
	}
}

func TestDataOf(t *testing.T) {
	d := &harness.Dataset{Name: "d", Cols: 2, Values: []float64{1, 2, 3, 4}, Rows: []string{"a", "b"},
		Groups: harness.Groups{Names: [2]string{"x", "y"}, Sizes: [2]int{1, 1}}}
	want := Data{Name: "d", Rows: 2, Cols: 2, Groups: [2]string{"x", "y"}, Sizes: [2]int{1, 1}, SHA256: d.Digest()}
	if diff := cmp.Diff(want, DataOf(d)); diff != "" {
		t.Error(diff)
	}
}

// The digests are sha256sum's of the same bytes.
func TestDigestOf(t *testing.T) {
	for _, c := range []struct {
		answer []float64
		want   string
	}{
		{nil, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
		{[]float64{1}, "6c3c396ed6b5c36dcae172271f462051b1266b851e92df3deea8ac65478fd712"},
	} {
		if got := DigestOf(c.answer); got != c.want {
			t.Errorf("digest of %v is %s, want %s", c.answer, got, c.want)
		}
	}
}
