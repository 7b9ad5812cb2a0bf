package harness

import (
	"bytes"
	"encoding/binary"
	"time"
)

// delaysFirst begins a Timeline that has delays: its next varint is their length in bytes, then they
// follow, then the spans. No packed number has the form 0x80 0x00.
var delaysFirst = []byte{0x80, 0x00}

// NewTimelineOf returns a Timeline of its two parts, as they are in a result file: the spans of the
// workers, and for each span whose Delay is measured
//
//	the number of spans passed over since the one before it; Delay
//
// in the order of the spans, worker by worker, as varints. No delays are an empty part.
func NewTimelineOf(spans, delays []byte) Timeline {
	if len(delays) == 0 && !bytes.HasPrefix(spans, delaysFirst) {
		return spans
	}
	t := binary.AppendUvarint(bytes.Clone(delaysFirst), uint64(len(delays)))
	return append(append(t, delays...), spans...)
}

// Parts returns the parts of NewTimelineOf. They belong to t.
func (t Timeline) Parts() (spans, delays []byte) {
	rest, found := bytes.CutPrefix(t, delaysFirst)
	if !found {
		return t, nil
	}
	r := varints{rest}
	if n, ok := r.next(); ok && n <= uint64(len(r.bytes)) {
		return r.bytes[n:], r.bytes[:n]
	}
	return nil, rest // cut short: these are delays of no spans
}

// spanDelays are the delays of a Timeline, read span by span.
type spanDelays struct {
	rest varints
	pass uint64 // spans to pass over until the next that has a delay, where there is one
	more bool
}

// newSpanDelays returns those of packed bytes, and whether the first could be read.
func newSpanDelays(packed []byte) (d spanDelays, ok bool) {
	d.rest.bytes = packed
	return d, d.find()
}

// find reads how many spans the next delay is away. It reports whether that could be read.
func (d *spanDelays) find() (ok bool) {
	if d.more = len(d.rest.bytes) > 0; d.more {
		d.pass, ok = d.rest.next()
		return ok
	}
	return true
}

// attach gives the next span its delay where it has one. It reports whether that could be read and
// is not longer than the span.
func (d *spanDelays) attach(s *Span) (ok bool) {
	if !d.more {
		return true
	}
	if d.pass > 0 {
		d.pass--
		return true
	}
	ns, ok := d.rest.next()
	if !ok || time.Duration(ns) > s.End-s.Start {
		return false
	}
	s.Delay, s.Measured = time.Duration(ns), true
	return d.find()
}
