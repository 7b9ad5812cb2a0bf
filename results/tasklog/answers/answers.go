// Package answers reads the tables of reference answers that tests of logs are held against: what an
// independent program says of the logs in results/tasklog/testdata, whose README names it.
//
//	testdata/reference_….csv → answers → tests of tasklog, study, logs
//
// Only tests import it.
package answers

import (
	"encoding/csv"
	"os"
	"testing"
)

// Table reads the table at a path, which begins with the names of its columns: a row is its fields by
// these. A table that cannot be read, or has no row, ends the test.
func Table(t testing.TB, path string) []map[string]string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	all, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(all) < 2 {
		t.Fatalf("%s has no row", path)
	}
	var rows []map[string]string
	for _, record := range all[1:] {
		row := map[string]string{}
		for i, name := range all[0] {
			row[name] = record[i]
		}
		rows = append(rows, row)
	}
	return rows
}
