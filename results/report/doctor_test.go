package report

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"serialfraction/harness/golden"
	"serialfraction/harness/machine"
	"serialfraction/results"
	"serialfraction/results/doctor"
	"serialfraction/results/report/draw"
)

func diagnosis() *doctor.Diagnosis {
	one := results.Middle{Value: 1, Lo: 1, Hi: 1, Level: 0.95}
	half := results.Middle{Value: 1.62, Lo: 1.5, Hi: 1.7, Level: 0.95}
	others, steal := int64(300e6), int64(0)
	return doctor.Diagnose(machine.Description{
		CPUModel: "Example CPU", OS: "linux", Arch: "amd64", Kernel: "6.1.0", LogicalCPUs: 4, AffinityCPUs: 4, EffectiveCPUs: 4, AffinityCores: 2,
		Topology: machine.Topology{SMT: new(true)}, MemoryBytes: 8e9, Clock: machine.Clock{Governor: "powersave"}, GoVersion: "go1.26", GOMAXPROCS: 4,
	}, &results.Probe{
		Timer:        &results.TimerProbe{Read: 25, Step: 20},
		Idle:         &results.SpreadProbe{Times: 200, Median: 26e3, P99: 5e6},
		Spin:         []results.SpinProbe{{Threads: 1, Speedup: one, Slowest: []int64{1000, 1010, 990, 1003}}, {Threads: 2, Speedup: half, Slowest: []int64{1235, 1242, 1222, 1230}}},
		Interference: &results.InterferenceProbe{Threads: 4, Watched: 20e9, Lost: 5e6, Largest: 1e6, Others: &others, Steal: &steal},
		Disk:         &results.DiskProbe{Folder: "/a|b\x1b[31m", Bytes: 1, Rate: 4e9, Cached: true},
		Instructions: 7e9,
	})
}

// TestDoctorGolden draws a diagnosis in every format.
func TestDoctorGolden(t *testing.T) {
	var got strings.Builder
	drawn := func(title string, f Format[*doctor.Diagnosis], s Style) string {
		var b bytes.Buffer
		if err := f.Write(&b, diagnosis(), s); err != nil {
			t.Fatal(err)
		}
		got.WriteString("== " + title + " ==\n" + strings.ReplaceAll(b.String(), "\x1b", "␛") + "\n")
		return b.String()
	}
	for _, f := range DoctorFormats {
		text := drawn(f.Name, f, Style{Width: 80})
		switch f.Name {
		case "json":
			if !json.Valid([]byte(text)) {
				t.Errorf("no JSON: %s", text)
			}
		case "table":
			for line := range strings.Lines(text) {
				if draw.Width(strings.TrimSuffix(line, "\n")) > 80 {
					t.Errorf("wider than 80 columns: %s", line)
				}
			}
		}
		if f.Name != "json" && strings.Contains(text, "\x1b") {
			t.Errorf("%s: the name of a folder steers the terminal", f.Name)
		}
	}
	drawn("table, 120 columns, colour", DoctorFormats[0], Style{Width: 120, Color: true})
	golden.File(t, "testdata/doctor.golden", []byte(got.String()))
}

func TestLookupDoctor(t *testing.T) {
	for _, want := range DoctorFormats {
		if got, err := DoctorFormats.Lookup(want.Name); err != nil || got.Name != want.Name {
			t.Errorf("%s: %s, %v", want.Name, got.Name, err)
		}
	}
	if _, err := DoctorFormats.Lookup("csv"); err == nil || !strings.Contains(err.Error(), "table, json, md") {
		t.Errorf("csv: %v", err)
	}
}
