package harness

import (
	"sync/atomic"
	"time"
)

// brief is the least length of a chunk after which the clock is read although its worker
// has more chunks of the same claim. A reading takes some 25 ns, so it costs at most 1 %
// of what it times.
const brief = 2500 * time.Nanosecond

// mostTogether is the largest number of chunks in a span. Handing out an empty chunk
// takes some 25 ns, so a reading after 128 of them costs 1 % too.
const mostTogether = 128

// MostTimedChunks is the largest number of chunks of a run whose times are kept. So many take
// 32 MiB of memory, and some 8 MiB of a result file.
const MostTimedChunks = 1 << 20

// chunkTimes keeps when each chunk of a run was worked on. An engine uses the same one
// for all its runs, so that no timed run touches fresh memory. Workers take pages one by
// one as they need them. There are enough pages however the chunks fall to the workers.
type chunkTimes struct {
	pages    []page
	taken    atomic.Int64 // pages given out in this run
	logs     []chunkLog   // of the workers of the last run; nil where it failed or kept none
	released time.Duration
}

// A page holds spans of one worker and takes some 8 KiB. The delays lie apart from the spans, so that
// short spans, which have none, touch less memory. Its size is whole cache lines: a line that it shared
// with the page of another worker made each chunk 12 ns longer.
type page struct {
	spans  [250]spanAt
	delays [250]time.Duration // of the spans where it was measured
	used   int
	next   *page
	_      [48]byte
}

// A spanAt is a Span in the time of its run's clock. It holds at most mostTogether chunks.
type spanAt struct {
	first      int32
	chunks     int16
	measured   bool
	start, end time.Duration
}

// prepare makes room for a run with this number of chunks, summed over all workers. It
// returns t, or nil where no times are kept.
func (t *chunkTimes) prepare(j *Job, chunks, workers int) *chunkTimes {
	if j.NoTimeline || chunks > MostTimedChunks {
		return nil
	}
	t.taken.Store(0)
	if need := chunks/len(page{}.spans) + workers; need > len(t.pages) {
		t.pages = make([]page, need)
		clear(t.pages) // the system maps memory at the first write
	}
	return t
}

// forget drops the times of the last run, since the run that begins may fail.
func (t *chunkTimes) forget() { t.logs = nil }

// page returns a page that no other worker of this run uses.
func (t *chunkTimes) page() *page {
	p := &t.pages[t.taken.Add(1)-1]
	p.used, p.next = 0, nil
	return p
}

// close keeps the logs of a run's workers.
func (t *chunkTimes) close(accounts []account, released time.Duration) {
	if t == nil {
		return
	}
	t.logs, t.released = make([]chunkLog, len(accounts)), released
	for w := range accounts {
		t.logs[w] = accounts[w].log
	}
}

// timeline packs the times of the last run; nil where it failed or kept none.
func (t *chunkTimes) timeline() Timeline {
	if t.logs == nil {
		return nil
	}
	var p timelinePacker
	for _, l := range t.logs {
		spans := 0
		for page := l.first; page != nil; page = page.next {
			spans += page.used
		}
		p.worker(spans)
		for page := l.first; page != nil; page = page.next {
			for i, s := range page.spans[:page.used] {
				span := Span{First: int(s.first), Chunks: int(s.chunks), Start: s.start - t.released, End: s.end - t.released}
				if s.measured {
					span.Delay, span.Measured = page.delays[i], true
				}
				p.span(span)
			}
		}
	}
	return p.timeline()
}

// A chunkLog is one worker's record of its chunks. Writing to it does not allocate. The
// zero value keeps nothing and needs no reading of the clock.
type chunkLog struct {
	times  *chunkTimes // nil = nothing is kept
	first  *page
	page   *page // the one being filled
	mark   int   // first chunk of the current span
	from   time.Duration
	stride int // chunks after which the clock is read within a claim
}

// open returns the log of a worker.
func (t *chunkTimes) open() (l chunkLog) {
	if t != nil {
		l = chunkLog{times: t, stride: 1, page: t.page()}
		l.first = l.page
	}
	return l
}

// claimed begins the first span of a claim.
func (l *chunkLog) claimed(lo int, at time.Duration) { l.mark, l.from = lo, at }

// due reports whether the clock must be read after chunk i of a claim that ends before hi.
func (l *chunkLog) due(i, hi int) bool { return i+1-l.mark == l.stride && i+1 < hi }

// next begins the next span of a claim with chunk i. While spans are too short to time, each holds twice
// as many chunks as the one before.
func (l *chunkLog) next(i int, at time.Duration) {
	switch d := at - l.from; {
	case d < brief:
		l.stride = min(2*l.stride, mostTogether)
	case d > 4*brief:
		l.stride = 1
	}
	l.claimed(i, at)
}

// done ends a span before chunk hi.
func (l *chunkLog) done(hi int, at time.Duration) {
	if l.times == nil {
		return
	}
	p := l.page
	if p.used == len(p.spans) {
		p.next = l.times.page()
		p = p.next
		l.page = p
	}
	p.spans[p.used] = spanAt{first: int32(l.mark), chunks: int16(hi - l.mark), start: l.from, end: at}
	p.used++
}

// last returns the span that was done last and the room for its delay.
func (l *chunkLog) last() (*spanAt, *time.Duration) {
	i := l.page.used - 1
	return &l.page.spans[i], &l.page.delays[i]
}
