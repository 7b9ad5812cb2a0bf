package pipe

import (
	"slices"
	"testing"

	"serialfraction/harness"
)

// The processes of a function begin before there are rows; one of them is tried then, and all have the answers
// of a function that began with the rows.
func TestBeginsBeforeTheRows(t *testing.T) {
	want := answersWithout(t, standInOf(t, worded(), "adapter"))
	p := standInOf(t, worded(), "adapter")
	data := p.Data
	p.Data, p.Once = nil, 2
	p.begin(t.Context())
	begun := slices.Clone(p.spares.kept)
	p.Data = data
	if err := p.Try(t.Context()); err != nil {
		t.Fatal(err)
	}
	if !slices.EqualFunc(begun, p.spares.kept, func(a, b spare) bool { return a.child == b.child }) || len(begun) != 2 {
		t.Errorf("%d processes began, and %d others are kept", len(begun), len(p.spares.kept))
	}
	got, _, err := harness.Once(t.Context(), &harness.Pool{Schedule: harness.Schedules[0]}, &harness.Job{Data: data, Workload: p.work(), ChunkRows: 1}, 2)
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("answers %v, want %v, error %v", got, want, err)
	}
}
