package join

import (
	"fmt"
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

// dialling is how long a connection may take.
const dialling = 5 * time.Second

// Connect connects to the server of the session as a worker.
func (f File) Connect(options ...nats.Option) (*nats.Conn, error) {
	nc, err := nats.Connect(f.URL, append([]nats.Option{Signed(f.Seed), nats.Timeout(dialling), nats.PingInterval(2 * time.Second), nats.MaxPingsOutstanding(3)}, options...)...)
	if err != nil {
		return nil, fmt.Errorf("no coordinator answers at %s: %w; is it running, and can this host reach it?", f.URL, err)
	}
	return nc, nil
}
