package input

import (
	"path/filepath"
	"slices"
	"testing"
)

// TestGroupsBeside writes rows with groups in every format: the file beside them gives the same
// groups back.
func TestGroupsBeside(t *testing.T) {
	d := load(t, Source{Data: "plink/testdata/fam7.bed"})    // values that every format has a place for
	d.Groups.Names = [2]string{"case, \"early\"", "control"} // in alphabetical order, as they read back
	for _, f := range Formats() {
		if f.Write == nil {
			continue
		}
		path := filepath.Join(t.TempDir(), "x.y"+f.Extensions[0])
		if err := WriteWithGroups(t.Context(), path, d, nil); err != nil {
			t.Fatal(err)
		}
		got := load(t, Source{Data: path, Groups: filepath.Join(filepath.Dir(path), "x.y.groups.csv")})
		if got.Groups != d.Groups || !f.Nameless && !slices.Equal(got.Samples, d.Samples) {
			t.Errorf("%s: groups %+v of %q, want %+v of %q", f.Name, got.Groups, got.Samples, d.Groups, d.Samples)
		}
	}
}

func TestGroupsPath(t *testing.T) {
	for path, want := range map[string]string{
		"a/rows.csv.gz": "a/rows.groups.csv", "rows.npy": "rows.groups.csv", "rows.v2.tsv.ZST": "rows.v2.groups.csv",
	} {
		if got := GroupsPath(path); got != want {
			t.Errorf("beside %s: %s, want %s", path, got, want)
		}
	}
}
