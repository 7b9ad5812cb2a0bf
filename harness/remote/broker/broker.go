// Package broker is the server between coordinator and workers: a nats-server within this process,
// with a work queue in memory for the tasks and an object store in memory for the rows. It is the
// only package that knows the server.
package broker

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"serialfraction/harness/remote/join"
	"serialfraction/harness/remote/wire"
)

// A Server is a running server with one session.
type Server struct {
	Session string

	server *server.Server
	keys   keys
}

// readiness is how long a server may take to start.
const readiness = 10 * time.Second

// Start starts a server for a session. It listens at an address HOST:PORT, port 0 = any that is
// free; with "" only this process reaches it. The caller closes it.
func Start(session, address string) (_ *Server, failed error) {
	if err := free(address); err != nil {
		return nil, err
	}
	k, err := newKeys()
	if err != nil {
		return nil, err
	}
	folder, err := os.MkdirTemp("", "harness-broker")
	if err != nil {
		return nil, err
	}
	defer func() {
		if failed != nil {
			failed = errors.Join(failed, os.RemoveAll(folder))
		}
	}()
	options := &server.Options{NoLog: true, NoSigs: true, DontListen: address == ""}
	listen := ""
	if address != "" {
		listen = fmt.Sprintf("listen: %q", freePort(address))
	}
	if err := options.ProcessConfigString(configuration(k, wire.Subjects{Session: session}, listen, folder)); err != nil {
		return nil, err
	}
	s, err := server.NewServer(options)
	if err != nil {
		return nil, err
	}
	s.Start()
	if !s.ReadyForConnections(readiness) {
		s.Shutdown()
		return nil, fmt.Errorf("the server for the workers does not start at %s within %v", address, readiness)
	}
	// All is kept in memory: the folder is not used once the server has begun, and so nothing is left of
	// one that is killed.
	if err := os.RemoveAll(folder); err != nil {
		s.Shutdown()
		return nil, err
	}
	return &Server{Session: session, server: s, keys: k}, nil
}

// Close ends the server.
func (s *Server) Close() {
	s.server.Shutdown()
	s.server.WaitForShutdown()
}

// Join returns the join file of the session. It is of no use where the server does not listen.
func (s *Server) Join() join.File {
	return join.New(s.server.ClientURL(), s.Session, s.keys.worker.seed, time.Now())
}

// Connect connects this process as the coordinator.
func (s *Server) Connect() (*nats.Conn, error) {
	return nats.Connect("nats://in-process", join.Signed(s.keys.coordinator.seed),
		nats.InProcessServer(s.server), nats.Name("coordinator"), nats.NoReconnect())
}

// ConnectWorker connects this process as a worker.
func (s *Server) ConnectWorker(options ...nats.Option) (*nats.Conn, error) {
	return nats.Connect("nats://in-process", append([]nats.Option{join.Signed(s.keys.worker.seed), nats.InProcessServer(s.server)}, options...)...)
}

// Furnish makes the stream of tasks and the object store.
func Furnish(ctx context.Context, js jetstream.JetStream) (jetstream.ObjectStore, error) {
	_, err := js.CreateStream(ctx, jetstream.StreamConfig{
		Name: wire.TaskStream, Subjects: []string{wire.AllTasks()}, Retention: jetstream.WorkQueuePolicy,
		Storage: jetstream.MemoryStorage, Replicas: 1, Discard: jetstream.DiscardNew, MaxBytes: TaskStore, Duplicates: 30 * time.Second,
	})
	if err != nil {
		return nil, err
	}
	return js.CreateObjectStore(ctx, jetstream.ObjectStoreConfig{Bucket: wire.DataBucket, Storage: jetstream.MemoryStorage})
}

// free returns an error where the server cannot listen at an address, of which it would not tell.
func free(address string) error {
	if address == "" {
		return nil
	}
	try, err := net.Listen("tcp", address)
	if err != nil {
		return fmt.Errorf("workers cannot be listened for: %w: name another port, or 0 for any that is free", err)
	}
	return try.Close()
}

// freePort returns an address with the server's word for any port that is free.
func freePort(address string) string {
	if n := len(address); n > 2 && address[n-2:] == ":0" {
		return address[:n-1] + "-1"
	}
	return address
}
