package prepare

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"serialfraction/harness"
	"serialfraction/harness/input"
	"serialfraction/harness/remote"
	"serialfraction/harness/remote/broker"
	"serialfraction/harness/remote/join"
	"serialfraction/results"
	"serialfraction/workloads"
)

// A Ship is a way in which rows come to remote workers.
type Ship struct{ Name, Summary string }

// Ships is the table of ways, the default first.
var Ships = []Ship{
	{string(remote.Rows), "each chunk is sent with its rows"},
	{string(remote.Object), "every worker gets all rows once, before the first run"},
	{string(remote.Path), "every worker reads the rows at the same path on its own host, or makes them, before the first run; their SHA-256 must be the coordinator's"},
}

// checkShip returns a *harness.FlagError where the way to ship rows is none, or the engine ships none.
func checkShip(r results.Request) error {
	var names []string
	for _, s := range Ships {
		names = append(names, s.Name)
	}
	switch {
	case r.Ship == "":
		return nil
	case !slices.Contains(names, r.Ship):
		return &harness.FlagError{Flag: "ship", Value: r.Ship, Want: "type one of " + strings.Join(names, ", ")}
	case !EngineOf(r).Remote:
		return &harness.FlagError{Flag: "ship", Value: r.Ship, Want: "only the engine " + harness.RemoteKind.Name + " ships rows: name it, or leave this out"}
	case r.Ship == string(remote.Path):
		return checkPath(r)
	}
	return nil
}

// checkPath returns a *harness.FlagError where workers cannot read the rows of a request themselves.
func checkPath(r results.Request) error {
	bad := func(why string) error {
		return &harness.FlagError{Flag: "ship", Value: r.Ship, Want: why + ": type " + string(remote.Object)}
	}
	if r.Weak {
		return bad("rows that grow with N are repeated by the coordinator, and no worker has them")
	}
	for _, path := range source(r).Files() {
		if path == input.Stdin {
			return bad("the standard input is of this process alone, and no worker can read it")
		}
		if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() && !info.IsDir() {
			return bad(path + " is no file that can be read twice, as by a worker")
		}
	}
	return nil
}

// loopback is the address of a server whose workers are on this machine.
const loopback = "127.0.0.1:0"

// remoteOptions returns what an engine of a request is made with, whose workers are processes. The
// caller sets how many.
func remoteOptions(r results.Request, watch *Watch) (remote.Options, error) {
	work, err := json.Marshal(order(r).WithScript())
	if err != nil {
		panic(fmt.Sprintf("an order has no JSON: %v", err)) // it has texts alone
	}
	found, _ := workloads.Lookup(r.Workload)
	from := r.Elsewhere
	o := remote.Options{Work: work, IDs: found.Processes(), Ship: remote.Ship(r.Ship)}
	if o.Ship == remote.Path {
		if o.Source, err = source(r).Elsewhere(); err != nil {
			return o, err
		}
	}
	if !away(r) {
		o.Listen, o.Start = loopback, remote.StartLocal
		return o, nil
	}
	o.Listen, o.JoinFile, o.Patience = from.Listen, from.JoinFile, from.JoinTimeout
	if watch != nil {
		o.Gathering = watch.Gathering
	}
	if from.NATS == "" {
		return o, nil
	}
	credentials, err := join.LoadCredentials(from.Credentials, time.Now())
	if err != nil {
		return o, err
	}
	o.Outside, err = broker.NewOutside(from.NATS, credentials)
	return o, err
}

// remoteEngine returns the engine of a request whose workers are processes, up to so many. Where they
// come from elsewhere its server has begun. The caller closes it.
func remoteEngine(r results.Request, most int, watch *Watch) (*remote.Engine, error) {
	o, err := remoteOptions(r, watch)
	if err != nil {
		return nil, err
	}
	o.Most = most
	e := remote.New(o)
	if away(r) {
		_, err = e.Join()
	}
	return e, err
}

// away reports whether the workers of a request come from elsewhere.
func away(r results.Request) bool { return r.Elsewhere.Listen != "" || r.Elsewhere.NATS != "" }

// checkElsewhere returns a *harness.FlagError where a request does not make clear from where remote
// workers come.
func checkElsewhere(r results.Request) error {
	from := r.Elsewhere
	bad := func(flag, value, want string) error { return &harness.FlagError{Flag: flag, Value: value, Want: want} }
	for _, f := range []struct{ flag, value string }{{"listen", from.Listen}, {"nats", from.NATS}, {"join-file", from.JoinFile}, {"credentials", from.Credentials}} {
		switch {
		case f.value == "":
		case !EngineOf(r).Remote:
			return bad(f.flag, f.value, "only the engine "+harness.RemoteKind.Name+" has workers elsewhere: name it, or leave this out")
		case !away(r):
			return bad(f.flag, f.value, "it goes with the address to listen at, or with the server to use: name one, or leave this out")
		}
	}
	switch {
	case !away(r):
		return nil
	case from.Listen != "" && from.NATS != "":
		return bad("nats", from.NATS, "the workers connect to one server: leave out this, or the address to listen at")
	case from.NATS != "" && from.Credentials == "":
		return bad("credentials", "", "the server of others lets nobody in without: name the file that harness nats-conf wrote")
	case from.Credentials != "" && from.NATS == "":
		return bad("credentials", from.Credentials, "they are for a server of others: name it, or leave this out")
	case from.JoinFile == "":
		return bad("join-file", "", "the workers join by a file: name one, which is written")
	case r.MaxWorkers == 0 && r.Workers == nil:
		return bad("max-workers", "", "so many workers are waited for: type a number")
	case from.JoinTimeout < 0:
		return bad("join-timeout", from.JoinTimeout.String(), "type a time that is not negative")
	}
	if err := join.Writable(from.JoinFile); err != nil {
		return bad("join-file", from.JoinFile, err.Error())
	}
	return nil
}

// gather waits for the workers that come from elsewhere.
func (t *task) gather(ctx context.Context, r results.Request) error {
	e, ok := t.engine.(*remote.Engine)
	if !ok || !away(r) {
		return nil
	}
	_, err := e.Gather(ctx)
	return err
}

// Remarks are what a user should know of the remote workers of runs that were made. It is zero where
// workers are threads.
type Remarks struct {
	Dropped remote.Dropped
	Notes   []remote.Note
}

// remarksOn returns the remarks on the runs of an engine so far.
func remarksOn(engine harness.Engine) Remarks {
	if e, ok := engine.(*remote.Engine); ok {
		return Remarks{Dropped: e.Dropped(), Notes: e.Notes()}
	}
	return Remarks{}
}

// Remarks returns the remarks on the runs so far.
func (s *Sweep) Remarks() Remarks { return remarksOn(s.Trials[0].Engine) }

// Remarks returns the remarks on what [Once.Do] has done.
func (o *Once) Remarks() Remarks { return o.remarks }

// capChunks cuts a job into chunks of which a message has room, where its engine sends messages.
func capChunks(engine harness.Engine, j *harness.Job) {
	if e, ok := engine.(*remote.Engine); ok {
		j.ChunkRows = min(j.ChunkRows, e.MostRows(j))
	}
}
