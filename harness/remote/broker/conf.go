package broker

import (
	"fmt"
	"strings"

	"github.com/nats-io/nkeys"

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
		s.Hello(), s.Replies(), s.Results(), s.Beats(),
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

// configuration returns the text that configures a server for a session, in the server's own words.
func configuration(k keys, s wire.Subjects, listen, folder string) string {
	quoted := func(names []string) string { return `"` + strings.Join(names, `", "`) + `"` }
	publish, subscribe := workerMay(s)
	return fmt.Sprintf(`
server_name: harness
%s
max_payload: %d
max_pending: %d
write_deadline: "10s"
ping_interval: "2s"
ping_max: 3
jetstream { store_dir: %q, max_mem: %d, max_file: 1MB }
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
`, listen, MaxPayload, maxPending, folder, 16<<30, k.coordinator.public, k.worker.public, quoted(publish), quoted(subscribe), k.system.public)
}
