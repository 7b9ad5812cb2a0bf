package broker

import (
	"errors"
	"net"
	"os"
	"strings"
	"testing"

	"github.com/nats-io/nats.go/jetstream"

	"serialfraction/harness"
)

// A server starts at a port that is free, holds what a session needs, and leaves nothing on the disk.
func TestStart(t *testing.T) {
	folder := t.TempDir()
	t.Setenv("TMPDIR", folder)
	s, err := Start("session", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	nc, err := s.Connect()
	if err != nil {
		t.Fatal(err)
	}
	defer nc.Close()
	js, err := jetstream.New(nc)
	if err != nil {
		t.Fatal(err)
	}
	objects, err := Furnish(t.Context(), js)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := objects.PutBytes(t.Context(), "rows", make([]byte, 1<<20)); err != nil {
		t.Error(err)
	}
	if file := s.Join(); !strings.HasPrefix(file.URL, "nats://127.0.0.1:") || file.Session != "session" {
		t.Errorf("the join file is %+v", file)
	}
	worker, err := s.Join().Connect()
	if err != nil {
		t.Fatal(err)
	}
	worker.Close()
	if left, err := os.ReadDir(folder); err != nil || len(left) > 0 {
		t.Errorf("%v is on the disk, %v", left, err)
	}
}

// A port that is taken is an error, as is an address of another host, and what is none.
func TestPortTaken(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	if _, err := Start("session", taken.Addr().String()); err == nil || !strings.Contains(err.Error(), "another port") {
		t.Errorf("got %v", err)
	}
	for address, want := range map[string]string{"192.0.2.77:0": "cannot assign", "host": "type HOST:PORT", "127.0.0.1:70000": "from 0"} {
		var flag *harness.FlagError
		if _, err := Start("session", address); !errors.As(err, &flag) || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v", address, err)
		}
	}
}
