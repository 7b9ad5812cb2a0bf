package machine

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Files are read whole, whatever their length, and anew by each caller of here.
func TestHere(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "file")
	name := strings.TrimPrefix(path, "/")
	long := strings.Repeat("0123456789", 1000)
	first := here()
	for _, content := range []string{long, "", "short"} {
		if err := os.WriteFile(path, []byte(content+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		if got, ok := here().text(name); got != content || ok != (content != "") {
			t.Errorf("read %q (%v), want %q", got, ok, content)
		}
		if got := first.word(name); got != long {
			t.Errorf("one question has two answers: the second is %q", got)
		}
	}
	for _, name := range []string{"absent", filepath.Join(strings.TrimPrefix(dir, "/"), "absent"), strings.TrimPrefix(dir, "/")} {
		if got, ok := here().text(name); ok {
			t.Errorf("read %q from %s", got, name)
		}
	}
}

func TestEffectiveCPUs(t *testing.T) {
	if got, want := EffectiveCPUs(), This().EffectiveCPUs; got != want || got <= 0 {
		t.Errorf("%v CPUs, the description has %v", got, want)
	}
}
