package harness

import (
	"testing"
	"time"
	"unsafe"
)

// readings lets a worker do the chunks of one claim, with the given lengths, and returns the
// number of chunks in each span of its log.
func readings(t *testing.T, lengths []time.Duration) (spans []int) {
	t.Helper()
	var times chunkTimes
	log := times.prepare(emptyJob(len(lengths)), len(lengths), 1).open()
	at := time.Duration(0)
	log.claimed(0, at)
	for i, d := range lengths {
		at += d
		if log.due(i, len(lengths)) {
			log.done(i+1, at)
			log.next(i+1, at)
		}
	}
	log.done(len(lengths), at)
	accounts := []account{{log: log}}
	times.close(accounts, 0)
	next, end := 0, time.Duration(0)
	for _, s := range times.timeline().All() {
		if s.First != next || s.Start != end {
			t.Fatalf("span %+v after chunk %d and %v", s, next, end)
		}
		next, end = s.First+s.Chunks, s.End
		spans = append(spans, s.Chunks)
	}
	if next != len(lengths) || end != at {
		t.Fatalf("the spans end with chunk %d at %v, the claim with %d at %v", next, end, len(lengths), at)
	}
	return spans
}

// Within a claim every chunk that is long enough has a span of its own, however many
// there are; those that are too short share one with ever more of their neighbours,
// until one is long again.
func TestSpansOfAClaim(t *testing.T) {
	long := make([]time.Duration, 1000)
	for i := range long {
		long[i] = brief
	}
	for i, k := range readings(t, long) {
		if k != 1 {
			t.Fatalf("span %d holds %d chunks of %v", i, k, brief)
		}
	}
	short := make([]time.Duration, 100_000)
	for i := range short {
		short[i] = 10
	}
	spans := readings(t, short)
	if most := len(short)/mostTogether + 20; len(spans) > most {
		t.Errorf("%d spans of %d chunks of 10 ns, want %d at the most", len(spans), len(short), most)
	}
	mixed := append(append([]time.Duration{}, short[:1000]...), long...)
	for i := range mixed[1000:] {
		mixed[1000+i] = 10 * brief
	}
	own := 0
	for _, k := range readings(t, mixed)[20:] { // the first ones are of short chunks
		if k == 1 {
			own++
		}
	}
	if least := len(long) - mostTogether; own < least {
		t.Errorf("%d of %d long chunks after short ones have a span of their own, want %d at least", own, len(long), least)
	}
}

// The times of a run of very many chunks are not kept, so that memory stays bounded.
func TestTooManyChunksForTimes(t *testing.T) {
	var times chunkTimes
	if times.prepare(emptyJob(1), MostTimedChunks+1, 1) != nil {
		t.Error("room was made")
	}
	if times.prepare(emptyJob(1), MostTimedChunks, 1) == nil {
		t.Error("no room was made")
	}
}

// Pages of two workers share no cache line.
func TestPageIsWholeCacheLines(t *testing.T) {
	if size := unsafe.Sizeof(page{}); size%64 != 0 {
		t.Errorf("a page takes %d bytes, %d too many", size, size%64)
	}
}
