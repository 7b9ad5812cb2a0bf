package prepare

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"serialfraction/harness"
	"serialfraction/harness/input"
	"serialfraction/harness/machine"
	"serialfraction/harness/scratch"
	"serialfraction/results"
)

// The answers of a job that is done once lie in a file where they alone have no room. Those of a sweep do
// not, nor does what a last step needs beside them; of address space a file takes as much.
func TestAside(t *testing.T) {
	if !scratch.Here {
		t.Skip("this system has no arrays in files")
	}
	size := input.Size{Rows: 10_000_000, Cols: 10, Groups: [2]int{5, 5}}
	adjusted := func(r *results.Request) { r.Settings["adjust"] = []string{"bh"} }
	for name, tt := range map[string]struct {
		once  bool
		room  machine.Room
		set   func(*results.Request)
		aside bool
		want  string // of the error; "" = none
	}{
		"room":          {true, machine.Room{Bytes: 500e6}, nil, false, ""},
		"no room":       {true, machine.Room{Bytes: 200e6}, nil, true, ""},
		"a sweep":       {false, machine.Room{Bytes: 200e6}, nil, false, "800 MB for answers"},
		"a last step":   {true, machine.Room{Bytes: 200e6}, adjusted, false, "for the adjustment of p"},
		"address space": {true, machine.Room{Bytes: 200e6, Limit: machine.AddressSpace}, nil, false, "ulimit -v"},
	} {
		d := demandOf(t, asked("ttest", "rows.npy", tt.set))
		d.once = tt.once
		err := d.check(size, tt.room)
		if aside := d.aside(size, tt.room); aside != tt.aside || (err == nil) != (tt.want == "") || err != nil && !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: aside %v, error %v", name, aside, err)
		}
	}
}

// An answer in a file is that in memory, to the bit.
func TestAsideIsTheSame(t *testing.T) {
	once := func(aside bool) (answer []float64) {
		o, err := NewOnce(t.Context(), asked("ttest", "synth:rows=3000,cols=8", func(r *results.Request) {
			r.Results = filepath.Join(t.TempDir(), "r.csv")
		}), nil)
		if err != nil {
			t.Fatal(err)
		}
		if err := o.Cut(t.Context(), 2); err != nil {
			t.Fatal(err)
		}
		if aside {
			if err := o.putAside(); err != nil {
				t.Skip(err)
			}
		}
		answer, _, err = o.Do(t.Context(), 2, nil, func(harness.Chunk, []float64) {})
		if err != nil || o.Aside() != aside {
			t.Fatal(o.Aside(), err)
		}
		return slices.Clone(answer)
	}
	if here, there := once(false), once(true); !slices.Equal(here, there) || len(here) != 3*3000 && len(here) != 5*3000 {
		t.Errorf("%d and %d values, which differ", len(here), len(there))
	}
}
