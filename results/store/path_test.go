package store

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"serialfraction/results"
)

func TestNewPath(t *testing.T) {
	dir := t.TempDir()
	blocked := filepath.Join(dir, "a file")
	if err := os.WriteFile(blocked, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	h := header(1)
	h.Machine.Hostname = "a/b node"
	const name = "harness/results/20261120T093000.000Z-ttest-a_b_node.jsonl"
	for _, c := range []struct {
		name, xdg, home string
		want, wantErr   string
	}{
		{name: "XDG", xdg: dir + "/xdg", home: dir, want: dir + "/xdg/" + name},
		{name: "home", home: dir, want: dir + "/.local/share/" + name},
		{name: "a relative XDG is ignored", xdg: "xdg", home: dir + "/2", want: dir + "/2/.local/share/" + name},
		{name: "no home", wantErr: "name one"},
		{name: "a home that cannot be written", home: blocked, wantErr: "name one"},
	} {
		t.Run(c.name, func(t *testing.T) {
			env := map[string]string{"XDG_DATA_HOME": c.xdg, "HOME": c.home}
			got, err := NewPath(func(k string) string { return env[k] }, h)
			if c.wantErr != "" {
				if err == nil || !strings.Contains(err.Error(), c.wantErr) {
					t.Fatalf("error %v, want one with %q", err, c.wantErr)
				}
				return
			}
			if err != nil || got != filepath.FromSlash(c.want) {
				t.Fatalf("%q, %v; want %q", got, err, c.want)
			}
			w, err := results.Create(got, h)
			if err != nil {
				t.Fatalf("the folder is not there: %v", err)
			}
			if info, err := os.Stat(filepath.Dir(got)); runtime.GOOS != "windows" && (err != nil || info.Mode().Perm() != 0o700) {
				t.Errorf("the folder is not its user's alone: %v, %v", info.Mode(), err)
			}
			w.Close()
		})
	}
}

// CheckNew reports whether a file can be made, and creates no folder.
func TestCheckNew(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	put(t, file, []byte("none of ours\n"))
	for name, c := range map[string]struct {
		env map[string]string
		can bool
	}{
		"no folder yet":     {map[string]string{"XDG_DATA_HOME": filepath.Join(dir, "a", "b")}, true},
		"a file in the way": {map[string]string{"XDG_DATA_HOME": file}, false},
		"nothing is set":    {nil, false},
		"no right to it":    {map[string]string{"XDG_DATA_HOME": "/proc/harness"}, false}, // nobody may make a folder there
	} {
		t.Run(name, func(t *testing.T) {
			err := CheckNew(func(k string) string { return c.env[k] })
			if (err == nil) != c.can || err != nil && (!errors.As(err, new(*results.DestinationError)) || !strings.HasSuffix(err.Error(), ": name one")) || err != nil && c.env != nil && !strings.Contains(err.Error(), filepath.Join(c.env["XDG_DATA_HOME"], "harness", "results")) {
				t.Error(err)
			}
		})
	}
	if made, err := os.ReadDir(dir); err != nil || len(made) != 1 {
		t.Errorf("%v, %v: want the one file", made, err)
	}
}
