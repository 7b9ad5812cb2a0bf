package remote_test

import (
	"context"
	"encoding/json"
	"errors"
	"testing"
	"time"

	"github.com/nats-io/nats.go"

	"serialfraction/harness"
	"serialfraction/harness/enginetest"
	"serialfraction/harness/remote"
	"serialfraction/harness/remote/broker"
	"serialfraction/harness/remote/join"
	"serialfraction/harness/remote/remotetest"
	"serialfraction/harness/remote/wire"
)

// served returns a server of others, which ends with the test.
func served(t *testing.T) *remotetest.Server {
	t.Helper()
	s, err := remotetest.NewServer(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Stop)
	return s
}

// guests returns an engine at a server of others, with workers of one slot.
func guests(t *testing.T, s *remotetest.Server, ship remote.Ship, pace wire.Pace, gathering func(remote.Gathering)) *bench {
	t.Helper()
	credentials, err := join.LoadCredentials(s.Credentials, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	outside, err := broker.NewOutside(s.URL, credentials)
	if err != nil {
		t.Fatal(err)
	}
	b := &bench{}
	b.Engine = remotetest.New(t, remote.Options{Most: 2, Ship: ship, Outside: outside, Pace: pace, Gathering: gathering}, remotetest.Crew{Slots: 1,
		Connect: func(_ int, file join.File, options ...nats.Option) (*nats.Conn, error) {
			return file.Connect(options...)
		},
		Build: func(context.Context, json.RawMessage, *harness.Dataset) (harness.Workload, error) {
			return b.job.Load().Workload, nil
		}})
	return b
}

// A server of others that ends in the middle of a run, with all that it has, and begins again, takes no row with
// it: the run is made again by the same workers, and counts as one that lost them. The next loses none.
func TestServerRestarted(t *testing.T) {
	t.Parallel()
	for _, ship := range []remote.Ship{remote.Rows, remote.Object} {
		s := served(t)
		restart := func() {
			s.Stop()
			if err := s.Start(); err != nil {
				t.Error(err)
			}
		}
		outages := 0
		b := guests(t, s, ship, wire.UsualPace, func(g remote.Gathering) {
			if g.Outage > 0 {
				outages++
			}
		})
		if lost := right(t, b, at(7, restart), 2); lost < 2 {
			t.Errorf("%s: %d workers are lost, want 2", ship, lost)
		}
		for right(t, b, enginetest.Job(60, 2, 3), 2) > 0 { // a worker may notice late that its connection was cut
		}
		if n := len(b.Members()); n != 2 || outages != 1 {
			t.Errorf("%s: %d workers joined, and the server was gone %d times", ship, n, outages)
		}
	}
}

// One that does not begin again ends the run.
func TestServerStopped(t *testing.T) {
	t.Parallel()
	s := served(t)
	b := guests(t, s, remote.Rows, soon, nil)
	j := at(7, s.Stop)
	if _, err := b.Run(t.Context(), make([]float64, j.ResultLen()), j, 2); !errors.Is(err, remote.ErrServerGone) {
		t.Errorf("got %v", err)
	}
}
