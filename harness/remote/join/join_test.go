package join

import (
	"errors"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

var now = time.Date(2026, 11, 29, 12, 0, 0, 0, time.UTC)

func TestFile(t *testing.T) {
	want := New("nats://127.0.0.1:4222", "session", "seed", "", now)
	got, err := Read(strings.NewReader(string(want.Text())), "join.json", now)
	if err != nil || got != want {
		t.Errorf("got %+v, %v", got, err)
	}
}

func TestRefused(t *testing.T) {
	file := New("nats://127.0.0.1:4222", "session", "seed", "", now)
	newer := file
	newer.Version++
	for want, text := range map[string]string{
		"is no join file":          "{}",
		"j is no join file":        strings.Repeat(" ", most+1),
		"another version":          string(newer.Text()),
		"held until 2026-12-07 12": string(file.Text()),
	} {
		if _, err := Parse([]byte(text), "j", now.Add(Lasts+time.Second)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", want, err)
		}
	}
	if _, err := Load(filepath.Join(t.TempDir(), "none"), now); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file that is not there: %v", err)
	}
}

// Any text is a join file with all that it needs, or refused.
func FuzzParse(f *testing.F) {
	f.Add(New("nats://127.0.0.1:4222", "session", "seed", "", now).Text())
	f.Add([]byte("{}"))
	f.Fuzz(func(t *testing.T, text []byte) {
		file, err := Parse(text, "j", now)
		if err == nil && (file.URL == "" || file.Session == "" || file.Seed == "") {
			t.Errorf("%q is read as %+v", text, file)
		}
	})
}
