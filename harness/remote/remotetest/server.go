package remotetest

import (
	"fmt"
	"net"
	"os"
	"path/filepath"
	"time"

	"github.com/nats-io/nats-server/v2/server"

	"serialfraction/harness/remote/broker"
)

// A Server is a NATS server that other people run, by the configuration that harness prints for them, at a
// port of this machine. It can end and begin again as theirs can.
type Server struct {
	URL         string
	Credentials string // path of the file with the keys of the coordinator

	conf    string // path
	running *server.Server
}

// NewServer starts a server that has its files in a folder. The caller ends it.
func NewServer(folder string) (*Server, error) {
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	at := free.Addr().String()
	if err := free.Close(); err != nil {
		return nil, err
	}
	conf, err := broker.NewConf(at, folder, time.Now())
	if err != nil {
		return nil, err
	}
	s := &Server{URL: "nats://" + at, Credentials: filepath.Join(folder, broker.CredentialsFile), conf: filepath.Join(folder, "nats.conf")}
	if err := conf.Write(folder, false); err != nil {
		return nil, err
	}
	if err := os.WriteFile(s.conf, []byte(conf.Text), 0o600); err != nil {
		return nil, err
	}
	return s, s.Start()
}

// Start starts the server, which does not run.
func (s *Server) Start() error {
	options, err := server.ProcessConfigFile(s.conf)
	if err != nil {
		return err
	}
	options.NoLog, options.NoSigs = true, true
	if s.running, err = server.NewServer(options); err != nil {
		return err
	}
	s.running.Start()
	if !s.running.ReadyForConnections(time.Minute) {
		return fmt.Errorf("no server starts at %s", s.URL)
	}
	return nil
}

// Stop ends the server, with all that it has.
func (s *Server) Stop() {
	s.running.Shutdown()
	s.running.WaitForShutdown()
}
