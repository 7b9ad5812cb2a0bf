package broker

import (
	"context"
	"net"
	"net/url"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"serialfraction/harness"
	"serialfraction/harness/remote/join"
	"serialfraction/harness/remote/wire"
)

// An Outside is a server that other people run, with a configuration of [NewConf].
type Outside struct {
	url         string
	credentials join.Credentials
}

// NewOutside returns the server at a URL. The error of a URL that cannot be is a *harness.FlagError.
func NewOutside(address string, credentials join.Credentials) (*Outside, error) {
	u, err := url.Parse(address)
	bad := func(want string) error { return &harness.FlagError{Flag: "nats", Value: address, Want: want} }
	switch {
	case err != nil || u.Port() == "" || u.Hostname() == "" || u.Scheme != "nats" && u.Scheme != "tls":
		return nil, bad("type nats://HOST:PORT or tls://HOST:PORT")
	case u.User != nil:
		return nil, &harness.FlagError{Flag: "nats", Value: u.Redacted(), Want: "leave the password out: the credentials have the key"}
	}
	scheme := "nats://"
	if credentials.CA != "" {
		scheme = "tls://"
	} else if ip := net.ParseIP(u.Hostname()); u.Hostname() != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return nil, bad("the credentials are of a server without TLS, which is for this machine alone: make others with harness nats-conf for that address")
	}
	return &Outside{url: scheme + u.Host, credentials: credentials}, nil
}

// Enter returns the server as a session sees it.
func (o *Outside) Enter(session string) *Guest { return &Guest{o, session} }

// A Guest is a session at a server of others.
type Guest struct {
	*Outside
	session string
}

// Connect connects this process as the coordinator.
func (g *Guest) Connect() (*nats.Conn, error) {
	return g.credentials.Connect(g.url, nats.Name("coordinator"), nats.NoReconnect())
}

// Join returns the join file of the session.
func (g *Guest) Join() join.File { return g.credentials.Join(g.url, g.session, time.Now()) }

// leaving is how long the tidying up of a session may take.
const leaving = 5 * time.Second

// Close removes what is left of the session's tasks, if the server still runs. It goes on.
func (g *Guest) Close() {
	nc, err := g.Connect()
	if err != nil {
		return
	}
	defer nc.Close()
	js, err := jetstream.New(nc)
	if err != nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), leaving)
	defer cancel()
	if stream, err := js.Stream(ctx, wire.TaskStream); err == nil {
		_ = stream.Purge(ctx, jetstream.WithPurgeSubject(wire.Subjects{Session: g.session}.EveryTask())) // they only take room
	}
}
