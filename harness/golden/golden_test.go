package golden

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// A witness is a test that keeps its messages.
type witness struct {
	testing.TB
	messages string
}

func (w *witness) Helper()                        {}
func (w *witness) Name() string                   { return "TestPage/table" }
func (w *witness) Errorf(format string, a ...any) { w.messages += fmt.Sprintf(format, a...) }
func (w *witness) Fatal(a ...any)                 { w.messages += fmt.Sprint(a...); runtime.Goexit() }
func (w *witness) Fatalf(format string, a ...any) { w.Errorf(format, a...); runtime.Goexit() }

// messagesOf returns the messages of a test that calls f.
func messagesOf(f func(t testing.TB)) string {
	w := &witness{}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		f(w)
	}()
	<-ended
	return w.messages
}

const cure = "go test serialfraction/harness/golden -run '^TestPage$' -update"

func TestHeld(t *testing.T) {
	defer func(was bool) { *update = was }(*update)
	*update = false
	path := filepath.Join(t.TempDir(), "page.md")
	const page = "# Page\n\n<!-- table -->\nold\n<!-- end of table -->\nThe end.\n"
	number := path + ".json"
	if err := os.WriteFile(path, []byte(page), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(number, []byte(`{"s": 0.1}`), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		held func(testing.TB)
		want []string // parts of the messages; none = no message
	}{
		"same file":      {func(t testing.TB) { File(t, path, []byte(page)) }, nil},
		"other file":     {func(t testing.TB) { File(t, path, []byte("# Page\n")) }, []string{"page.md differs", cure, "The end."}},
		"no file":        {func(t testing.TB) { File(t, path+".no", nil) }, []string{"no such file", cure}},
		"same region":    {func(t testing.TB) { Region(t, path, "table", "old\n") }, nil},
		"other region":   {func(t testing.TB) { Region(t, path, "table", "new\n") }, []string{"page.md differs", cure, "old"}},
		"no region":      {func(t testing.TB) { Region(t, path, "chart", "new\n") }, []string{`no place for "chart"`, "<!-- chart -->"}},
		"number, nearly": {func(t testing.TB) { JSON(t, number, []byte(`{"s": 0.10000000000001}`)) }, nil},
		"other number":   {func(t testing.TB) { JSON(t, number, []byte(`{"s": 0.101}`)) }, []string{"differs", cure}},
		"no number":      {func(t testing.TB) { JSON(t, number, []byte(`{`)) }, []string{"page.md.json"}},
	} {
		t.Run(name, func(t *testing.T) {
			got := messagesOf(c.held)
			if len(c.want) == 0 && got != "" {
				t.Errorf("message %s, want none", got)
			}
			for _, part := range c.want {
				if !strings.Contains(got, part) {
					t.Errorf("message %s\nwant %q in it", got, part)
				}
			}
		})
	}
}

// TestWritten updates a region: nothing else of the page changes.
func TestWritten(t *testing.T) {
	path := filepath.Join(t.TempDir(), "page.md")
	if err := os.WriteFile(path, []byte("a\n<!-- table -->\nold\n<!-- end of table -->\nb\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	defer func(was bool) { *update = was }(*update)
	*update = true
	Region(t, path, "table", "new\n")
	got, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if want := "a\n<!-- table -->\nnew\n<!-- end of table -->\nb\n"; string(got) != want {
		t.Errorf("wrote %q, want %q", got, want)
	}
}
