package planted

import "testing"

// TestRowHash checks that the answer does not depend on the amount of work.
func TestRowHash(t *testing.T) {
	for row := range 100 {
		want, _ := rowHash(row, 1, new(ending))
		if got, whole := rowHash(row, 1000+row, new(ending)); !whole || got != want || want == 0 {
			t.Errorf("row %d: hash %v after one step, %v after many", row, want, got)
		}
	}
}
