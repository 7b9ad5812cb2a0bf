package results

import (
	"encoding/json"
	"errors"
	"fmt"

	"serialfraction/harness"
)

// wireTimeline is a line with the timeline of a run that was written without it.
type wireTimeline struct {
	Kind     string `json:"kind"`
	Engine   string `json:"engine"`
	Block    int    `json:"block"`
	Order    int    `json:"order"`
	Workers  int    `json:"workers"`
	Timeline []byte `json:"timeline"`

	Delays []byte `json:"timeline_delays,omitempty"`
}

// sampleTimelines appends the timelines that are chosen at the end of a sweep.
func (w *Writer) sampleTimelines() error {
	for _, i := range w.timelines.rest(w.file.Runs) {
		r := w.file.Runs[i]
		spans, delays := r.Timeline.Parts()
		b, err := line(wireTimeline{"timeline", r.Engine, r.Block, r.Order, r.Workers, spans, delays})
		if err == nil {
			err = w.append(b)
		}
		if err != nil {
			return err
		}
		w.timelines.written += len(r.Timeline)
	}
	return nil
}

// decodeTimeline decodes a timeline and attaches it to its run.
func (d *decoder) decodeTimeline(b []byte) error {
	var w wireTimeline
	if err := json.Unmarshal(b, &w); err != nil {
		return fmt.Errorf("timeline: %w", err)
	}
	key, known := d.keyOf(w.Engine, w.Block, w.Order, w.Workers)
	at, seen := d.seen[key]
	if !known || !seen || checkWorkers(w.Workers) != nil {
		d.leaveOut(fmt.Errorf("no run %d of block %d, N = %d, comes before it", w.Order, w.Block, w.Workers))
		return nil
	}
	switch timeline := harness.NewTimelineOf(w.Timeline, w.Delays); {
	case d.late != nil:
		d.late[key] = timeline
	case at.run == leftOut:
		d.timelines += len(timeline)
	default:
		d.keep(int(at.run), timeline)
	}
	return nil
}

// keep attaches a timeline to a run if it agrees with the times of the run. A timeline only
// accompanies the times, so one that is wrong is left out and the run stays.
func (d *decoder) keep(run int, l harness.Timeline) {
	r := &d.file.Runs[run]
	switch err := l.Check(r.Timing); {
	case len(l) == 0:
		d.leaveOut(errors.New("the timeline is empty"))
	case r.Timeline != nil:
		d.leaveOut(errors.New("the run has one already"))
	case err != nil:
		d.leaveOut(err)
	default:
		r.Timeline = l
	}
}

// leaveOut counts a timeline that is left out, and records why the first one was.
func (d *decoder) leaveOut(why error) {
	if d.strays == 0 {
		d.stray, d.strayLine = why, d.line
	}
	d.strays++
}
