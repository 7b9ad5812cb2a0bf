package results

import (
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"serialfraction/harness"
	"serialfraction/harness/runtest"
)

// sampled decodes a file and holds at most so many of its timed runs, but so many blocks at least.
func sampled(text []byte, most, least int) (*File, error) {
	d := newDecoder(&File{})
	d.sample = &sampler{most: most, least: least}
	return decoded(bytes.NewReader(text), d)
}

// A sample has whole blocks, drawn by their numbers alone, and counts what it lacks.
func TestSample(t *testing.T) {
	runs := runtest.Amdahl(200, time.Millisecond, 20*time.Millisecond, 1, 2, 4)
	warm := runtest.AmdahlRun(0, 1, time.Millisecond, 20*time.Millisecond, 1)
	warm.Warmup = true
	_, text := write(t, sampleHeader(1, 2, 4), append([]harness.Run{warm}, runs...))
	all, err := Decode(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	few, err := sampled(text, 150, 8)
	if err != nil {
		t.Fatal(err)
	}
	by := map[int]int{}
	for _, r := range few.Runs {
		if !r.Warmup {
			by[r.Block]++
		}
	}
	timed := len(few.Runs) - 1
	if timed < 40 || timed > 150 || !few.Runs[0].Warmup || few.Left != (Left{600 - timed, 600 - timed}) {
		t.Errorf("%d runs are held, left out are %+v", timed, few.Left)
	}
	for block, n := range by {
		if n != 3 {
			t.Errorf("block %d has %d runs in the sample", block, n)
		}
	}
	if len(few.Warnings) != 1 || !strings.Contains(few.Warnings[0], "600 timed runs") {
		t.Errorf("warnings %q", few.Warnings)
	}
	if again := all.sample(&sampler{most: 150, least: 8}); !cmp.Equal(few, again) {
		t.Errorf("a sample of a file that is held differs (-read +held):\n%s", cmp.Diff(few, again))
	}
	if few.sample(&sampler{most: 150, least: 8}) != few {
		t.Error("a sample is not its own sample")
	}
	if all.Sample() != all {
		t.Error("a file with few runs is not its own sample")
	}
}

// Blocks that are few are held, however many runs each has: an interval is of what differs between
// them.
func TestSampleOfLargeBlocks(t *testing.T) {
	for _, blocks := range []int{1, 2, 40} {
		var runs []harness.Run
		for b := range blocks {
			for range 20 {
				r := runtest.AmdahlRun(b, 1, time.Millisecond, 20*time.Millisecond, 1)
				r.Order = len(runs) % 20
				runs = append(runs, r)
			}
		}
		_, text := write(t, sampleHeader(1), runs)
		f, err := sampled(text, 10, 8)
		if err != nil {
			t.Fatal(err)
		}
		held := map[int]int{}
		for _, r := range f.Runs {
			held[r.Block]++
		}
		if len(held) < min(blocks, 8) || len(held) > 24 || f.Left.Runs != 20*(blocks-len(held)) || (len(f.Warnings) > 0) != (f.Left.Runs > 0) {
			t.Errorf("of %d blocks the sample has %d, left out are %+v, warnings %q", blocks, len(held), f.Left, f.Warnings)
		}
	}
}

// A run that stands twice is found though its block is left out, and a timeline of such a run is
// no stray.
func TestSampleIsChecked(t *testing.T) {
	var runs []harness.Run
	for b := range 64 {
		runs = append(runs, withTimeline(b, 0, 3, time.Millisecond))
	}
	_, text := write(t, sampleHeader(1), runs)
	lines := slices.Collect(strings.Lines(string(text)))
	few, err := sampled(text, 10, 1)
	if err != nil || few.Left.Runs < 54 || few.Runs[0].Timeline == nil {
		t.Fatalf("%+v, error %v", few, err)
	}
	for b, line := range lines[1:65] {
		twice := strings.Join(slices.Insert(slices.Clone(lines), 65, line), "")
		if _, err := sampled([]byte(twice), 10, 1); err == nil || !strings.Contains(err.Error(), "line 66: run 0 of block") {
			t.Errorf("block %d stands twice: %v", b, err)
		}
		bare, timeline := withoutTimeline(t, line)
		f, err := sampled([]byte(strings.Join(slices.Insert(slices.Replace(slices.Clone(lines), b+1, b+2, bare), 65, timeline), "")), 10, 1)
		if err != nil || !cmp.Equal(f.Warnings, few.Warnings) || !cmp.Equal(f.Runs, few.Runs) {
			t.Errorf("block %d with its timeline behind: %v, error %v", b, f.Warnings, err)
		}
	}
}

// withoutTimeline splits the line of a run into one without a timeline and that of the timeline.
func withoutTimeline(t *testing.T, text string) (run, timeline string) {
	t.Helper()
	f, err := Decode(strings.NewReader(string(mustEncode(t, sampleHeader(1))) + text))
	if err != nil {
		t.Fatal(err)
	}
	r := f.Runs[0]
	spans, delays := r.Timeline.Parts()
	b, err := line(wireTimeline{"timeline", r.Engine, r.Block, r.Order, r.Workers, spans, delays})
	if err != nil {
		t.Fatal(err)
	}
	r.Timeline = nil
	bare, err := EncodeRun(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(bare), string(b)
}

func mustEncode(t *testing.T, h Header) []byte {
	t.Helper()
	b, err := EncodeHeader(h)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// packed returns text as gzip packs it.
func packed(t *testing.T, text []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write(text); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// A sweep is not continued in a file that lines cannot be appended to.
func TestResumeWantsPlainLines(t *testing.T) {
	_, text := write(t, sampleHeader(1), nil)
	for want, anew := range map[string][]byte{
		"it is packed, and a sweep is continued in a plain file: unpack it, as with gunzip FILE":                packed(t, text),
		"its lines end in CR alone, and a sweep is continued in a file with LF: type tr '\\r' '\\n' <FILE >NEW": bytes.ReplaceAll(text, []byte("\n"), []byte("\r")),
	} {
		path := filepath.Join(t.TempDir(), "sweep.jsonl")
		if err := os.WriteFile(path, anew, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Reopen(path); err == nil || !strings.HasSuffix(err.Error(), want) {
			t.Errorf("error %v, want %s", err, want)
		}
	}
}

// A packed file that was cut short, or is damaged, is refused in one line.
func TestPackedDamaged(t *testing.T) {
	_, text := write(t, sampleHeader(1), nil)
	b := packed(t, text)
	if _, err := Decode(bytes.NewReader(b[:len(b)/2])); err == nil || !strings.Contains(err.Error(), "truncated gzip data: fetch the file again") {
		t.Errorf("cut short: %v", err)
	}
	b[len(b)-5] ^= 1
	if _, err := Decode(bytes.NewReader(b)); err == nil || !strings.Contains(err.Error(), "damaged gzip data") {
		t.Errorf("damaged: %v", err)
	}
}

func TestStem(t *testing.T) {
	for name, want := range map[string]string{"a.jsonl": "a", "a.jsonl.gz": "a", "d/b.c.jsonl.zst": "d/b.c", "a.csv": "", "a.jsonl.bak": "", "a.gz": ""} {
		if stem, ok := Stem(name); ok != (want != "") || ok && stem != want {
			t.Errorf("%s: %q, %t", name, stem, ok)
		}
	}
}
