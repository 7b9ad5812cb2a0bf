package results

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"serialfraction/harness"
	"serialfraction/harness/machine"
)

// fill sets every field below v to a value that is not zero and differs from its
// neighbours'.
func fill(v reflect.Value, n *int64) {
	*n++
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), n)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0), n)
	case reflect.Map:
		v.Set(reflect.ValueOf(map[string]string{"key": fmt.Sprint(*n)}))
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), n)
	case reflect.String:
		v.SetString(fmt.Sprint(*n))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Float64:
		v.SetFloat(float64(*n) + 0.5)
	default:
		v.SetInt(*n)
	}
}

// fullMachine returns a machine with every field set.
func fullMachine() machine.Description {
	var m machine.Description
	var n int64
	fill(reflect.ValueOf(&m).Elem(), &n)
	m.Cgroup.Version, *m.KernelSettings.ASLR = 2, 2 // only a few values are valid
	return m
}

// Every field of a machine is read back from a file.
func TestMachineThroughJSON(t *testing.T) {
	m := fullMachine()
	b, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	var read machine.Description
	if err := json.Unmarshal(b, &read); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(m, read); diff != "" {
		t.Errorf("(-written +read):\n%s", diff)
	}
	if err := checkMachine(&m); err != nil {
		t.Errorf("a machine with every fact is refused: %v", err)
	}
}

// Of a machine about which nothing is known only the oldest fields are in the file.
func TestAbsentFactsAreAbsent(t *testing.T) {
	b, err := json.Marshal(machine.Description{})
	if err != nil {
		t.Fatal(err)
	}
	const want = `{"hostname":"","os":"","arch":"","kernel":"","cpu_model":"","logical_cpus":0,"affinity_cpus":0,` +
		`"quota_cpus":0,"effective_cpus":0,"memory_bytes":0,"hypervisor":false,"go_version":"","gomaxprocs":0}`
	if string(b) != want {
		t.Errorf("got %s", b)
	}
}

// An impossible machine is refused, and the error names the key.
func TestMachineCheck(t *testing.T) {
	for key, spoil := range map[string]func(*machine.Description){
		"affinity_cores":            func(m *machine.Description) { m.AffinityCores = -1 },
		"topology.cores":            func(m *machine.Description) { m.Topology.Cores = -1 },
		"caches: bytes":             func(m *machine.Description) { m.Caches[0].Bytes = -1 },
		"core_kinds: max_hz":        func(m *machine.Description) { m.CoreKinds[0].MaxHz = -1 },
		"numa_nodes: memory_bytes":  func(m *machine.Description) { m.Nodes[0].MemoryBytes = -1 },
		"clock.now_hz":              func(m *machine.Description) { m.Clock.NowHz = -1 },
		"cgroup.memory_limit_bytes": func(m *machine.Description) { m.Cgroup.MemoryBytes = -1 },
		"kernel_settings.aslr":      func(m *machine.Description) { *m.KernelSettings.ASLR = -1 },
		"go_runtime.gogc_percent":   func(m *machine.Description) { *m.GoRuntime.GOGC = -2 },
		"load_average":              func(m *machine.Description) { m.Load[0] = -0.1 },
		"uptime_seconds":            func(m *machine.Description) { m.Uptime = -1 },
		"effective_cpus":            func(m *machine.Description) { m.EffectiveCPUs = -1 },
	} {
		m := fullMachine()
		spoil(&m)
		if err := checkMachine(&m); err == nil || !strings.Contains(err.Error(), "machine."+key+" is -") {
			t.Errorf("%s: %v", key, err)
		}
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
