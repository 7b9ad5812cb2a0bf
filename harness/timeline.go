package harness

import (
	"encoding/binary"
	"errors"
	"fmt"
	"iter"
	"time"
)

// A Span is the time that a worker spent on a chunk, or on several neighbouring chunks of
// one claim that are too short to read the clock after each.
type Span struct {
	First  int           // number of the first chunk
	Chunks int           // at least 1
	Start  time.Duration // since the release of the workers, like End
	End    time.Duration

	// Delay is what the thread of the worker waited for a CPU from Start to End, where it was
	// Measured. It is of long spans alone, which a reading hardly makes longer.
	Delay    time.Duration
	Measured bool
}

// A Timeline holds the spans of every worker of a run, packed into some 6 bytes for each.
// Nil = not kept. It is read-only.
//
// For each worker it holds the number of spans, then for each span
//
//	Start less the End before it, or less the release; End less Start;
//	d<<1 | m, and where m is 1 Chunks
//
// where d is First less the chunk after the span before it, as a signed number z is
// written 2z or −2z−1, and m is 0 where Chunks is 1. All numbers are varints as those
// of Protocol Buffers, times are nanoseconds. Delays are a part of their own, see [Timeline.Parts].
type Timeline []byte

// errTimeline is the error of bytes that are not a whole Timeline.
var errTimeline = errors.New("the timeline is cut short or damaged")

// A timelinePacker packs spans, worker by worker.
type timelinePacker struct {
	spans, delays []byte
	pass          int // spans since the last that has a delay
	end           time.Duration
	next          int
}

// worker begins the list of a worker that has this number of spans.
func (p *timelinePacker) worker(spans int) {
	p.spans = binary.AppendUvarint(p.spans, uint64(spans))
	p.end, p.next = 0, 0
}

func (p *timelinePacker) span(s Span) {
	step := int64(s.First - p.next)
	code := uint64(step<<1^step>>63) << 1
	if s.Chunks > 1 {
		code |= 1
	}
	p.spans = binary.AppendUvarint(p.spans, uint64(s.Start-p.end))
	p.spans = binary.AppendUvarint(p.spans, uint64(s.End-s.Start))
	p.spans = binary.AppendUvarint(p.spans, code)
	if s.Chunks > 1 {
		p.spans = binary.AppendUvarint(p.spans, uint64(s.Chunks))
	}
	p.end, p.next = s.End, s.First+s.Chunks
	if p.pass++; s.Measured {
		p.delays = binary.AppendUvarint(p.delays, uint64(p.pass-1))
		p.delays = binary.AppendUvarint(p.delays, uint64(s.Delay))
		p.pass = 0
	}
}

func (p *timelinePacker) timeline() Timeline { return NewTimelineOf(p.spans, p.delays) }

// NewTimeline packs the spans of each worker, in the order of time.
func NewTimeline(workers [][]Span) Timeline {
	var p timelinePacker
	for _, spans := range workers {
		p.worker(len(spans))
		for _, s := range spans {
			p.span(s)
		}
	}
	return p.timeline()
}

// All yields every span with the number of its worker: worker by worker, in the order of
// time. Of bytes that [Timeline.Check] refuses it yields the spans that it can read.
func (t Timeline) All() iter.Seq2[int, Span] {
	return func(yield func(int, Span) bool) {
		t.each(yield)
	}
}

// each yields the spans of All. It returns the number of workers and whether all bytes
// could be read.
func (t Timeline) each(yield func(worker int, s Span) bool) (workers int, whole bool) {
	spans, packed := t.Parts()
	delays, ok := newSpanDelays(packed)
	if !ok {
		return 0, false
	}
	r := varints{spans}
	for ; len(r.bytes) > 0; workers++ {
		spans, ok := r.next()
		if !ok {
			return workers, false
		}
		end, after := uint64(0), int64(0)
		for range spans {
			gap, ok1 := r.next()
			length, ok2 := r.next()
			code, ok3 := r.next()
			chunks, ok4 := uint64(1), true
			if code&1 == 1 {
				chunks, ok4 = r.next()
			}
			step := int64(code>>2) ^ -int64(code>>1&1)
			first := after + step
			if !(ok1 && ok2 && ok3 && ok4) || chunks < 1 || first < 0 ||
				end+gap+length > mostTimeline || uint64(first)+chunks > mostTimeline {
				return workers, false
			}
			s := Span{First: int(first), Chunks: int(chunks), Start: time.Duration(end + gap), End: time.Duration(end + gap + length)}
			if !delays.attach(&s) {
				return workers, false
			}
			if !yield(workers, s) {
				return workers, true
			}
			end, after = uint64(s.End), first+int64(chunks)
		}
	}
	return workers, !delays.more
}

// mostTimeline bounds the numbers in a timeline, so that sums do not overflow. As a time it
// is 36 years.
const mostTimeline = 1 << 60

// varints are read one by one from bytes.
type varints struct{ bytes []byte }

func (r *varints) next() (x uint64, ok bool) {
	x, n := binary.Uvarint(r.bytes)
	if n <= 0 || x > mostTimeline {
		return 0, false
	}
	r.bytes = r.bytes[n:]
	return x, true
}

// Check returns an error where a timeline contradicts the times of its run. Both must have
// the same workers. The spans of each must lie between its first claim and its last, and
// add up to its Busy and its Chunks.
func (t Timeline) Check(of Timing) error {
	type sum struct {
		chunks int
		busy   time.Duration
	}
	sums := make([]sum, len(of.Workers))
	var wrong error
	workers, whole := t.each(func(w int, s Span) bool {
		if w >= len(sums) {
			return true
		}
		k := of.Workers[w]
		if s.Start < k.Wake || s.End > of.Parallel-k.Tail {
			wrong = fmt.Errorf("the timeline has worker %d at chunk %d from %d to %d ns, and it worked from %d to %d", w, s.First, s.Start, s.End, k.Wake, of.Parallel-k.Tail)
			return false
		}
		sums[w].chunks += s.Chunks
		sums[w].busy += s.End - s.Start
		return true
	})
	switch {
	case wrong != nil:
		return wrong
	case !whole:
		return errTimeline
	case workers != len(of.Workers):
		return fmt.Errorf("the timeline is of %d workers and the run of %d", workers, len(of.Workers))
	}
	for w, s := range sums {
		if k := of.Workers[w]; s != (sum{k.Chunks, k.Busy}) {
			return fmt.Errorf("the timeline has worker %d at %d chunks for %d ns, and it did %d in %d", w, s.chunks, s.busy, k.Chunks, k.Busy)
		}
	}
	return nil
}
