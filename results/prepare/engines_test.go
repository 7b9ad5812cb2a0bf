package prepare

import (
	"errors"
	"testing"

	"serialfraction/harness"
	"serialfraction/results"
)

// Every engine has the properties that the table lists.
func TestEngines(t *testing.T) {
	data := &harness.Dataset{Name: "two", Cols: 1, Values: []float64{1, 2}}
	for _, k := range Engines {
		if k.Remote {
			continue // its workers are processes of the program
		}
		e := k.make(harness.Schedules[0], simulated(0.5), 1)
		if e.Name() != k.Name || k.Summary == "" {
			t.Errorf("%+v makes the engine %s", k, e.Name())
		}
		if _, own := e.(*harness.Sim); own != k.Simulated {
			t.Errorf("%s: Simulated is %v", k.Name, k.Simulated)
		}
		job := &harness.Job{Data: data, ChunkRows: 1, Workload: harness.PerRow("copy", []string{"x"}, func(dst, row []float64) { dst[0] = row[0] })}
		_, err := e.Run(t.Context(), make([]float64, 2), job, 2)
		if refused := errors.As(err, new(*harness.FlagError)); refused != k.OneWorker {
			t.Errorf("%s on two workers: %v, and OneWorker is %v", k.Name, err, k.OneWorker)
		}
		if got := EngineOf(results.Request{Engine: k.Name}); got.Name != k.Name {
			t.Errorf("%s: found %q", k.Name, got.Name)
		}
	}
	for _, none := range []string{"", "no such"} {
		if got := EngineOf(results.Request{Engine: none}); got.Name != "" || got.Simulated || got.OneWorker {
			t.Errorf("%q: %+v", none, got)
		}
	}
}
