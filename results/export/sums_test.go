package export

import (
	"encoding/csv"
	"math"
	"slices"
	"strings"
	"testing"

	"serialfraction/harness"
	"serialfraction/harness/counters"
)

// A sum that has no room in 64 bits is left out, never a wrong number; how workers were bound is a column.
func TestSums(t *testing.T) {
	for name, tt := range map[string]struct {
		cycles [2]int64
		want   string
	}{
		"room":    {[2]int64{math.MaxInt64 - 5, 5}, "9223372036854775807"},
		"no room": {[2]int64{math.MaxInt64 - 5, 6}, ""},
	} {
		s := read(t, "../testdata/amdahl.jsonl")
		s.File.Header.Pin = "spread"
		workers := make([]harness.WorkerTiming, 2)
		for i := range workers {
			workers[i].Counts = &counters.Counts{Hardware: &counters.Hardware{Cycles: tt.cycles[i]}}
		}
		s.File.Runs = s.File.Runs[:1]
		s.File.Runs[0].Timing.Workers = workers
		rows, err := csv.NewReader(strings.NewReader(written(t, "csv", Options{}, s))).ReadAll()
		if err != nil || len(rows) != 2 {
			t.Fatal(len(rows), err)
		}
		cell := func(column string) string { return rows[1][slices.Index(rows[0], column)] }
		if cell("cycles_sum") != tt.want || cell("pin") != "spread" || cell("instructions_sum") != "0" {
			t.Errorf("%s: cycles %q, pin %q, instructions %q", name, cell("cycles_sum"), cell("pin"), cell("instructions_sum"))
		}
	}
}
