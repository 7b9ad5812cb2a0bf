package timings

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"serialfraction/harness/golden"
)

// TestGolden reads every file without an option and compares with the golden file.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.*")
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	read := 0
	for _, file := range append(files, "../testdata/amdahl.jsonl") {
		if strings.HasSuffix(file, ".md") || strings.HasSuffix(file, ".golden") {
			continue
		}
		read++
		fmt.Fprintln(&b, filepath.Base(file))
		for i, s := range readFile(t, file, Options{}) {
			if i == 0 {
				fmt.Fprintf(&b, "  as %s\n", s.Format)
			}
			describe(&b, s)
		}
	}
	if read < 20 {
		t.Fatalf("read %d files only", read)
	}
	golden.File(t, "testdata/series.golden", []byte(b.String()))
}

func describe(b *strings.Builder, s Series) {
	n := len(s.Readings)
	fmt.Fprintf(b, "  %s: %s [%s], %d readings, first %v, last %v", s.Name, s.Quantity, s.Unit, n, s.Readings[0], s.Readings[n-1])
	if s.CPUs > 0 {
		fmt.Fprintf(b, ", %g CPUs", s.CPUs)
	}
	if s.Weak {
		b.WriteString(", weak")
	}
	if s.Sweep != nil {
		fmt.Fprintf(b, ", swept on %g CPUs, beyond them %v", s.Sweep.CPUs, s.Sweep.Beyond)
	}
	b.WriteByte('\n')
	for _, w := range s.Warnings {
		fmt.Fprintf(b, "    %s\n", w)
	}
}

func readFile(t testing.TB, file string, o Options) []Series {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	all, err := Read(filepath.Base(file), f, o)
	if err != nil {
		t.Fatal(err)
	}
	return all
}
