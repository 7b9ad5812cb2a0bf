// Package join has what a worker needs to find its coordinator and to be let in: the join file. Whoever
// has the file can work in the session, so it is for its owner alone and holds for some days.
package join

import (
	"encoding/json"
	"fmt"
	"io"
	"time"
)

// A File is what a join file holds.
type File struct {
	Version int
	URL     string // of the server, nats://HOST:PORT or tls://HOST:PORT; several with commas
	Session string // of the coordinator
	Seed    string // NKey of workers
	CA      string // certificate in PEM of the only authority that the server's may be of; "" = no TLS
	Expires time.Time
}

// Lasts is how long a join file holds.
const Lasts = 8 * 24 * time.Hour

// version is the number of this form of the file.
const version = 1

// New returns the join file of a session.
func New(url, session, seed, authority string, now time.Time) File {
	return File{Version: version, URL: url, Session: session, Seed: seed, CA: authority, Expires: now.Add(Lasts)}
}

// Text returns the text of a join file.
func (f File) Text() []byte {
	text, err := json.MarshalIndent(f, "", "  ")
	if err != nil {
		panic(fmt.Sprintf("a join file has no JSON: %v", err))
	}
	return append(text, '\n')
}

// most is the largest size of a join file, in bytes.
const most = 1 << 16

// Read reads a join file that is called name in errors.
func Read(r io.Reader, name string, now time.Time) (File, error) {
	text, err := io.ReadAll(io.LimitReader(r, most+1))
	if err != nil {
		return File{}, fmt.Errorf("%s: %w", name, err)
	}
	return Parse(text, name, now)
}

// Parse reads the text of a join file that is called name in errors.
func Parse(text []byte, name string, now time.Time) (File, error) {
	f, ok := unmarshal(text)
	switch {
	case !ok:
		return File{}, fmt.Errorf("%s is no join file: type --join FILE with the file that the coordinator wrote", name)
	case f.Version != version:
		return File{}, fmt.Errorf("%s is a join file of another version of harness: use the same version on all hosts", name)
	case now.After(f.Expires):
		return File{}, fmt.Errorf("%s held until %s: take the one that the coordinator writes when it starts", name, f.Expires.Format(time.DateTime))
	}
	return f, nil
}

// unmarshal reads the text of a join file of any version and age; ok reports whether it is one.
func unmarshal(text []byte) (f File, ok bool) {
	ok = len(text) <= most && json.Unmarshal(text, &f) == nil && f.URL != "" && f.Session != "" && f.Seed != ""
	return f, ok
}
