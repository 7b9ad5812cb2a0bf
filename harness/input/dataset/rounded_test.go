package dataset

import (
	"math"
	"math/big"
	"testing"

	"pgregory.net/rapid"
)

// TestExact: a whole number is exact where arithmetic of any size finds it so.
func TestExact(t *testing.T) {
	check := func(t rapid.TB, v uint64) {
		_, accuracy := new(big.Float).SetPrec(64).SetUint64(v).Float64()
		if want := accuracy == big.Exact; Exact(v) != want {
			t.Errorf("%d is exact: %v, want %v", v, Exact(v), want)
		}
	}
	for _, v := range []uint64{0, 1, 1<<53 - 1, 1 << 53, 1<<53 + 1, 1<<53 + 2, 1 << 63, math.MaxUint64, math.MaxInt64} {
		check(t, v)
	}
	rapid.Check(t, func(t *rapid.T) { check(t, rapid.Uint64().Draw(t, "v")<<rapid.IntRange(0, 20).Draw(t, "shift")) })
	if got := Magnitude(math.MinInt64); got != 1<<63 {
		t.Errorf("the magnitude of the least number is %d", got)
	}
}

func TestRoundedNotes(t *testing.T) {
	var r, later Rounded
	if r.Notes() != nil {
		t.Errorf("%q of none", r.Notes())
	}
	r.Merge(later)
	if got := later.Int(1<<53+1, "line 3"); got != 1<<53 {
		t.Errorf("read as %v", got)
	}
	later.Int(-1<<53, "line 3") // exact
	r.Merge(later)
	const one = "1 whole number beyond 2^53 is rounded to what float64 holds, the first 9007199254740993 to 9007199254740992 (line 3)"
	if got := r.Notes(); len(got) != 1 || got[0] != one {
		t.Errorf("%q, want %s", got, one)
	}
	if got := r.Uint(math.MaxUint64, "line 4"); got != 1<<64 {
		t.Errorf("read as %v", got)
	}
	const two = "2 whole numbers beyond 2^53 are rounded to what float64 holds, the first 9007199254740993 to 9007199254740992 (line 3)"
	if got := r.Notes(); got[0] != two {
		t.Errorf("%q, want %s", got, two)
	}
}

func TestBeyond(t *testing.T) {
	for v, want := range map[float64]bool{1<<53 - 1: false, 1 << 53: true, -1 << 53: true, math.MaxFloat64: true, math.Inf(1): false, math.Inf(-1): false} {
		if Beyond(v) != want {
			t.Errorf("%v: %v", v, !want)
		}
	}
	if Beyond(math.NaN()) {
		t.Error("a missing value is beyond 2^53")
	}
}
