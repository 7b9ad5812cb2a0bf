package input

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"serialfraction/harness/machine"
)

// A source that another process loads has the same rows, in whatever folder that process is: its paths
// are from the root, and its options are all there.
func TestElsewhere(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	for name, text := range map[string]string{"rows.csv": "g,x,a,b,c\n1,9,2,NO,4\n2,9,5,6,7\n", "groups.csv": "sample,group\na,u\nb,v\nc,v\n"} {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s := Source{Data: "rows.csv", Groups: "groups.csv", Contrast: "v,u", Columns: "[abc]", NA: []string{"NO"}, Tile: 2, Room: &machine.Room{Bytes: 1 << 30}}
	want, err := Load(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	text, err := s.Elsewhere()
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	got, err := LoadElsewhere(t.Context(), text)
	if err != nil || got.Digest() != want.Digest() || got.Groups != want.Groups || !slices.Equal(got.Samples, want.Samples) {
		t.Errorf("%v, got %+v, want %+v", err, got, want)
	}
	if _, err := LoadElsewhere(t.Context(), []byte("{")); err == nil {
		t.Error("half a source is read")
	}
}

// What is built in is no file.
func TestFiles(t *testing.T) {
	for _, tc := range []struct {
		s    Source
		want []string
	}{
		{Source{Data: "golub"}, nil},
		{Source{Data: "synth:rows=3"}, nil},
		{Source{Data: "./golub"}, []string{"./golub"}},
		{Source{Data: Stdin, Groups: filepath.Join("a", "g.csv")}, []string{Stdin, filepath.Join("a", "g.csv")}},
	} {
		if got := tc.s.Files(); !slices.Equal(got, tc.want) {
			t.Errorf("%+v: %q", tc.s, got)
		}
	}
}
