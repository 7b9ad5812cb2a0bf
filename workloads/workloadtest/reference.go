package workloadtest

import (
	"compress/gzip"
	"encoding/csv"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"serialfraction/harness"
)

// ReadTable reads a CSV file, compressed or not, from workloads/testdata, which is beside the
// folder of the test's package.
func ReadTable(t testing.TB, name string) [][]string {
	t.Helper()
	f, err := os.Open(filepath.Join("..", "testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r := csv.NewReader(f)
	if strings.HasSuffix(name, ".gz") {
		z, err := gzip.NewReader(f)
		if err != nil {
			t.Fatal(err)
		}
		r = csv.NewReader(z)
	}
	records, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return records
}

// ReadMatrix reads a matrix and its groups from two files of workloads/testdata. Group a is the
// alphabetically first.
func ReadMatrix(t testing.TB, name, groups string) *harness.Dataset {
	t.Helper()
	groupOf := map[string]string{}
	ds := &harness.Dataset{Name: name}
	for _, r := range ReadTable(t, groups)[1:] {
		groupOf[r[0]] = r[1]
		if ds.Groups.Names[0] == "" || r[1] < ds.Groups.Names[0] {
			ds.Groups.Names[0] = r[1]
		}
		ds.Groups.Names[1] = max(ds.Groups.Names[1], r[1])
	}
	records := ReadTable(t, name)
	var columns []int
	for g, group := range ds.Groups.Names {
		for i, sample := range records[0][1:] {
			if groupOf[sample] == group {
				columns = append(columns, i+1)
				ds.Groups.Sizes[g]++
			}
		}
	}
	ds.Cols = len(columns)
	for _, r := range records[1:] {
		ds.Rows = append(ds.Rows, r[0])
		for _, c := range columns {
			ds.Values = append(ds.Values, Number(t, r[c]))
		}
	}
	return ds
}

// Number reads a number.
func Number(t testing.TB, s string) float64 {
	t.Helper()
	x, err := strconv.ParseFloat(s, 64)
	if err != nil {
		t.Fatal(err)
	}
	return x
}
