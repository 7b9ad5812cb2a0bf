package broker

import (
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/nats-io/nkeys"

	"serialfraction/harness"
	"serialfraction/harness/remote/join"
	"serialfraction/harness/remote/wire"
)

// The limits of the server. A message holds the rows of one chunk.
const (
	MaxPayload = 8 << 20
	maxPending = 128 << 20
	TaskStore  = 512 << 20
)

// A key is an NKey, of which the server knows the public part alone.
type key struct{ public, seed string }

func newKey() (key, error) {
	pair, err := nkeys.CreateUser()
	if err != nil {
		return key{}, err
	}
	public, err := pair.PublicKey()
	if err != nil {
		return key{}, err
	}
	seed, err := pair.Seed()
	return key{public, string(seed)}, err
}

// keys are those of a session: the coordinator may use all of its account, a worker may do what a
// worker does and no more.
type keys struct{ coordinator, worker, system key }

func newKeys() (k keys, err error) {
	for _, made := range []*key{&k.coordinator, &k.worker, &k.system} {
		if *made, err = newKey(); err != nil {
			return keys{}, err
		}
	}
	return k, nil
}

// workerMay returns the subjects that a worker may publish to and those that it may subscribe to.
func workerMay(s wire.Subjects) (publish, subscribe []string) {
	bucket := "OBJ_" + wire.DataBucket
	publish = []string{
		s.Hello(), s.Replies(), s.Results(), s.Beats(), s.Asks(),
		"$JS.API.CONSUMER.MSG.NEXT." + wire.TaskStream + ".*",
		"$JS.ACK." + wire.TaskStream + ".>", // it works on a task still
		"$JS.API.STREAM.INFO." + bucket,
		"$JS.API.STREAM.MSG.GET." + bucket,
		"$JS.API.DIRECT.GET." + bucket + ".>",
		"$JS.API.CONSUMER.CREATE." + bucket + ".>",
		"$JS.API.CONSUMER.DELETE." + bucket + ".>",
		"$JS.FC." + bucket + ".>",
	}
	return publish, []string{s.Control(), wire.WorkerInbox + ".>"}
}

// configuration returns the text that configures a server for a session, "*" = any, in the server's own
// words. front has what else it needs.
func configuration(k keys, s wire.Subjects, front string) string {
	quoted := func(names []string) string { return `"` + strings.Join(names, `", "`) + `"` }
	publish, subscribe := workerMay(s)
	return fmt.Sprintf(`server_name: harness
%s
max_payload: %d
max_pending: %d
write_deadline: "10s"
ping_interval: "2s"
ping_max: 3
accounts {
  HAR: {
    jetstream: enabled
    users: [
      { nkey: %s }
      { nkey: %s, permissions: { publish: { allow: [%s] }, subscribe: { allow: [%s] } } }
    ]
  }
  SYS: { users: [ { nkey: %s } ] }
}
system_account: SYS
`, front, MaxPayload, maxPending, k.coordinator.public, k.worker.public, quoted(publish), quoted(subscribe), k.system.public)
}

// queueing is the part of a configuration with the work queue, whose streams are in memory. The folder
// has nothing that lasts.
func queueing(folder string) string {
	return fmt.Sprintf("jetstream { store_dir: %q, max_mem: %d, max_file: 1MB }", folder, 16<<30)
}

// A Conf is what people need who run the server themselves.
type Conf struct {
	Text        string // configuration of nats-server
	Credentials join.Credentials
	Certificate join.Certificate // zero = the server has no TLS
}

// The files in the folder of a Conf.
const (
	CredentialsFile = "credentials.json"
	certificateFile = "server.pem"
	keyFile         = "server-key.pem"
)

// Year is how long the keys of a Conf hold.
const Year = 365 * 24 * time.Hour

// NewConf makes the configuration of a server that listens at an address HOST:PORT and has its files in
// a folder. The error of an address that cannot be is a *harness.FlagError.
func NewConf(listen, folder string, now time.Time) (c Conf, err error) {
	at, err := parseAddress(listen)
	if err != nil {
		return c, err
	}
	if at.port == 0 {
		return c, &harness.FlagError{Flag: "listen", Value: listen, Want: "type a port from 1 to 65535: the workers must know it"}
	}
	k, err := newKeys()
	if err != nil {
		return c, err
	}
	if folder, err = filepath.Abs(folder); err != nil {
		return c, err
	}
	front := fmt.Sprintf("listen: %q\n%s\n", net.JoinHostPort(at.host, strconv.Itoa(at.port)), queueing(filepath.Join(folder, "jetstream")))
	if at.secure {
		if c.Certificate, err = join.NewCertificate(at.hosts, now, Year); err != nil {
			return c, err
		}
		front += fmt.Sprintf("tls { cert_file: %q, key_file: %q, min_version: \"1.3\", handshake_first: true, timeout: %g }\n",
			filepath.Join(folder, certificateFile), filepath.Join(folder, keyFile), handshake.Seconds())
	}
	c.Text = configuration(k, wire.Subjects{Session: "*"}, front)
	c.Credentials = join.NewCredentials(k.coordinator.seed, k.worker.seed, c.Certificate.Authority, now, Year)
	return c, nil
}

// A HeldError is the error of a folder that has the files of a configuration already. A server that runs by
// them would let nobody in by others.
type HeldError struct{ Path string }

func (e *HeldError) Error() string { return e.Path + " exists" }

// Write writes the files of the configuration into its folder, each for its owner alone. Those of another
// are replaced where that is wanted; else the error is a *HeldError.
func (c Conf) Write(folder string, replace bool) error {
	for _, name := range []string{CredentialsFile, certificateFile, keyFile} {
		if path := filepath.Join(folder, name); !replace && exists(path) {
			return &HeldError{path}
		}
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	if c.Certificate.Key != "" {
		for name, text := range map[string]string{certificateFile: c.Certificate.Text, keyFile: c.Certificate.Key} {
			if err := join.KeepPrivate(filepath.Join(folder, name), []byte(text)); err != nil {
				return err
			}
		}
	}
	return c.Credentials.Write(filepath.Join(folder, CredentialsFile))
}

// exists reports whether there is a file of that path, whatever it is.
func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}
