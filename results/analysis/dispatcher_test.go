package analysis

import (
	"context"
	"encoding/json"
	"math"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/nats-io/nats-server/v2/server/ats"

	"serialfraction/harness"
	engine "serialfraction/harness/remote"
	"serialfraction/harness/remote/remotetest"
	"serialfraction/results/advice"
)

// So it is with the engine itself, its server and its workers, as TestDispatcher has it by arithmetic. They run in
// a time that stands still while any of them works: the dispatcher sleeps for half a millisecond to read each
// chunk, and a worker for five to compute it, on any machine.
func TestRealDispatcher(t *testing.T) {
	ats.Register() // the goroutine of the server that all servers of a process share, and that outlives them
	defer ats.Unregister()
	synctest.Test(t, func(t *testing.T) {
		const chunks, reading, computing = 320, 500 * time.Microsecond, 5 * time.Millisecond
		data := &harness.Dataset{Name: "slow", Cols: 1, Store: &harness.Store{Rows: chunks, Decode: func(dst []float64, _, n int, _ []int) {
			time.Sleep(reading)
			clear(dst[:n])
		}}}
		work := harness.PerRow("none", []string{"y"}, func(dst, _ []float64) { time.Sleep(computing); dst[0] = 0 })
		j := &harness.Job{Data: data, ChunkRows: 1, Workload: work}
		e := remotetest.New(t, engine.Options{Most: 16}, remotetest.Crew{Slots: 16, Build: func(context.Context, json.RawMessage, *harness.Dataset) (harness.Workload, error) {
			return work, nil
		}})
		f := remoteFile(2, []harness.Host{{Name: "a", CPUs: 64, Slots: 16, Here: true}}, chunks, func(n int) harness.Timing {
			timing, err := e.Run(t.Context(), make([]float64, j.ResultLen()), j, n)
			if err != nil {
				t.Fatal(err)
			}
			return timing
		}, 1, 2, 4, 8, 16)
		const serial = float64(reading) / float64(computing)
		a := analyze(t, f, Options{})
		if s := a.SerialFraction.Value; s > 0.6*serial {
			t.Errorf("the fitted S is %.4f, of the %.4f that nobody fits", s, serial)
		}
		if math.Abs(*a.AccountedSerialFraction-serial) > 0.005 {
			t.Errorf("accounted for %.4f, want %.4f", *a.AccountedSerialFraction, serial)
		}
		said := map[advice.Code]string{}
		for _, w := range a.Advice {
			said[w.Code] = w.Message
		}
		if text := said[advice.Busy]; !strings.HasPrefix(text, "the dispatcher is the limit from N = 10 on, ") || !strings.Contains(text, "2, 4 and 10 times the rows make it N = 20, 40 and 100 at most") {
			t.Errorf("of the dispatcher it says %q", text)
		}
		if text := said[advice.CausesDisagree]; !strings.Contains(text, "the causes account for 0.1000") {
			t.Errorf("of the two S it says %q", text)
		}
	})
}
