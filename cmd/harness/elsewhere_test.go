package main

import (
	"bytes"
	"testing"

	"github.com/urfave/cli/v2"

	"serialfraction/harness/remote"
	"serialfraction/results"
)

// That all workers are here is said once they have been waited for, and not again of those that come besides.
func TestGathering(t *testing.T) {
	var screen bytes.Buffer
	c := cli.NewContext(&cli.App{ErrWriter: &screen}, nil, nil)
	show := gathering(c, results.Request{Elsewhere: results.Elsewhere{JoinFile: "join.json"}}, func() {})
	one := func(pid int) []remote.Member { return []remote.Member{{Host: "h", PID: pid, Slots: 1}} }
	show(remote.Gathering{Want: 2})
	show(remote.Gathering{Want: 2, Have: 1, Joined: one(1)})
	show(remote.Gathering{Want: 2, Have: 2, Joined: one(2)})
	show(remote.Gathering{Want: 1, Have: 1, Joined: one(3)}) // a spare
	show(remote.Gathering{Want: 2, Have: 1, Left: true})
	show(remote.Gathering{Want: 2, Have: 2, Joined: one(4)})
	const want = `Waiting for 2 workers: on each host type harness worker --join join.json
1 worker of host h joined (process 1)
1 worker of host h joined (process 2)
All 2 workers are here.
1 worker of host h joined (process 3)
N = 2 waits for 1 more worker: type harness worker --join join.json
1 worker of host h joined (process 4)
All 2 workers are here.
`
	if got := screen.String(); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
