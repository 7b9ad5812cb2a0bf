package broker

import (
	"testing"
	"time"

	"github.com/nats-io/nats.go/jetstream"
)

func TestStart(t *testing.T) {
	t0 := time.Now()
	s, err := Start("abc", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Log(time.Since(t0), string(s.Join().Text()))
	nc, err := s.Connect()
	if err != nil {
		t.Fatal(err)
	}
	js, err := jetstream.New(nc)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Furnish(t.Context(), js); err != nil {
		t.Fatal(err)
	}
	t.Log(time.Since(t0))
	nc.Close()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	t.Log(time.Since(t0))
}
