package results_test

import (
	"testing"

	"serialfraction/results"
)

// A row has 8 bytes a value on a link, and packed genotypes two bits each.
func TestRowBytes(t *testing.T) {
	for workload, want := range map[string]int{"ttest": 808, "trend": 26} {
		if got := (&results.Header{Workload: workload, Data: results.Data{Cols: 101}}).RowBytes(); got != want {
			t.Errorf("%s: %d bytes, want %d", workload, got, want)
		}
	}
}
