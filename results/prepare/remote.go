package prepare

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"serialfraction/harness"
	"serialfraction/harness/remote"
	"serialfraction/results"
	"serialfraction/workloads"
)

// A Ship is a way in which rows come to remote workers.
type Ship struct{ Name, Summary string }

// Ships is the table of ways, the default first.
var Ships = []Ship{
	{string(remote.Rows), "each chunk is sent with its rows"},
	{string(remote.Object), "every worker gets all rows once, before the first run"},
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
	}
	return nil
}

// loopback is the address of a server whose workers are on this machine.
const loopback = "127.0.0.1:0"

// remoteEngine returns the engine of a request whose workers are processes, up to so many.
func remoteEngine(r results.Request, most int) *remote.Engine {
	work, err := json.Marshal(order(r))
	if err != nil {
		panic(fmt.Sprintf("an order has no JSON: %v", err)) // it has texts alone
	}
	found, _ := workloads.Lookup(r.Workload)
	return remote.New(remote.Options{Work: work, IDs: found.Script != nil, Ship: remote.Ship(r.Ship), Most: most,
		Listen: loopback, Start: remote.StartLocal})
}

// capChunks cuts a job into chunks of which a message has room, where its engine sends messages.
func (t *task) capChunks() {
	if e, ok := t.engine.(*remote.Engine); ok {
		t.job.ChunkRows = min(t.job.ChunkRows, e.MostRows(t.job))
	}
}
