package harness_test

import (
	"bytes"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"serialfraction/harness"
)

// drawSpans draws the spans of the workers of a run, and the times of the run.
func drawSpans(t *rapid.T) ([][]harness.Span, harness.Timing) {
	ns := rapid.Int64Range(0, 1<<rapid.IntRange(0, 40).Draw(t, "bits"))
	draw := func(what string) time.Duration { return time.Duration(ns.Draw(t, what)) }
	workers := make([][]harness.Span, rapid.IntRange(1, 5).Draw(t, "workers"))
	timing := harness.Timing{Workers: make([]harness.WorkerTiming, len(workers))}
	ends := make([]time.Duration, len(workers))
	for w := range workers {
		k := &timing.Workers[w]
		k.Wake = draw("wake")
		at := k.Wake
		for range rapid.IntRange(0, 6).Draw(t, "spans") {
			s := harness.Span{First: rapid.IntRange(0, 1<<20).Draw(t, "first"), Chunks: rapid.IntRange(1, 300).Draw(t, "chunks")}
			s.Start = at + draw("claim")
			s.End = s.Start + draw("busy")
			if s.Measured = rapid.Bool().Draw(t, "measured"); s.Measured {
				s.Delay = time.Duration(rapid.Int64Range(0, int64(s.End-s.Start)).Draw(t, "delay"))
			}
			k.Claim, k.Busy, k.Chunks, at = k.Claim+s.Start-at, k.Busy+s.End-s.Start, k.Chunks+s.Chunks, s.End
			workers[w] = append(workers[w], s)
		}
		last := draw("claim")
		k.Claim += last
		ends[w] = at + last
	}
	timing.Parallel = slices.Max(ends)
	for w := range workers {
		timing.Workers[w].Tail = timing.Parallel - ends[w]
	}
	return workers, timing
}

func unpack(l harness.Timeline, workers int) [][]harness.Span {
	out := make([][]harness.Span, workers)
	for w, s := range l.All() {
		out[w] = append(out[w], s)
	}
	return out
}

// Spans that are packed can be unpacked. They agree with the times of their own run and with
// no others.
func TestTimelineRoundTrip(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		want, timing := drawSpans(rt)
		l := harness.NewTimeline(want)
		if diff := cmp.Diff(want, unpack(l, len(want))); diff != "" {
			rt.Fatalf("packed and unpacked (-want +got):\n%s", diff)
		}
		if err := l.Check(timing); err != nil {
			rt.Fatal(err)
		}
		if again := harness.NewTimelineOf(l.Parts()); !bytes.Equal(again, l) {
			rt.Fatalf("taken apart and put together it is % x, was % x", again, l)
		}
		w := rapid.IntRange(0, len(want)-1).Draw(rt, "spoilt")
		for name, spoil := range map[string]func(k *harness.WorkerTiming){
			"busy": func(k *harness.WorkerTiming) { k.Busy++ }, "chunks": func(k *harness.WorkerTiming) { k.Chunks++ },
		} {
			other := timing
			other.Workers = slices.Clone(timing.Workers)
			spoil(&other.Workers[w])
			if l.Check(other) == nil {
				rt.Errorf("agrees with a worker of other %s", name)
			}
		}
		fewer := timing
		fewer.Workers = timing.Workers[:len(timing.Workers)-1]
		if l.Check(fewer) == nil {
			rt.Error("agrees with a run of fewer workers")
		}
		if cut := rapid.IntRange(1, len(l)).Draw(rt, "cut"); l[:len(l)-cut].Check(timing) == nil {
			rt.Errorf("agrees when %d of %d bytes are cut off", cut, len(l))
		}
	})
}

// The times of spans lie between the first claim of their worker and its last.
func TestTimelineOutsideItsWorker(t *testing.T) {
	l := harness.NewTimeline([][]harness.Span{{{First: 0, Chunks: 1, Start: 10, End: 20}}})
	for _, k := range []harness.WorkerTiming{{Chunks: 1, Wake: 11, Busy: 10}, {Chunks: 1, Wake: 0, Busy: 10, Tail: 2}} {
		timing := harness.Timing{Parallel: 21, Workers: []harness.WorkerTiming{k}}
		if err := l.Check(timing); err == nil {
			t.Errorf("agrees with %+v in %v", k, timing.Parallel)
		}
	}
}

// Delays that are cut short, longer than their span or of no span are refused.
func TestTimelineDelayFaults(t *testing.T) {
	timing := harness.Timing{Parallel: 20, Workers: []harness.WorkerTiming{{Chunks: 2, Busy: 20}}}
	spans, _ := harness.NewTimeline([][]harness.Span{{{First: 0, Chunks: 1, Start: 0, End: 10}, {First: 1, Chunks: 1, Start: 10, End: 20}}}).Parts()
	for name, tc := range map[string]struct {
		delays []byte
		right  bool
	}{
		"none":            {nil, true},
		"both":            {[]byte{0, 10, 0, 0}, true},
		"the second":      {[]byte{1, 3}, true},
		"cut short":       {[]byte{0, 10, 0}, false},
		"longer":          {[]byte{1, 11}, false},
		"of a third span": {[]byte{2, 3}, false},
	} {
		if err := harness.NewTimelineOf(spans, tc.delays).Check(timing); (err == nil) != tc.right {
			t.Errorf("%s: %v", name, err)
		}
	}
	if harness.Timeline([]byte{0x80, 0, 9, 0, 10, 1, 0}).Check(timing) == nil {
		t.Error("agrees with delays that are shorter than they have to be")
	}
}

// Reading ends whatever the bytes are. Bytes that Check accepts are read as a whole, and
// their spans can be packed again.
func FuzzTimeline(f *testing.F) {
	f.Add([]byte(harness.NewTimeline([][]harness.Span{{{First: 3, Chunks: 2, Start: 5, End: 9}, {First: 0, Chunks: 1, Start: 9, End: 9}}, nil})))
	f.Add([]byte{1, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1, 0, 0})
	f.Add(bytes.Repeat([]byte{255}, 11))
	f.Add([]byte(harness.NewTimeline([][]harness.Span{{{First: 3, Chunks: 2, Start: 5, End: 9, Delay: 4, Measured: true}}, {{Chunks: 1, End: 7, Measured: true}}})))
	f.Add([]byte{0x80, 0, 2, 1, 3, 0, 1, 0, 5, 0})
	f.Fuzz(func(t *testing.T, b []byte) {
		var timing harness.Timing
		for w, s := range harness.Timeline(b).All() {
			if s.Chunks < 1 || s.First < 0 || s.Start < 0 || s.End < s.Start || s.Delay < 0 || s.Delay > s.End-s.Start || !s.Measured && s.Delay > 0 {
				t.Fatalf("worker %d: %+v", w, s)
			}
			for len(timing.Workers) <= w {
				timing.Workers = append(timing.Workers, harness.WorkerTiming{})
			}
			timing.Workers[w].Chunks += s.Chunks
			timing.Workers[w].Busy += s.End - s.Start
			timing.Parallel = max(timing.Parallel, s.End)
		}
		if harness.Timeline(b).Check(timing) == nil {
			spans := unpack(b, len(timing.Workers))
			if diff := cmp.Diff(spans, unpack(harness.NewTimeline(spans), len(spans))); diff != "" {
				t.Error(diff)
			}
		}
	})
}
