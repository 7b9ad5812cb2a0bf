package broker_test

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"

	"serialfraction/harness"
	"serialfraction/harness/enginetest"
	"serialfraction/harness/remote"
	"serialfraction/harness/remote/broker"
	"serialfraction/harness/remote/join"
	"serialfraction/harness/remote/worker"
)

// A server that others run by the configuration takes coordinator and workers, with TLS and without.
func TestConf(t *testing.T) {
	for _, listen := range []string{"127.0.0.1:4222", "0.0.0.0:4222"} {
		t.Run(listen, func(t *testing.T) {
			folder := t.TempDir()
			conf, err := broker.NewConf(listen, folder, time.Now())
			if err != nil {
				t.Fatal(err)
			}
			if err := conf.Write(folder, false); err != nil {
				t.Fatal(err)
			}
			path := filepath.Join(folder, "nats.conf")
			if err := os.WriteFile(path, []byte(conf.Text), 0o600); err != nil {
				t.Fatal(err)
			}
			options, err := server.ProcessConfigFile(path) // as nats-server -t does
			if err != nil {
				t.Fatalf("%v in\n%s", err, conf.Text)
			}
			options.Port, options.NoLog, options.NoSigs = server.RANDOM_PORT, true, true
			s, err := server.NewServer(options)
			if err != nil {
				t.Fatal(err)
			}
			s.Start()
			defer func() { s.Shutdown(); s.WaitForShutdown() }()
			if !s.ReadyForConnections(5 * time.Second) {
				t.Fatal("the server does not start")
			}
			credentials, err := join.LoadCredentials(filepath.Join(folder, broker.CredentialsFile), time.Now())
			if err != nil {
				t.Fatal(err)
			}
			at := s.ClientURL()
			outside, err := broker.NewOutside("nats://127.0.0.1"+at[strings.LastIndex(at, ":"):], credentials)
			if err != nil {
				t.Fatal(err)
			}
			runAt(t, outside)
			runAt(t, outside) // a second session finds the server as the first left it
		})
	}
}

// runAt makes a run of two workers at a server.
func runAt(t *testing.T, outside *broker.Outside) {
	t.Helper()
	j := enginetest.Job(40, 2, 3)
	want, err := harness.Answer(t.Context(), j)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "join.json")
	e := remote.New(remote.Options{Outside: outside, Most: 2, JoinFile: path})
	file, err := e.Join()
	if err != nil {
		t.Fatal(err)
	}
	if written, err := join.Load(path, time.Now()); err != nil || written.Session != file.Session {
		t.Errorf("the file is %+v, %v", written, err)
	}
	done := make(chan error, 1)
	go func() {
		done <- worker.Serve(t.Context(), worker.Config{Session: file.Session, Slots: 2,
			Connect: func(o ...nats.Option) (*nats.Conn, error) { return file.Connect(o...) },
			Build: func(context.Context, json.RawMessage, *harness.Dataset) (harness.Workload, error) {
				return j.Workload, nil
			}})
	}()
	got, _, err := harness.Once(t.Context(), e, j, 2)
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("%v, got %v, want %v", err, got, want)
	}
	if err := e.Close(); err != nil {
		t.Error(err)
	}
	if err := <-done; err != nil {
		t.Errorf("the worker: %v", err)
	}
	if _, err := os.Stat(path); !os.IsNotExist(err) {
		t.Errorf("the join file is left: %v", err)
	}
}

// What cannot be is refused before anything is connected to.
func TestOutsideRefused(t *testing.T) {
	for url, want := range map[string]string{
		"host:4222":               "type nats://HOST:PORT",
		"http://host:4222":        "type nats://HOST:PORT",
		"nats://host":             "type nats://HOST:PORT",
		"nats://me:secret@h:4222": "leave the password out",
		"nats://192.0.2.1:4222":   "without TLS",
	} {
		if _, err := broker.NewOutside(url, join.Credentials{}); err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %v, want %q", url, err, want)
		}
	}
	if _, err := broker.NewConf("10.0.0.1:0", t.TempDir(), time.Now()); err == nil || !strings.Contains(err.Error(), "type a port") {
		t.Errorf("port 0: %v", err)
	}
}
