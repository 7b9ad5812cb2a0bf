package broker

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"serialfraction/harness/remote/join"
	"serialfraction/harness/remote/wire"
)

// secured returns a server that other machines reach, and its join file with an address of this one.
func secured(t *testing.T) (*Server, join.File) {
	t.Helper()
	s, err := Start("session", "0.0.0.0:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	f := s.Join()
	urls := strings.Split(f.URL, ",")
	f.URL = urls[len(urls)-1]
	if !strings.HasPrefix(f.URL, "tls://127.0.0.1:") {
		t.Fatalf("the last address is %s", f.URL)
	}
	return s, f
}

// Who has no TLS 1.3, not the certificate, or not the key is not let in. The join file is enough.
func TestOutsider(t *testing.T) {
	_, file := secured(t)
	at := strings.TrimPrefix(file.URL, "tls://")
	stranger, err := newKey()
	if err != nil {
		t.Fatal(err)
	}
	other, err := join.NewCertificate([]string{"127.0.0.1"}, time.Now(), time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	with := func(change func(*join.File)) func() error {
		return func() error {
			f := file
			change(&f)
			nc, err := f.Connect()
			if err == nil {
				nc.Close()
			}
			return err
		}
	}
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM([]byte(file.CA))
	for name, tc := range map[string]struct {
		try  func() error
		want string
	}{
		"no TLS": {func() error {
			nc, err := net.Dial("tcp", at)
			if err != nil {
				return err
			}
			defer nc.Close()
			if _, err := io.WriteString(nc, "CONNECT {\"verbose\":true}\r\nPING\r\n"); err != nil {
				return err
			}
			text, err := io.ReadAll(nc)
			if strings.Contains(string(text), "INFO") || strings.Contains(string(text), "PONG") {
				t.Errorf("the server answers %q", text)
			}
			return errors.Join(errors.New("closed"), err)
		}, "closed"},
		"TLS 1.2": {func() error {
			nc, err := tls.Dial("tcp", at, &tls.Config{RootCAs: pool, MaxVersion: tls.VersionTLS12})
			if err == nil {
				nc.Close()
			}
			return err
		}, "protocol version"},
		"wrong roots": {with(func(f *join.File) { f.CA = other.Authority }), "is not that of the join file"},
		"unknown key": {with(func(f *join.File) { f.Seed = stranger.seed }), "does not know the key of the join file"},
		"damaged key": {with(func(f *join.File) { f.Seed = "SUx" }), "no server for the workers answers"},
		"no key": {func() error {
			nc, err := nats.Connect(file.URL, join.Trusting(file.CA))
			if err == nil {
				nc.Close()
			}
			return err
		}, "Authorization Violation"},
		"all of it": {with(func(*join.File) {}), ""},
	} {
		switch err := tc.try(); {
		case tc.want == "" && err != nil, tc.want != "" && (err == nil || !strings.Contains(err.Error(), tc.want)):
			t.Errorf("%s: %v, want %q", name, err, tc.want)
		}
	}
}

// Who has the key of the workers may do what a worker does, and nothing else.
func TestStolenKey(t *testing.T) {
	s, file := secured(t)
	coordinator, err := s.Connect()
	if err != nil {
		t.Fatal(err)
	}
	defer coordinator.Close()
	js, err := jetstream.New(coordinator)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Furnish(t.Context(), js); err != nil {
		t.Fatal(err)
	}
	thief, err := file.Connect(nats.ErrorHandler(func(*nats.Conn, *nats.Subscription, error) {}))
	if err != nil {
		t.Fatal(err)
	}
	defer thief.Close()
	subjects := wire.Subjects{Session: s.Session}
	publish := func(subject string) func() error { return func() error { return thief.Publish(subject, nil) } }
	subscribe := func(subject string) func() error {
		return func() error {
			_, err := thief.SubscribeSync(subject)
			return err
		}
	}
	allowed, listened := workerMay(subjects)
	for name, tc := range map[string]struct {
		subject string
		try     func(subject string) func() error
	}{
		"make a task":                    {subjects.Tasks(1), publish},
		"steer the workers":              {subjects.Control(), publish},
		"answer for the coordinator":     {nats.NewInbox(), publish},
		"answer the hello of a worker":   {wire.WorkerInbox + ".x", publish},
		"ask the system":                 {"$SYS.REQ.SERVER.PING", publish},
		"make a stream":                  {"$JS.API.STREAM.CREATE.X", publish},
		"change the stream":              {"$JS.API.STREAM.UPDATE." + wire.TaskStream, publish},
		"purge the tasks":                {"$JS.API.STREAM.PURGE." + wire.TaskStream, publish},
		"delete the tasks":               {"$JS.API.STREAM.DELETE." + wire.TaskStream, publish},
		"delete a task":                  {"$JS.API.STREAM.MSG.DELETE." + wire.TaskStream, publish},
		"read a task that is another's":  {"$JS.API.STREAM.MSG.GET." + wire.TaskStream, publish},
		"make a consumer of tasks":       {"$JS.API.CONSUMER.CREATE." + wire.TaskStream + ".x", publish},
		"delete a consumer of tasks":     {"$JS.API.CONSUMER.DELETE." + wire.TaskStream + "." + subjects.Consumer(1), publish},
		"write rows":                     {"$O." + wire.DataBucket + ".C.x", publish},
		"delete the rows":                {"$JS.API.STREAM.DELETE.OBJ_" + wire.DataBucket, publish},
		"read results":                   {subjects.Results(), subscribe},
		"read what others ask for":       {subjects.Asks(), subscribe},
		"read replies":                   {subjects.Replies(), subscribe},
		"read tasks as they come":        {wire.AllTasks(), subscribe},
		"take the hello of workers":      {subjects.Hello(), subscribe},
		"read everything":                {">", subscribe},
		"read what the coordinator gets": {"_INBOX.>", subscribe},
		"read the system's events":       {"$SYS.>", subscribe},
		"read advisories":                {"$JS.EVENT.>", subscribe},
	} {
		if err := errors.Join(tc.try(tc.subject)(), thief.Flush()); err != nil {
			t.Fatal(err)
		}
		if err := thief.LastError(); !errors.Is(err, nats.ErrPermissionViolation) || !strings.Contains(err.Error(), `"`+tc.subject+`"`) {
			t.Errorf("%s (%s): %v", name, tc.subject, err)
		}
	}
	if err := thief.Publish(subjects.Results(), make([]byte, 9<<20)); !errors.Is(err, nats.ErrMaxPayload) {
		t.Errorf("a message of 9 MiB: %v", err)
	}
	worker, err := file.Connect()
	if err != nil {
		t.Fatal(err)
	}
	defer worker.Close()
	for _, subject := range allowed {
		if err := worker.Publish(strings.NewReplacer("*", "x", ">", "x").Replace(subject), nil); err != nil {
			t.Error(err)
		}
	}
	for _, subject := range listened {
		if _, err := worker.SubscribeSync(subject); err != nil {
			t.Error(err)
		}
	}
	if err := errors.Join(worker.Flush(), worker.LastError()); err != nil {
		t.Errorf("what a worker does: %v", err)
	}
}
