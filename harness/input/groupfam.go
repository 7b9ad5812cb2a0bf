package input

import (
	"cmp"
	"path/filepath"
	"slices"
	"strings"

	"serialfraction/harness"
	"serialfraction/harness/input/content"
	"serialfraction/harness/input/plink"
	"serialfraction/harness/wording"
)

// isFam reports whether a groups file is the .fam file of PLINK.
func isFam(path string) bool { return strings.EqualFold(filepath.Ext(content.Bare(path)), ".fam") }

// parseFam reads the samples of a .fam file, with the groups in the column of the name field,
// or in that of the phenotypes. Samples are found by their ids, or by family and id.
func parseFam(name, field string, text []byte) (labeler, error) {
	samples, notes, err := plink.ReadFam(name, text)
	if err != nil {
		return nil, err
	}
	columns := plink.FamColumns()
	t := &groupTable{name: name, field: cmp.Or(field, columns[len(columns)-1]), columns: groupColumns{names: columns}}
	if t.columns.group = slices.Index(columns, t.field); t.columns.group < 0 {
		return nil, &harness.FlagError{Flag: "group-field", Value: field, Want: name + " has no such column: type one of " + wording.Or(columns...)}
	}
	for _, s := range samples {
		t.entries = append(t.entries, groupEntry{s.Fields, s.Line})
	}
	return func(d *harness.Dataset) ([]string, error) {
		d.Notes = append(d.Notes, notes...)
		return t.label(d)
	}, nil
}
