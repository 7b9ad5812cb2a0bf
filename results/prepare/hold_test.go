package prepare

import (
	"errors"
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

// What an earlier run has left is counted: in memory where it has room, else in a file, and where reading it
// has none the flag is named that asks for it. 10,000,000 rows have answers of 400 MB and 10 MB more to know
// which rows are held.
func TestHeldIsCounted(t *testing.T) {
	if !scratch.Here {
		t.Skip("this system has no arrays in files")
	}
	size := input.Size{Rows: 10_000_000, Cols: 10, Groups: [2]int{5, 5}}
	for name, tt := range map[string]struct {
		reading int64
		taken   bool // the rows are in memory already
		room    machine.Room
		aside   bool
		want    string // of the error; "" = none
	}{
		"room":             {0, false, machine.Room{Bytes: 850e6}, false, ""},
		"no room for both": {0, false, machine.Room{Bytes: 700e6}, true, ""},
		"no room for one":  {0, false, machine.Room{Bytes: 100e6}, true, ""},
		"they are there":   {0, true, machine.Room{Bytes: 700e6}, true, ""},
		"and leave none":   {0, true, machine.Room{Bytes: 300e6}, false, "410 MB for the answers of the earlier run"},
		"reading":          {1e9, false, machine.Room{Bytes: 850e6}, false, "for reading the earlier run"},
		"address space":    {0, false, machine.Room{Bytes: 700e6, Limit: machine.AddressSpace}, false, "ulimit -v"},
	} {
		d := demandOf(t, asked("ttest", "rows.npy", nil))
		d.once, d.held = true, holding{path: "r.partial.csv", row: 8*5 + hasBytes, reading: tt.reading}
		if tt.taken {
			d.held.taken = d.held.row * int64(size.Rows)
		}
		err := d.check(size, tt.room)
		flag := (*harness.FlagError)(nil)
		if aside := d.aside(size, tt.room); aside != tt.aside || (err == nil) != (tt.want == "") || err != nil && (!strings.Contains(err.Error(), tt.want) || !errors.As(err, &flag) || flag.Flag != "resume") {
			t.Errorf("%s: aside %v, error %v", name, aside, err)
		}
	}
}

// Rows that are held in a file give the answer that they give in memory, and are not computed again.
func TestHoldIsTheSame(t *testing.T) {
	run := func(inFile bool) (answer []float64, computed int) {
		o, err := NewOnce(t.Context(), asked("ttest", "synth:rows=3000,cols=8", func(r *results.Request) {
			r.Results, r.ChunkRows = filepath.Join(t.TempDir(), "r.csv"), 100
		}), nil)
		if err != nil {
			t.Fatal(err)
		}
		h, err := o.Hold("r.partial.csv", 0)
		if err != nil {
			t.Fatal(err)
		}
		if inFile {
			a, err := o.inFile(heldPart)
			if err != nil {
				t.Skip(err)
			}
			h.Answer = a.Values
		}
		for row := range 1050 { // ten chunks, and half of one that is computed
			h.Has[row] = true
		}
		for i := range h.Answer[:1050*len(o.Job.Workload.Outputs)] {
			h.Answer[i] = 7
		}
		if err := o.Cut(t.Context(), 1); err != nil {
			t.Fatal(err)
		}
		answer, _, err = o.Do(t.Context(), 1, h, func(at harness.Chunk, _ []float64) { computed += at.Rows })
		if err != nil || answer[0] != 7 || answer[1000*len(o.Job.Workload.Outputs)] == 7 {
			t.Fatal(err, answer[0])
		}
		return slices.Clone(answer), computed
	}
	here, computed := run(false)
	there, again := run(true)
	if !slices.Equal(here, there) || computed != 2000 || again != 2000 {
		t.Errorf("%d and %d rows were computed, the answers are equal: %v", computed, again, slices.Equal(here, there))
	}
}
