package workloads

import (
	"compress/gzip"
	"encoding/csv"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"serialfraction/harness"
	"serialfraction/workloads/spec"
)

// readTable reads a CSV file, packed or not, of this package's testdata.
func readTable(t testing.TB, name string) [][]string {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", name))
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

// readMatrix reads NAME.csv.gz and GROUPS, group a being the alphabetically first.
func readMatrix(t testing.TB, name, groups string) *harness.Dataset {
	t.Helper()
	groupOf := map[string]string{}
	ds := &harness.Dataset{Name: name}
	for _, r := range readTable(t, groups)[1:] {
		groupOf[r[0]] = r[1]
		if ds.Groups.Names[0] == "" || r[1] < ds.Groups.Names[0] {
			ds.Groups.Names[0] = r[1]
		}
		ds.Groups.Names[1] = max(ds.Groups.Names[1], r[1])
	}
	records := readTable(t, name)
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
			ds.Values = append(ds.Values, parse(t, r[c]))
		}
	}
	return ds
}

func parse(t testing.TB, s string) float64 {
	t.Helper()
	x, err := strconv.ParseFloat(s, 64)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// matrix returns a dataset of one group of na and one of nb columns.
func matrix(na, nb int, values []float64) *harness.Dataset {
	return &harness.Dataset{Name: "test", Cols: na + nb, Values: values,
		Rows:   make([]string, len(values)/(na+nb)),
		Groups: harness.Groups{Names: [2]string{"a", "b"}, Sizes: [2]int{na, nb}}}
}

// whole returns all of ds as one chunk.
func whole(ds *harness.Dataset) harness.Chunk {
	return harness.Chunk{Rows: ds.NumRows(), Cols: ds.Cols, Values: ds.Values}
}

// runTTest returns the result of the t-test of ds, made in one chunk.
func runTTest(t testing.TB, ds *harness.Dataset, args spec.Args) *harness.Table {
	t.Helper()
	w, err := newTTest(ds, args)
	if err != nil {
		t.Fatal(err)
	}
	out := &harness.Table{Columns: w.Outputs, Values: make([]float64, ds.NumRows()*len(w.Outputs))}
	w.Kernel(out.Values, whole(ds))
	if w.Finish != nil {
		w.Finish(out)
	}
	return out
}
