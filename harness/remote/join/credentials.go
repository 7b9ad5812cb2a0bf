package join

import (
	"encoding/json"
	"fmt"
	"time"
)

// Credentials are what a coordinator needs at a server that it has not started, and what it needs for
// its join files.
type Credentials struct {
	Version     int
	Coordinator string // NKey of coordinators
	Worker      string // NKey of workers
	CA          string // certificate in PEM of the only authority that the server's may be of; "" = no TLS
	Expires     time.Time
}

// NewCredentials returns credentials that hold from now on for so long.
func NewCredentials(coordinator, worker, authority string, now time.Time, lasts time.Duration) Credentials {
	return Credentials{Version: version, Coordinator: coordinator, Worker: worker, CA: authority, Expires: now.Add(lasts)}
}

// Join returns the join file of a session at a server.
func (c Credentials) Join(url, session string, now time.Time) File {
	return New(url, session, c.Worker, c.CA, now)
}

// Write writes the credentials for their owner alone.
func (c Credentials) Write(path string) error {
	text, err := json.MarshalIndent(c, "", "  ")
	if err != nil {
		return err
	}
	return KeepPrivate(path, append(text, '\n'))
}

// LoadCredentials reads credentials. Those that others than their owner can read are refused.
func LoadCredentials(path string, now time.Time) (Credentials, error) {
	text, open, err := private(path, CredentialsFile)
	if err != nil {
		return Credentials{}, err
	}
	c, err := ParseCredentials(text, path, now)
	if err == nil && open != nil {
		err = open
	}
	return c, err
}

// ParseCredentials reads the text of credentials that are called name in errors.
func ParseCredentials(text []byte, name string, now time.Time) (c Credentials, err error) {
	switch {
	case len(text) > most || json.Unmarshal(text, &c) != nil || c.Coordinator == "" || c.Worker == "":
		return Credentials{}, fmt.Errorf("%s has no credentials: name the file that harness nats-conf wrote", name)
	case c.Version != version:
		return Credentials{}, fmt.Errorf("%s has credentials of another version of harness: make others with harness nats-conf", name)
	case now.After(c.Expires):
		return Credentials{}, fmt.Errorf("%s held until %s: make others with harness nats-conf", name, c.Expires.Format(time.DateTime))
	}
	return c, nil
}
