package timings

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"serialfraction/harness/input/content"
	"serialfraction/harness/input/readertest"
)

// TestPacked reads the file of each format packed, and with the line ends of other systems:
// the series are those of the plain file, and so are their names.
func TestPacked(t *testing.T) {
	for _, path := range []string{
		"../testdata/sweep.jsonl", "testdata/hyperfine.csv", "testdata/hyperfine_2.json", "testdata/google_benchmark_aggregates.json",
		"testdata/pyperf.json", "testdata/benchfmt_parallel.txt", "testdata/usl_raytracer.csv", "testdata/field/table.md",
	} {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		text, name := string(b), filepath.Base(path)
		plain, err := Read(name, bytes.NewReader(b), Options{})
		if err != nil {
			t.Fatal(err)
		}
		for _, way := range []struct{ end, stored string }{
			{".gz", string(readertest.Pack(t, "gzip", text))},
			{".zst", string(readertest.Pack(t, "zstd", text))},
			{"", "\ufeff" + text},
			{"", strings.ReplaceAll(text, "\n", "\r\n")},
			{"", strings.ReplaceAll(text, "\n", "\r")},
		} {
			got, err := Read(name+way.end, strings.NewReader(way.stored), Options{})
			if err != nil {
				t.Errorf("%s%s: %v", name, way.end, err)
				continue
			}
			if diff := cmp.Diff(plain, got, cmpopts.IgnoreFields(Series{}, "Sweep")); diff != "" {
				t.Errorf("%s%s: -plain +got:\n%s", name, way.end, diff)
			}
		}
	}
}

// endless is a text without an end.
type endless struct{ text string }

func (e endless) Read(b []byte) (int, error) { return copy(b, e.text), nil }

// TestLongSource: a source that is too long once unpacked is refused, though it never ends.
func TestLongSource(t *testing.T) {
	_, err := sourceOf("t.csv", endless{"1,10\n"}, 1<<20)
	oneLine(t, err, "t.csv: longer than 1 MiB: are these timings? Cut the file where they end")
	bomb := readertest.Pack(t, "gzip", strings.Repeat(" ", 1<<26))
	unpacked, err := content.NewStream("t.csv.gz", bytes.NewReader(bomb))
	if err != nil {
		t.Fatal(err)
	}
	defer unpacked.Close()
	_, err = sourceOf("t.csv.gz", unpacked, 1<<20)
	oneLine(t, err, "t.csv.gz: longer than 1 MiB")
}
