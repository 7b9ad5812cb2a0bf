package prepare

import (
	"context"
	"encoding/json"
	"errors"
	"math"
	"testing"

	"serialfraction/harness"
	"serialfraction/harness/input"
	"serialfraction/harness/remote/remotetest"
	"serialfraction/results"
	"serialfraction/workloads"
)

// makeOrder makes the workload that a coordinator orders, as a worker of another process does.
func makeOrder(ctx context.Context, text json.RawMessage, data *harness.Dataset) (harness.Workload, error) {
	var o workloads.Order
	if err := json.Unmarshal(text, &o); err != nil {
		return harness.Workload{}, err
	}
	return o.Make(ctx, data)
}

// Every workload on rows that is a part of this program gives the answer of a plain loop, bit for
// bit, on remote workers too, whichever way the rows come to them.
func TestRemoteAnswers(t *testing.T) {
	for _, s := range workloads.All {
		if s.New == nil {
			continue
		}
		for _, ship := range Ships {
			t.Run(s.Name+" "+ship.Name, func(t *testing.T) {
				t.Parallel()
				r := results.Request{Workload: s.Name, Engine: harness.RemoteKind.Name, Ship: ship.Name, Source: results.Source{Data: s.Data.Of(60)}}
				data, err := input.Load(t.Context(), source(r))
				if err != nil {
					t.Fatal(err)
				}
				work, err := workload(t.Context(), order(r), r, func(context.Context) (*harness.Dataset, error) { return data, nil }, nil)
				if err != nil {
					t.Fatal(err)
				}
				work.Pace = 0
				j := &harness.Job{Data: data, Workload: work, ChunkRows: 7}
				want, err := harness.Answer(t.Context(), j)
				if err != nil {
					t.Fatal(err)
				}
				e, err := remoteEngine(r, 3, nil)
				if err != nil {
					t.Fatal(err)
				}
				o := e.Options()
				o.Listen = ""
				got, _, err := harness.Once(t.Context(), remotetest.New(t, o, remotetest.Crew{Slots: 2, Build: makeOrder, Read: input.LoadElsewhere}), j, 3)
				if err != nil {
					t.Fatal(err)
				}
				for i := range want {
					if math.Float64bits(got[i]) != math.Float64bits(want[i]) {
						t.Fatalf("place %d is %v, by a plain loop %v", i, got[i], want[i])
					}
				}
			})
		}
	}
}

// A way to ship rows that is none, or that the engine does not have, is refused.
func TestCheckShip(t *testing.T) {
	for _, tc := range []struct {
		r  results.Request
		ok bool
	}{
		{results.Request{Engine: "remote", Ship: "rows"}, true},
		{results.Request{Engine: "remote"}, true},
		{results.Request{Engine: "pool"}, true},
		{results.Request{Engine: "remote", Ship: "air"}, false},
		{results.Request{Engine: "pool", Ship: "rows"}, false},
		{results.Request{Engine: "remote", Ship: "path", Source: results.Source{Data: "golub"}}, true},
		{results.Request{Engine: "remote", Ship: "path", Source: results.Source{Data: input.Stdin}}, false},
		{results.Request{Engine: "remote", Ship: "path", Source: results.Source{Data: "golub", Groups: input.Stdin}}, false},
	} {
		var flag *harness.FlagError
		if err := Check(tc.r); (err == nil) != tc.ok || err != nil && (!errors.As(err, &flag) || flag.Flag != "ship") {
			t.Errorf("%+v: %v", tc.r, err)
		}
	}
}
