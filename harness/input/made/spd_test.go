package made_test

import (
	"testing"

	"serialfraction/harness/input"
)

// TestSPD checks that generated systems are symmetric and dominant on the diagonal, and
// pins their bits.
func TestSPD(t *testing.T) {
	d, err := input.Load(t.Context(), input.Source{Data: "spd:rows=50,k=7,seed=3,off=0.2"})
	if err != nil {
		t.Fatal(err)
	}
	if d.NumRows() != 50 || d.Cols != 56 || d.Name != "spd:rows=50,k=7,seed=3,off=0.2" || len(d.Samples) != 56 || d.Groups.Names[0] != "" {
		t.Fatalf("%s is %d x %d with groups %+v", d.Name, d.NumRows(), d.Cols, d.Groups)
	}
	if d.Samples[1] != "a1_2" || d.Samples[49] != "b1" || d.Rows[0] == d.Rows[1] {
		t.Errorf("columns are called %s and %s", d.Samples[1], d.Samples[49])
	}
	for r := range 50 {
		x := d.Row(r)
		for i := range 7 {
			rest := 0.0
			for j := range 7 {
				if x[i*7+j] != x[j*7+i] {
					t.Fatalf("row %d is not symmetric", r)
				}
				if i != j {
					rest += max(x[i*7+j], -x[i*7+j])
				}
			}
			if !(x[i*8] > rest) || rest == 0 || rest > 6*0.2 {
				t.Fatalf("row %d: %v on the diagonal, %v beside it", r, x[i*8], rest)
			}
		}
	}
	const want = "922f5f21db84bd2b59446f7ee7e5066a6b4138108467942eaa4948f94d65e531"
	if got := d.Digest(); got != want {
		t.Errorf("digest %s, want %s", got, want)
	}
}
