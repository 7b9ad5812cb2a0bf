package main

import (
	"fmt"
	"maps"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"serialfraction/harness/golden"
)

// A reading is the file, its bytes, who read it, the seconds, and the sum of its values.
type reading struct {
	file, reader string
	bytes        int
	seconds, sum float64
}

// readings are those that bench.sh kept, and its line on where they were made.
func readings(t *testing.T) (where string, list []reading) {
	text, err := os.ReadFile("times")
	if err != nil {
		t.Fatal(err)
	}
	head, rest, _ := strings.Cut(strings.TrimSpace(string(text)), "\n")
	for line := range strings.Lines(rest) {
		var r reading
		if _, err := fmt.Sscan(line, &r.file, &r.bytes, &r.reader, &r.seconds, &r.sum); err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		list = append(list, r)
	}
	return strings.TrimPrefix(head, "# "), list
}

// TestPage: the table of the page is that of the times that are kept, and everyone read the same
// values.
func TestPage(t *testing.T) {
	where, list := readings(t)
	seconds := map[string]map[string][]float64{}
	bytes, sums := map[string]int{}, map[string]float64{}
	for _, r := range list {
		if seconds[r.file] == nil {
			seconds[r.file], bytes[r.file], sums[r.file] = map[string][]float64{}, r.bytes, r.sum
		}
		seconds[r.file][r.reader] = append(seconds[r.file][r.reader], r.seconds)
		if math.Abs(r.sum-sums[r.file]) > 1e-6*math.Abs(sums[r.file]) {
			t.Errorf("%s: the sum of %s is %v, of others %v", r.file, r.reader, r.sum, sums[r.file])
		}
	}
	var page strings.Builder
	fmt.Fprintf(&page, "%s. Seconds are medians of %d\ninterleaved rounds, the file in the page cache; as fast is NumPy's median\nover that of harness.\n\n", where, len(list)/len(bytes)/3)
	page.WriteString("| order, type | MB | NumPy, s | harness, one CPU, s | all CPUs, s | one CPU, times as fast as NumPy | all CPUs, times as fast |\n|---|---:|---:|---:|---:|---:|---:|\n")
	for _, file := range slices.Sorted(maps.Keys(bytes)) {
		of := seconds[file]
		numpy, one, all := median(of["NumPy"]), median(of["one"]), median(of["all"])
		fmt.Fprintf(&page, "| %s | %.0f | %.3f | %.3f | %.3f | %.2f | %.2f |\n", title(file), float64(bytes[file])/1e6, numpy, one, all, numpy/one, numpy/all)
	}
	golden.Region(t, "../npy.md", "times", page.String())
}

// title names an array by its order and type, such as C `<f8`.
func title(file string) string {
	order, descr := file[:1], file[1:]
	if order == "F" {
		order = "Fortran"
	}
	return order + " `" + descr + "`"
}

func median(times []float64) float64 {
	slices.Sort(times)
	n := len(times)
	return (times[(n-1)/2] + times[n/2]) / 2
}
