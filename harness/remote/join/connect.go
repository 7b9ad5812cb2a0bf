package join

import (
	"crypto/x509"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nkeys"
)

// Signed is the option of a connection that has the key of a seed.
func Signed(seed string) nats.Option {
	return func(o *nats.Options) error {
		pair, err := nkeys.FromSeed([]byte(seed))
		if err != nil {
			return err
		}
		public, err := pair.PublicKey()
		if err != nil {
			return err
		}
		o.Nkey, o.SignatureCB = public, pair.Sign
		return nil
	}
}

// Trusting is the option of a connection to a server whose certificate an authority, in PEM, has
// signed. TLS comes first, so that nothing is sent in the clear. Where authority is "" the
// connection has no TLS.
func Trusting(authority string) nats.Option {
	return func(o *nats.Options) error {
		if authority == "" {
			return nil
		}
		config, err := trusting(authority)
		if err != nil {
			return err
		}
		o.Secure, o.TLSConfig, o.TLSHandshakeFirst = true, config, true
		return nil
	}
}

// dialling is how long a connection may take.
const dialling = 5 * time.Second

// Connect connects to the server of the session as a worker.
func (f File) Connect(options ...nats.Option) (*nats.Conn, error) {
	nc, err := dial(f.URL, f.CA, f.Seed, options...)
	if err != nil {
		return nil, &ConnectError{Servers: servers(f.URL), Cause: err, by: "join file", anew: "take the file that its coordinator wrote when it started",
			silent: "is the coordinator running, and can this host reach it?"}
	}
	return nc, nil
}

// Connect connects to a server as a coordinator.
func (c Credentials) Connect(url string, options ...nats.Option) (*nats.Conn, error) {
	nc, err := dial(url, c.CA, c.Coordinator, options...)
	if err != nil {
		return nil, &ConnectError{Servers: servers(url), Cause: err, by: "credentials", anew: "name the file that harness nats-conf wrote with its configuration",
			silent: "is the server running, and can this host reach it?"}
	}
	return nc, nil
}

// dial connects to a server.
func dial(url, authority, seed string, options ...nats.Option) (*nats.Conn, error) {
	return nats.Connect(url, append([]nats.Option{Signed(seed), Trusting(authority), nats.IgnoreDiscoveredServers(),
		nats.Timeout(dialling), nats.PingInterval(2 * time.Second), nats.MaxPingsOutstanding(3)}, options...)...)
}

// servers returns the hosts and ports of a URL, or of several.
func servers(url string) string {
	var list []string
	for one := range strings.SplitSeq(url, ",") {
		_, host, _ := strings.Cut(one, "://")
		list = append(list, host)
	}
	return strings.Join(list, ", ")
}

// A ConnectError is the error of a server that cannot be reached, or that lets nobody in by this key.
type ConnectError struct {
	Servers string // HOST:PORT, or several
	Cause   error

	by     string // what has the key
	anew   string // how to have the right one
	silent string // what may be wrong where nobody answers
}

func (e *ConnectError) Unwrap() error { return e.Cause }

func (e *ConnectError) Error() string {
	unknown, other := x509.UnknownAuthorityError{}, x509.HostnameError{}
	switch {
	case errors.As(e.Cause, &unknown), errors.As(e.Cause, &other):
		return fmt.Sprintf("the server at %s is not that of the %s: %s", e.Servers, e.by, e.anew)
	case errors.Is(e.Cause, nats.ErrAuthorization):
		return fmt.Sprintf("the server at %s does not know the key of the %s: %s", e.Servers, e.by, e.anew)
	}
	return fmt.Sprintf("no server for the workers answers at %s: %v: %s", e.Servers, e.Cause, e.silent)
}
