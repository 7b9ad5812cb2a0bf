package harness

import (
	"sync/atomic"
	"time"
)

// brief is the length of a chunk from which on the clock is read after it, also where
// its worker has more chunks of the same claim: a reading takes some 25 ns, and shall
// be 1 % of what it times at the most.
const brief = 2500 * time.Nanosecond

// mostTogether is how many chunks share a span at most. Handing out an empty chunk
// takes some 25 ns, so a reading after so many is 1 % too.
const mostTogether = 128

// mostSpans bounds the chunks of a run whose times are kept: they take 24 MiB in
// memory, and some 8 MiB of a result file.
const mostSpans = 1 << 20

// chunkTimes keeps when each chunk of a run was worked on. An engine has one and uses
// it run after run, so that no timing meets fresh memory: workers write to pages
// which they take one by one, and of which there are enough for whichever worker
// takes how many chunks.
type chunkTimes struct {
	pages    []page
	taken    atomic.Int64 // pages given out in this run
	logs     []chunkLog   // of the workers of the last run; nil where it failed or kept none
	released time.Duration
}

// A page is spans of one worker, some 6 KiB of them.
type page struct {
	spans [250]spanAt
	used  int
	next  *page
}

// A spanAt is a Span by the clock of its run.
type spanAt struct {
	first, chunks int32
	start, end    time.Duration
}

// prepare makes room for a run of so many chunks, summed over all workers, and
// returns what each worker's log writes to; nil where nothing is kept.
func (t *chunkTimes) prepare(j *Job, chunks, workers int) *chunkTimes {
	if j.NoTimeline || chunks > mostSpans {
		return nil
	}
	t.taken.Store(0)
	if need := chunks/len(page{}.spans) + workers; need > len(t.pages) {
		t.pages = make([]page, need)
		clear(t.pages) // memory is there from the first write on
	}
	return t
}

// forget lets go of the last run: the one that begins may come to nothing.
func (t *chunkTimes) forget() { t.logs = nil }

// page returns a page that no worker of this run has.
func (t *chunkTimes) page() *page {
	p := &t.pages[t.taken.Add(1)-1]
	p.used, p.next = 0, nil
	return p
}

// close takes over what the workers of a run wrote.
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
			for _, s := range page.spans[:page.used] {
				p.span(Span{int(s.first), int(s.chunks), s.start - t.released, s.end - t.released})
			}
		}
	}
	return p.bytes
}

// A chunkLog is what one worker writes of its chunks, without an allocation. The zero
// value keeps nothing and asks for no reading of the clock.
type chunkLog struct {
	times  *chunkTimes // nil = nothing is kept
	first  *page
	page   *page // the last, which is written to
	mark   int   // first chunk of the span under way
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

// due reports whether the clock is to be read after chunk i, of a claim up to hi.
func (l *chunkLog) due(i, hi int) bool { return i+1-l.mark == l.stride && i+1 < hi }

// split ends a span after chunk i and begins the next. Chunks too short to time are
// taken together, twice as many each time, until one of them is longer.
func (l *chunkLog) split(i int, at time.Duration) {
	switch d := at - l.from; {
	case d < brief:
		l.stride = min(2*l.stride, mostTogether)
	case d > 4*brief:
		l.stride = 1
	}
	l.done(i+1, at)
	l.claimed(i+1, at)
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
	p.spans[p.used] = spanAt{int32(l.mark), int32(hi - l.mark), l.from, at}
	p.used++
}
