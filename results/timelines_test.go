package results

import (
	"bytes"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"serialfraction/harness"
	"serialfraction/harness/runtest"
)

// withTimeline returns a run of one worker that took that long for its chunks, one after
// another.
func withTimeline(block, order, chunks int, took time.Duration) harness.Run {
	r := harness.Run{Engine: "pool", Block: block, Order: order, Workers: 1, Start: runtest.Epoch,
		Timing: runtest.Tiled(harness.Timing{Workers: []harness.WorkerTiming{{Chunks: chunks, Busy: took}}})}
	var spans []harness.Span
	for i := range chunks {
		n := time.Duration(chunks)
		spans = append(spans, harness.Span{First: i, Chunks: 1, Start: took * time.Duration(i) / n, End: took * time.Duration(i+1) / n})
	}
	r.Timeline = harness.NewTimeline([][]harness.Span{spans})
	return r
}

// blocksWith returns the blocks of a file whose runs have timelines, and the lines of
// kind timeline.
func blocksWith(t *testing.T, w *Writer) (blocks, late []int) {
	t.Helper()
	f, err := Read(w.Path())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(w.File().Runs, f.Runs); diff != "" {
		t.Errorf("the runs in memory and in the file differ (-memory +file):\n%s", diff)
	}
	for _, r := range f.Runs {
		if r.Timeline != nil {
			blocks = append(blocks, r.Block)
		}
	}
	written, err := os.ReadFile(w.Path())
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(written)) {
		var block int
		if strings.HasPrefix(line, `{"kind":"timeline"`) {
			if _, err := fmt.Sscanf(line, `{"kind":"timeline","engine":"pool","block":%d`, &block); err != nil {
				t.Fatal(err)
			}
			late = append(late, block)
		}
	}
	return blocks, late
}

// Up to a size a file has the timelines of all runs. Beyond it the file has those of the
// first block and, at its end, those of the median and of the slowest run.
func TestTimelinesAreSampled(t *testing.T) {
	size := len(withTimeline(0, 0, 10, 200*time.Millisecond).Timeline)
	for _, tc := range []struct {
		name         string
		whole, held  int // in timelines
		blocks, late []int
	}{
		{"all", 11, 1, []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, nil},
		{"some", 4, 20, []int{0, 1, 2, 3, 4, 7}, []int{4, 7}},
		{"the median is there", 6, 20, []int{0, 1, 2, 3, 4, 5, 7}, []int{7}},
		{"little memory", 1, 3, []int{0, 2, 7}, []int{2, 7}}, // block 2 is next to the median
		{"next to none", 1, 1, []int{0, 7}, []int{7}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w := create(t, sampleHeader(1))
			w.timelines.whole, w.timelines.held = tc.whole*size+size/2, tc.held*size+size/2
			// Block 7 is the slowest; of 11 runs the sixth, of block 4, is the median.
			for block, ms := range []int{10, 20, 30, 70, 50, 25, 65, 99, 15, 80, 61} {
				if err := w.Run(withTimeline(block, 0, 10, time.Duration(100+ms)*time.Millisecond)); err != nil {
					t.Fatal(err)
				}
			}
			if err := w.End(End{Stopped: "11 blocks done"}); err != nil {
				t.Fatal(err)
			}
			blocks, late := blocksWith(t, w)
			if !slices.Equal(blocks, tc.blocks) || !slices.Equal(late, tc.late) {
				t.Errorf("timelines of blocks %v, of these late %v; want %v and %v", blocks, late, tc.blocks, tc.late)
			}
		})
	}
}

// Whatever the runs, the timelines that are dropped are those furthest from the median, as
// a ranking of all runs from scratch finds them.
func TestFurthestIsLetGo(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := timelineSample{whole: 1, held: rapid.IntRange(1, 40).Draw(t, "held")}
		var runs []harness.Run
		var left []int // the runs whose timelines should be in memory
		for i := range rapid.IntRange(1, 60).Draw(t, "runs") {
			r := harness.Run{Engine: rapid.SampledFrom([]string{"pool", "control"}).Draw(t, "engine"), Block: 1, Order: i,
				Workers: rapid.IntRange(1, 3).Draw(t, "workers"), Warmup: rapid.IntRange(0, 9).Draw(t, "warm-up") == 0,
				Timing:   harness.Timing{Wall: time.Duration(rapid.IntRange(1, 12).Draw(t, "wall"))},
				Timeline: make(harness.Timeline, rapid.SampledFrom([]int{0, 2, 3, 5, 9}).Draw(t, "bytes"))}
			runs = append(runs, r)
			if len(r.Timeline) > 0 && !r.Warmup {
				left = append(left, i)
			}
			for len(left) > 1 && heldBytes(runs, left) > s.held {
				far := furthestAnew(runs, left)
				left = slices.DeleteFunc(left, func(i int) bool { return i == far })
			}
			s.took(runs, s.first(r))
			for i, r := range runs {
				if held := len(r.Timeline) > 0; held != slices.Contains(left, i) {
					t.Fatalf("after run %d: the timeline of run %d is held: %v, want those of %v", len(runs)-1, i, held, left)
				}
			}
		}
	})
}

func heldBytes(runs []harness.Run, among []int) (sum int) {
	for _, i := range among {
		sum += len(runs[i].Timeline)
	}
	return sum
}

// furthestAnew returns the run that is furthest by rank from the median at its N. Of runs
// equally far it returns the first of the N that came first. The slowest run at an N has
// distance 0.
func furthestAnew(runs []harness.Run, among []int) (far int) {
	type point struct {
		engine  string
		workers int
	}
	var points []point
	ranked := map[point][]int{}
	for i, r := range runs {
		if r.Warmup {
			continue
		}
		at := point{r.Engine, r.Workers}
		if !slices.Contains(points, at) {
			points = append(points, at)
		}
		ranked[at] = append(ranked[at], i)
	}
	most := -1.0
	for _, at := range points {
		all := ranked[at]
		slices.SortStableFunc(all, func(a, b int) int { return int(runs[a].Timing.Wall - runs[b].Timing.Wall) })
		for rank, i := range all {
			away := math.Abs(float64(rank-(len(all)-1)/2)) / float64(len(all))
			if rank == len(all)-1 {
				away = 0
			}
			if slices.Contains(among, i) && away > most {
				far, most = i, away
			}
		}
	}
	return far
}

// A sweep that is resumed counts the timelines that its file has.
func TestResumedTimelines(t *testing.T) {
	w := create(t, sampleHeader(1))
	first := withTimeline(0, 0, 10, time.Second)
	if err := w.Run(first); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	again, err := Reopen(w.Path())
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	if got, want := again.timelines.written, len(first.Timeline); got != want {
		t.Errorf("%d bytes of timelines, the file has %d", got, want)
	}
}

// A timeline that does not agree with its run is left out with a warning, and so is one
// without a run, or for a run that has one. The run is kept.
func TestTimelineFaults(t *testing.T) {
	header, err := EncodeHeader(sampleHeader(1))
	if err != nil {
		t.Fatal(err)
	}
	r := withTimeline(1, 2, 3, time.Second)
	whole, err := EncodeRun(r)
	if err != nil {
		t.Fatal(err)
	}
	bare := r
	bare.Timeline = nil
	without, err := EncodeRun(bare)
	if err != nil {
		t.Fatal(err)
	}
	late := func(block int, l harness.Timeline) []byte {
		spans, delays := l.Parts()
		b, err := line(wireTimeline{"timeline", "pool", block, 2, 1, spans, delays})
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	const kept = "; the times of the runs are not affected"
	for want, lines := range map[string][][]byte{
		"": {without, late(1, r.Timeline)},
		"1 timeline left out, the first of line 2: the timeline has worker 0 at 3 chunks for 1000000000 ns, and it did 4 in 1000000000": {bytes.Replace(whole, []byte(`"chunks":3`), []byte(`"chunks":4`), 1)},
		"1 timeline left out, the first of line 2: the timeline is empty":                                                               {append(without[:len(without)-2:len(without)-2], `,"timeline":""}`+"\n"...)},
		"1 timeline left out, the first of line 3: no run 2 of block 0, N = 1, comes before it":                                         {without, late(0, r.Timeline)},
		"2 timelines left out, the first of line 3: the run has one already":                                                            {whole, late(1, r.Timeline), late(1, nil)},
		"1 timeline left out, the first of line 3: the timeline is cut short or damaged":                                                {without, late(1, r.Timeline[:len(r.Timeline)-1])},
		"1 timeline left out, the first of line 3: the timeline is of 2 workers and the run of 1":                                       {without, late(1, harness.NewTimeline([][]harness.Span{{}, {}}))},
	} {
		f, err := Decode(bytes.NewReader(slices.Concat(append([][]byte{header}, lines...)...)))
		if err != nil {
			t.Errorf("%q: %v", want, err)
			continue
		}
		var warnings []string
		if want != "" {
			warnings = []string{want + kept}
		}
		if len(f.Runs) != 1 || !slices.Equal(f.Warnings, warnings) {
			t.Errorf("%d runs, warnings %q, want %q", len(f.Runs), f.Warnings, warnings)
		}
	}
}

// A timeline that does not agree with its run is not written, but the run is.
func TestStrayTimelineIsNotWritten(t *testing.T) {
	w := create(t, sampleHeader(1))
	r := withTimeline(0, 0, 3, time.Second)
	r.Timeline = withTimeline(0, 0, 4, time.Second).Timeline
	if err := w.Run(r); err != nil {
		t.Fatal(err)
	}
	f, err := Read(w.Path())
	if err != nil || len(f.Runs) != 1 || f.Runs[0].Timeline != nil || f.Warnings != nil {
		t.Errorf("%+v, %v", f, err)
	}
}
