package fit

import (
	"encoding/csv"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"testing"
)

// table reads a CSV file of testdata: its header and its rows.
func table(t *testing.T, name string) []map[string]string {
	t.Helper()
	file, err := os.Open(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	r := csv.NewReader(file)
	r.Comment = '#'
	lines, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	rows := make([]map[string]string, 0, len(lines))
	for _, line := range lines[1:] {
		row := make(map[string]string)
		for i, name := range lines[0] {
			row[name] = line[i]
		}
		rows = append(rows, row)
	}
	return rows
}

func number(t *testing.T, row map[string]string, column string) float64 {
	t.Helper()
	x, err := strconv.ParseFloat(row[column], 64)
	if err != nil {
		t.Fatalf("column %s of %v: %v", column, row, err)
	}
	return x
}

// runs reads a table with columns n and time_ns.
func runs(t *testing.T, name string) []Observation {
	t.Helper()
	var obs []Observation
	for _, row := range table(t, name) {
		obs = append(obs, Observation{int(number(t, row, "n")), number(t, row, "time_ns") / 1e9})
	}
	return obs
}

// reference returns the row of reference_answers.csv for a parameter.
func reference(t *testing.T, dataset, model, param string) map[string]string {
	t.Helper()
	for _, row := range table(t, "reference_answers.csv") {
		if row["dataset"] == dataset && row["model"] == model && row["param"] == param {
			return row
		}
	}
	t.Fatalf("reference_answers.csv has no %s, %s, %s", dataset, model, param)
	return nil
}

// digits returns the number of digits to which got and want agree (NIST's log
// relative error), at most 15.
func digits(got, want float64) float64 {
	if got == want {
		return 15
	}
	return min(15, -math.Log10(math.Abs(got-want)/math.Abs(want)))
}
