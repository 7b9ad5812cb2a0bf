package compare

import (
	"bytes"
	"cmp"
	"encoding/json"
	"maps"
	"math"
	"slices"
	"strings"

	"serialfraction/harness/secret"
	"serialfraction/harness/wording"
	"serialfraction/results"
)

// passing are keys of a header, or their first parts, that differ from sweep to sweep
// without an effect on the times.
var passing = []string{"kind", "schema", "time", "command", "load_ns", "spawn_ns", "answer_sha256", "max_time_ns", "precision", "repeats", "design", "data.name",
	"machine.load_average", "machine.uptime_seconds", "machine.memory_available_bytes", "machine.clock.now_hz", "build.time", // conditions has load and clock
	"machine.gomaxprocs", // that of a process at rest; gomaxprocs was in force in the runs
	"probe",              // the probe before the sweep: conditions has what differs
	"rival", "control_workers",
	"args." + secret.Keep}

// variables is the key of the variables of a program.
const variables = "args." + secret.Variables

// A part is what a key of a header is of, in the order in which differences are listed.
type part int

const (
	workPart     part = iota
	settingsPart      // on which every time depends
	chunksPart        // whose rows may be left to the machine
	cpusPart
	machinePart
	threadsPart
	softwarePart
	orderPart // of the runs
	namesPart
	kernelPart
	hostPart
)

// keyParts has the part of each key. A key belongs to the longest entry that it begins with; one that
// has none is taken to have an effect on the times.
var keyParts = map[string]part{
	"workload": workPart, "method": workPart, "args": workPart, "script": workPart, "request": workPart,
	"engine": settingsPart, "schedule": settingsPart, "pin": settingsPart, "pace_ns": settingsPart, "weighted": settingsPart,
	"chunk_rows": chunksPart, "chunks": chunksPart,
	"machine": machinePart, "machine.cpu_model": cpusPart, "machine.effective_cpus": cpusPart, "machine.quota_cpus": cpusPart, "machine.affinity_cpus": cpusPart, "machine.logical_cpus": cpusPart,
	"pin_cpus":   machinePart,
	"gomaxprocs": threadsPart,
	"build":      softwarePart, "version": softwarePart, "machine.go_version": softwarePart, "": softwarePart,
	"seed": orderPart, "balanced": orderPart, "workers": orderPart, "warmup": orderPart,
	"data": namesPart, "tile": namesPart, "outputs": namesPart, "forced": namesPart, "unlocked": namesPart, // comparable has the rows
	"machine.kernel": kernelPart, "machine.hostname": hostPart,
}

// ofJob reports whether the sweeps of one side have a key alike: the work, the settings that every
// time depends on, and the CPUs.
func ofJob(key string) bool {
	return slices.Contains([]part{workPart, settingsPart, cpusPart}, partOf(key))
}

// inName reports whether a key is a name, or of the order of the runs, and changes no time.
func inName(key string) bool { return slices.Contains([]part{orderPart, namesPart}, partOf(key)) }

// differences returns the keys in which two headers differ, in the order of their parts. It takes
// the keys from the encoded header, so that it covers a key that is added to the format.
func differences(a, b *results.Header) ([]Difference, error) {
	old, err := flat(a)
	if err != nil {
		return nil, err
	}
	now, err := flat(b)
	if err != nil {
		return nil, err
	}
	if a.Request == nil || b.Request == nil { // an older file: nothing is known of what only a request has
		for _, values := range []map[string]string{old, now} {
			maps.DeleteFunc(values, func(key, _ string) bool { return strings.HasPrefix(key, "request.") })
		}
	}
	if a.Script == nil || b.Script == nil { // likewise
		for _, values := range []map[string]string{old, now} {
			maps.DeleteFunc(values, func(key, _ string) bool { return strings.HasPrefix(key, "script.") })
		}
	}
	if same, unknown := results.SameVariables(a, b); same {
		now[variables] = old[variables] // one of the two may keep the values
	} else if unknown == nil && now[variables] == old[variables] {
		now[variables] += ", with other values"
	}
	if near(a.Machine.MemoryBytes, b.Machine.MemoryBytes) {
		now["machine.memory_bytes"] = old["machine.memory_bytes"]
	}
	keys := maps.Clone(old)
	maps.Copy(keys, now)
	list := []Difference{}
	for key := range keys {
		if old[key] != now[key] && !slices.ContainsFunc(passing, func(p string) bool { return key == p || strings.HasPrefix(key, p+".") }) {
			list = append(list, Difference{key, old[key], now[key]})
		}
	}
	slices.SortFunc(list, func(x, y Difference) int {
		return cmp.Or(cmp.Compare(partOf(x.Key), partOf(y.Key)), cmp.Compare(x.Key, y.Key))
	})
	return list, nil
}

func partOf(key string) part {
	for {
		if p, ok := keyParts[key]; ok {
			return p
		}
		key = key[:max(0, strings.LastIndexByte(key, '.'))]
	}
}

// flat returns the values of a header by their keys: {"machine.arch": "amd64"}.
func flat(h *results.Header) (map[string]string, error) {
	bare := *h
	bare.Request = nil
	bare.Machine.Nodes = slices.Clone(h.Machine.Nodes)
	for i := range bare.Machine.Nodes {
		bare.Machine.Nodes[i].MemoryBytes = 0 // drifts with what the hypervisor lends, and memory_bytes has the whole
	}
	line, err := results.EncodeHeader(bare)
	if err != nil {
		return nil, err
	}
	var tree map[string]any
	d := json.NewDecoder(bytes.NewReader(line))
	d.UseNumber() // a seed has more digits than a float64
	if err := d.Decode(&tree); err != nil {
		return nil, err
	}
	values := map[string]string{}
	flatten("", tree, values)
	requested(h, values)
	return values, nil
}

// requested adds what of a request has an effect on the times and stands nowhere else in a header.
func requested(h *results.Header, values map[string]string) {
	r := h.Request
	if r == nil {
		return
	}
	words := make([]string, len(r.Program))
	for i, w := range r.Program {
		words[i] = wording.ShellWord(w)
	}
	set := func(key, value string) {
		if value != "" {
			values["request."+key] = value
		}
	}
	set("program", strings.Join(words, " "))
	for name, list := range r.Settings {
		if _, ok := h.Args[name]; !ok {
			set("settings."+name, strings.Join(list, ", "))
		}
	}
	for kind := range r.Profiles {
		set(kind, "written")
	}
	if r.NoTimeline {
		set("timeline", "not kept")
	}
}

// near reports whether two sizes of memory are of one machine, whose kernel and hypervisor keep a
// little for themselves, now more and now less.
func near(a, b int64) bool {
	return a > 0 && b > 0 && math.Abs(float64(a-b)) <= 0.01*float64(max(a, b))
}

func flatten(key string, v any, into map[string]string) {
	switch v := v.(type) {
	case map[string]any:
		for name, value := range v {
			flatten(strings.TrimPrefix(key+"."+name, "."), value, into)
		}
	case []any:
		into[key] = written(v)
	case string:
		into[key] = v
	case nil:
	default:
		into[key] = written(v)
	}
}

// written returns v as JSON, a list without its brackets.
func written(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		return err.Error() // impossible: v was decoded from JSON
	}
	return strings.Trim(string(b), "[]")
}
