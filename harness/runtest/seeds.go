package runtest

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// Seeds adds the first inputs of a fuzzer of result files: the golden files of a folder
// testdata; one of them truncated, with another N, and resumed; the first lines of each old
// version of the format; and headers with hardly any content. They are small, so that a fuzzer is
// fast.
func Seeds(f *testing.F, testdata string) {
	f.Helper()
	read := func(path string) []byte {
		b, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		return b
	}
	sample := read(filepath.Join(testdata, "sweep.jsonl"))
	f.Add(sample)
	f.Add(sample[:len(sample)/2])
	f.Add(bytes.Replace(sample, []byte(`"workers":2`), []byte(`"workers":1`), 1))
	f.Add(slices.Concat(sample, []byte("{\"kind\":\"resume\",\"repeats\":3}\n{\"kind\":\"end\",\"stopped\":\"x\"}\n")))
	f.Add([]byte("{\"kind\":\"header\",\"schema\":1,\"workload\":\"w\",\"engine\":\"sim\",\"workers\":[1]}\n" +
		"{\"kind\":\"run\",\"engine\":\"sim\",\"workers\":1,\"wall_ns\":1,\"split_ns\":1}\n"))
	f.Add([]byte("{\"kind\":\"header\",\"schema\":2}\n"))
	first := func(b []byte, lines int) []byte {
		all := bytes.SplitAfterN(b, []byte("\n"), lines+1)
		return bytes.Join(all[:min(lines, len(all))], nil)
	}
	f.Add(first(read(filepath.Join(testdata, "amdahl.jsonl")), 9))
	vintages, err := filepath.Glob(filepath.Join(testdata, "vintage", "*.jsonl"))
	if err != nil || len(vintages) == 0 {
		f.Fatalf("%d vintages, %v", len(vintages), err)
	}
	for _, path := range vintages {
		f.Add(first(read(path), 3))
	}
}
