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
	"strconv"
	"strings"
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

	server    *server.Server
	keys      keys
	at        address
	authority string // certificate of the authority of its own, see [join.NewCertificate]; "" = it has no TLS
}

// readiness is how long a server may take to start.
const readiness = 10 * time.Second

// Start starts a server for a session. It listens at an address HOST:PORT, port 0 = any that is
// free; with "" only this process reaches it. At an address that other machines reach it has TLS. The
// error of an address that cannot be is a *harness.FlagError. The caller closes the server.
func Start(session, listen string) (_ *Server, failed error) {
	s := &Server{Session: session}
	var err error
	if s.keys, err = newKeys(); err != nil {
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
	options := &server.Options{NoLog: true, NoSigs: true, DontListen: listen == ""}
	if err := options.ProcessConfigString(configuration(s.keys, wire.Subjects{Session: session}, queueing(folder))); err != nil {
		return nil, err
	}
	if listen != "" {
		if err := s.listen(options, listen); err != nil {
			return nil, err
		}
	}
	if s.server, err = server.NewServer(options); err != nil {
		return nil, err
	}
	s.server.Start()
	if !s.server.ReadyForConnections(readiness) {
		s.server.Shutdown()
		return nil, fmt.Errorf("the server for the workers does not start at %s within %v", listen, readiness)
	}
	// All is kept in memory: the folder is not used once the server has begun, and so nothing is left of
	// one that is killed.
	if err := os.RemoveAll(folder); err != nil {
		s.server.Shutdown()
		return nil, err
	}
	return s, nil
}

// listen makes the server listen at an address.
func (s *Server) listen(options *server.Options, text string) (err error) {
	if s.at, err = parseAddress(text); err != nil {
		return err
	}
	if err := s.at.free(); err != nil {
		return err
	}
	options.Host, options.Port = s.at.host, s.at.port
	if options.Host == "" {
		options.Host = server.DEFAULT_HOST
	}
	if options.Port == 0 {
		options.Port = server.RANDOM_PORT
	}
	if !s.at.secure {
		return nil
	}
	certificate, err := join.NewCertificate(s.at.hosts, time.Now(), join.Lasts)
	if err != nil {
		return err
	}
	s.authority = certificate.Authority
	options.TLS, options.TLSHandshakeFirst, options.TLSTimeout = true, true, handshake.Seconds()
	options.TLSConfig, err = certificate.Serves()
	return err
}

// handshake is how long a client may take for TLS.
const handshake = 5 * time.Second

// Close ends the server.
func (s *Server) Close() {
	s.server.Shutdown()
	s.server.WaitForShutdown()
}

// Join returns the join file of the session. It is of no use where the server does not listen.
func (s *Server) Join() join.File {
	scheme, port := "nats://", ""
	if at, ok := s.server.Addr().(*net.TCPAddr); ok {
		port = strconv.Itoa(at.Port)
	}
	if s.at.secure {
		scheme = "tls://"
	}
	var urls []string
	for _, host := range s.at.hosts {
		urls = append(urls, scheme+net.JoinHostPort(host, port))
	}
	return join.New(strings.Join(urls, ","), s.Session, s.keys.worker.seed, s.authority, time.Now())
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
	return js.CreateObjectStore(ctx, jetstream.ObjectStoreConfig{Bucket: wire.DataBucket, Storage: jetstream.MemoryStorage, TTL: join.Lasts})
}
