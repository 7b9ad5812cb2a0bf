package remote

import (
	"testing"

	"serialfraction/harness"
)

// Two tasks for each worker are out, but no more than the queue has room for.
func TestAhead(t *testing.T) {
	for _, tt := range []struct {
		ship                   Ship
		workers, rows, columns int
		want                   int
	}{
		{Rows, 1, 10, 100, 2},
		{Rows, 64, 10, 100, 128},
		{Rows, 64, 10000, 100, 128}, // they come apart
		{Rows, 4096, 160, 100, 4062},
		{Object, 64, 10000, 100, 128},
	} {
		l := &loaded{}
		if tt.ship == Object {
			l.Rows = "name"
		}
		s := &step{Engine: New(Options{Ship: tt.ship}), loaded: l, team: make([]*seat, tt.workers),
			job: &harness.Job{Data: &harness.Dataset{Cols: tt.columns}, ChunkRows: tt.rows}}
		if got := s.ahead(); got != tt.want {
			t.Errorf("%+v: %d tasks are out", tt, got)
		}
	}
}
