package main

import (
	"strings"
	"testing"
	"time"

	"serialfraction/results/prepare"
)

func TestShortageWords(t *testing.T) {
	short := prepare.Shortage{Workers: 64, Rows: 2_300_000, Each: 1438 * time.Microsecond, Fixed: 100 * time.Microsecond,
		Enough: "synth:rows=16000000,cols=100", Memory: 14.56e9, Serial: 640 * time.Millisecond}
	for name, tc := range map[string]struct {
		unnamed bool
		want    string
	}{
		"limit":     {false, "few for 64 workers: each would get about 1.44 ms of work, and a run costs about 100 µs whatever its rows, 7.0 % of that. For less than 1 %, with 14.6 GB of memory and 640 ms for a run at N = 1, type --data synth:rows=16000000,cols=100"},
		"N unnamed": {true, "7.0 % of that. Type --max-workers 64 for more rows."},
	} {
		short.Unnamed = tc.unnamed
		if got := shortageWords(&short); !strings.Contains(got, tc.want) {
			t.Errorf("%s: %s\nwant %s", name, got, tc.want)
		}
	}
}

// Rows that do not fit into the memory are refused with rows that do.
func TestMemoryErrorWords(t *testing.T) {
	err := inFlags(&prepare.MemoryError{Data: "synth:rows=9,cols=2", Needs: 2e9, Has: 1e9, Fits: "synth:rows=4,cols=2"})
	want := "synth:rows=9,cols=2 takes about 2 GB of memory, and this process may use at most 1 GB: type --data synth:rows=4,cols=2, or a smaller --max-workers"
	if err.Error() != want {
		t.Errorf("%v\nwant %s", err, want)
	}
}
