package input

import (
	"encoding/csv"
	"io"
	"path/filepath"
	"strings"

	"serialfraction/harness"
	"serialfraction/harness/input/content"
	"serialfraction/harness/input/dataset"
	"serialfraction/harness/wholefile"
)

// GroupsPath returns the path of the file of groups beside a file of rows: rows.groups.csv beside
// rows.csv.gz.
func GroupsPath(path string) string {
	bare := content.Bare(path)
	return strings.TrimSuffix(bare, filepath.Ext(bare)) + ".groups.csv"
}

// groupsFile is the file of groups beside the file at path, which holds d in a format. It names
// the samples as they read back.
func groupsFile(f Format, path string, d *harness.Dataset) wholefile.File {
	samples := dataset.Samples(d)
	if f.Nameless {
		samples = dataset.Numbered(d.Cols)
	}
	return wholefile.File{Path: GroupsPath(path), Write: func(w io.Writer) error {
		text := csv.NewWriter(w)
		text.Write([]string{"sample", "group"}) // Error returns the error of any line
		for i, name := range samples {
			g := 0
			if i >= d.Groups.Sizes[0] {
				g = 1
			}
			text.Write([]string{name, d.Groups.Names[g]})
		}
		text.Flush()
		return text.Error()
	}}
}
