package main

import (
	"bytes"
	"context"
	"errors"
	"net"
	"os"
	"strconv"
	"sync"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"serialfraction/harness/remote"
	"serialfraction/harness/remote/join"
	"serialfraction/harness/remote/remotetest"
	"serialfraction/harness/remote/worker"
	"serialfraction/workloads"
)

// What scripts about remote workers have beside harness: a server that other people run, and coordinators and
// workers of another version.

// looking is the time between two looks at a file that another process writes.
const looking = 10 * time.Millisecond

// longest is how long a script waits for a file that never comes, because who writes it failed.
const longest = time.Minute

// natsServer starts, stops or restarts the NATS server of a script: nats-server start, which sets NATS and
// CREDENTIALS, or nats-server stop FILE N and nats-server restart FILE N, as soon as a sweep has N runs in
// its file.
func natsServer(ts *testscript.TestScript, neg bool, args []string) {
	own := ts.Value(natsKey).(*scriptServer)
	switch {
	case !neg && len(args) == 1 && args[0] == "start":
		own.start(ts)
	case !neg && len(args) == 3 && (args[0] == "stop" || args[0] == "restart"):
		n, err := strconv.Atoi(args[2])
		ts.Check(err)
		own.at(ts, ts.MkAbs(args[1]), n, args[0] == "restart")
	default:
		ts.Fatalf("usage: nats-server start|stop FILE N|restart FILE N")
	}
}

// natsKey is the key of the server among the values of a script.
const natsKey = "nats"

// A scriptServer is the NATS server of a script.
type scriptServer struct {
	server *remotetest.Server
	group  sync.WaitGroup
}

func (s *scriptServer) start(ts *testscript.TestScript) {
	if s.server != nil {
		s.group.Wait() // it was stopped
		ts.Check(s.server.Start())
		return
	}
	var err error
	s.server, err = remotetest.NewServer(ts.Getenv("WORK") + "/nats")
	ts.Check(err)
	ts.Setenv("NATS", s.server.URL)
	ts.Setenv("CREDENTIALS", s.server.Credentials)
	ts.Defer(s.server.Stop)
}

// at stops the server when a file has n runs.
func (s *scriptServer) at(ts *testscript.TestScript, path string, n int, again bool) {
	ended := make(chan struct{})
	s.group.Go(func() {
		for {
			text, _ := os.ReadFile(path) // "" while there is none
			if bytes.Count(text, []byte(`"kind":"run"`)) >= n {
				break
			}
			select {
			case <-time.After(looking):
			case <-ended:
				return
			}
		}
		s.server.Stop()
		if again {
			_ = s.server.Start() // the sweep of a script whose server does not start fails
		}
	})
	ts.Defer(func() { close(ended); s.group.Wait() })
}

// anotherVersion is the version of coordinators and workers that are not of this program.
const anotherVersion = "0.1"

// otherVersion is a worker or a coordinator of another version: another worker FILE, which must be turned away, or
// another coordinator FILE, which writes the file. By another key FILE the file is that of one coordinator
// with the address of another.
func otherVersion(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: another worker|coordinator|key FILE")
	}
	path := ts.MkAbs(args[1])
	coordinator := func(path string) join.File {
		e := remote.New(remote.Options{Program: anotherVersion, Most: 1, Listen: "127.0.0.1:0", JoinFile: path})
		ts.Defer(func() { ts.Check(e.Close()) })
		file, err := e.Join()
		ts.Check(err)
		return file
	}
	switch args[0] {
	case "worker":
		var file join.File
		for late := time.Now().Add(longest); ; {
			var err error
			if file, err = join.Load(path, time.Now()); err == nil {
				break
			}
			if !errors.Is(err, os.ErrNotExist) || time.Now().After(late) {
				ts.Fatalf("%v", err)
			}
			time.Sleep(looking)
		}
		err := worker.Serve(context.Background(), worker.Config{Session: file.Session, Connect: file.Connect, Slots: 1, Program: anotherVersion, Build: workloads.Build})
		if !errors.As(err, new(*worker.RefusedError)) {
			ts.Fatalf("the worker ended with %v", err)
		}
	case "coordinator":
		coordinator(path)
	case "key":
		file, other := coordinator(""), coordinator("")
		file.URL = other.URL
		ts.Check(file.Write(path))
	default:
		ts.Fatalf("what is another %s?", args[0])
	}
}

// taken sets a variable to an address at which somebody listens: taken NAME.
func taken(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: taken NAME")
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	ts.Check(err)
	ts.Defer(func() { ts.Check(l.Close()) })
	ts.Setenv(args[0], l.Addr().String())
}
