package export

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"serialfraction/harness"
	"serialfraction/harness/wording"
	"serialfraction/results/plaintext"
)

// A traceEvent is an event in Chrome's Trace Event Format, which Perfetto reads. Times are
// in microseconds.
//
// Source: "Trace Event Format", Google (2016).
type traceEvent struct {
	Name     string         `json:"name"`
	Phase    string         `json:"ph"` // X = complete, C = counter, M = metadata
	Category string         `json:"cat,omitempty"`
	Start    *float64       `json:"ts,omitempty"`
	Length   *float64       `json:"dur,omitempty"`
	Process  int            `json:"pid"`
	Thread   int            `json:"tid"`
	Args     map[string]any `json:"args,omitempty"`
}

// writeTrace writes timelines of the selected runs of one sweep: each run is a process,
// its coordinator thread 0, its workers threads from 1 up.
//
// Between the first and the last claim of a worker every chunk is drawn, and the claims
// between chunks. A run without a timeline has there one sum of busy and one of claim, end
// to end, busy first.
func writeTrace(w io.Writer, all []Sweep, o Options) error {
	if len(all) != 1 {
		return errors.New("a trace shows one sweep: name one")
	}
	h := &all[0].File.Header
	seen, err := selected(&all[0], o)
	if err != nil {
		return err
	}
	if seen.runs == 0 {
		return fmt.Errorf("%s: no run is %s", all[0].Name, o.Runs)
	}
	note := "split, wake, chunks, claims, tail and merge are where they were"
	if seen.bare > 0 {
		note = fmt.Sprintf("no timeline in %d of %d runs: their busy and claim are sums, drawn one after the other; split, wake, tail and merge are where they were", seen.bare, seen.runs)
	}
	if h.Remote() {
		note += "; all times are of the coordinator's clock, and no clocks are compared: a chunk has the length that its worker measured, in the middle of its transfer, so it may have been earlier or later by half of that"
	}
	out := bufio.NewWriter(w)
	e := plaintext.NewEncoder(out)
	out.WriteString("{\"traceEvents\":[\n")
	t, runs := timeline{origin: seen.first}, 0
	for r, err := range o.Runs.of(all[0].runs()) {
		if err != nil {
			return err
		}
		t.events = t.events[:0]
		runs++
		t.run(runs, r)
		for i := range t.events {
			if runs > 1 || i > 0 {
				out.WriteByte(',')
			}
			if err := e.Encode(&t.events[i]); err != nil {
				return err
			}
		}
	}
	out.WriteString("],\"displayTimeUnit\":\"ms\",\"otherData\":")
	if err := e.Encode(map[string]string{
		"tool": "harness " + h.Version, "sweep": all[0].Name, "workload": h.Workload, "data": h.Data.Name,
		"schedule": h.Schedule, "machine": h.Machine.Hostname,
		"note": note}); err != nil {
		return err
	}
	out.WriteString("}\n")
	return out.Flush()
}

// A seen is what is known of the selected runs before they are written.
type seen struct {
	runs  int
	bare  int       // of them, those without a timeline
	first time.Time // when the first began
}

func selected(s *Sweep, o Options) (seen seen, err error) {
	for r, err := range o.Runs.of(s.runs()) {
		if err != nil {
			return seen, err
		}
		if seen.runs == 0 || r.Start.Before(seen.first) {
			seen.first = r.Start
		}
		seen.runs++
		if r.Timeline == nil && len(r.Timing.Workers) > 0 {
			seen.bare++
		}
	}
	return seen, nil
}

// sumsOnly returns a warning for each sweep with runs whose chunks a trace cannot show.
func sumsOnly(all []Sweep, o Options) (warnings []string, err error) {
	for i := range all {
		seen, err := selected(&all[i], o)
		if err != nil {
			return nil, err
		}
		if seen.bare > 0 {
			warnings = append(warnings, fmt.Sprintf("%s: no timeline in %d of %d runs: their chunks are drawn as one sum for each worker", all[i].Name, seen.bare, seen.runs))
		}
	}
	return warnings, nil
}

// A timeline collects the events of a run.
type timeline struct {
	origin time.Time
	events []traceEvent
}

// run adds a run as process pid.
func (t *timeline) run(pid int, r *harness.Run) {
	name := fmt.Sprintf("N=%d, block %d", r.Workers, r.Block)
	if r.Warmup {
		name += ", warm-up"
	}
	if r.Timing.Lost > 0 {
		name += ", lost " + wording.Count(r.Timing.Lost, "worker")
	}
	t.name("process_name", pid, 0, name+" ("+r.Engine+")")
	t.events = append(t.events, traceEvent{Name: "process_sort_index", Phase: "M", Process: pid, Args: map[string]any{"sort_index": pid}})
	t.name("thread_name", pid, 0, "coordinator")

	start := r.Start.Sub(t.origin)
	released := start + r.Timing.Split
	joined := released + r.Timing.Parallel
	t.slice(pid, 0, "split", start, r.Timing.Split, nil)
	parallel := map[string]any{}
	if c := r.Timing.Coordinator; c > 0 {
		parallel["coordinator_busy_ns"] = int64(c)
	}
	t.slice(pid, 0, "parallel", released, r.Timing.Parallel, parallel)
	t.slice(pid, 0, "merge", joined, r.Timing.Merge, nil)
	chunks := make([][]harness.Span, len(r.Timing.Workers))
	for w, s := range r.Timeline.All() {
		chunks[w] = append(chunks[w], s)
	}
	for i := range r.Timing.Workers {
		t.worker(pid, i+1, released, &r.Timing.Workers[i], r.Timeline != nil, chunks[i])
	}
	t.working(pid, released, r.Timing.Workers)
	t.evidence(pid, start, r)
}

// worker adds what a worker did, end to end: its chunks where they were kept.
func (t *timeline) worker(pid, tid int, released time.Duration, w *harness.WorkerTiming, kept bool, chunks []harness.Span) {
	t.name("thread_name", pid, tid, fmt.Sprintf("worker %d", tid))
	args := map[string]any{"chunks": w.Chunks}
	if w.Sched != nil {
		args["cpu_ns"], args["run_delay_ns"] = int64(w.Sched.CPU), int64(w.Sched.RunDelay)
	}
	at := released
	add := func(name string, length time.Duration, args map[string]any) {
		t.slice(pid, tid, name, at, length, args)
		at += length
	}
	last := released + w.Wake + w.Span()
	between := "claim"
	if w.Host != "" { // its messages lie between two chunks too
		between = "claim, serialize, transfer"
	}
	add("wake", w.Wake, nil)
	if !kept {
		add("busy (sum)", w.Busy, args)
	}
	for _, s := range chunks {
		add(between, released+s.Start-at, nil)
		add(chunkName(s), s.End-s.Start, args)
		args = nil // they are of the whole worker, so only its first chunk has them
	}
	if kept {
		add(between, last-at, nil)
	} else {
		add(between+" (sum)", last-at, nil)
	}
	add("tail", w.Tail, nil)
}

// chunkName returns "chunk 12" or "chunks 12–19", numbered from 0 as in the file.
func chunkName(s harness.Span) string {
	if s.Chunks == 1 {
		return fmt.Sprintf("chunk %d", s.First)
	}
	return fmt.Sprintf("chunks %d–%d", s.First, s.First+s.Chunks-1)
}

// working counts the workers between their first claim and their last.
func (t *timeline) working(pid int, released time.Duration, workers []harness.WorkerTiming) {
	if len(workers) == 0 {
		return
	}
	type step struct {
		at time.Duration
		by int
	}
	steps := []step{{released, 0}}
	for _, w := range workers {
		from := released + w.Wake
		steps = append(steps, step{from, 1}, step{from + w.Span(), -1})
	}
	slices.SortStableFunc(steps, func(a, b step) int { return cmp.Compare(a.at, b.at) })
	count := 0
	for i, s := range steps {
		count += s.by
		if i+1 < len(steps) && steps[i+1].at == s.at {
			continue
		}
		t.events = append(t.events, traceEvent{Name: "workers at work", Phase: "C", Start: micros(s.at), Process: pid, Args: map[string]any{"workers": count}})
	}
}

// evidence adds counters of what disturbed a run, from its start to its end.
func (t *timeline) evidence(pid int, start time.Duration, r *harness.Run) {
	for _, e := range []struct {
		name string
		ns   *time.Duration
	}{{"gc_pause", r.System.GCPause}, {"gc_assist", r.System.GCAssist}, {"steal", r.System.Steal}, {"throttled", r.System.Throttled}} {
		if e.ns == nil || *e.ns == 0 {
			continue
		}
		for _, at := range []struct {
			at, value time.Duration
		}{{start, 0}, {start + r.Timing.Wall, *e.ns}} {
			t.events = append(t.events, traceEvent{Name: e.name + ", whole run", Phase: "C", Start: micros(at.at), Process: pid, Args: map[string]any{"ns": int64(at.value)}})
		}
	}
}

// slice adds a complete event, unless its length is 0.
func (t *timeline) slice(pid, tid int, name string, at, length time.Duration, args map[string]any) {
	if length == 0 {
		return
	}
	t.events = append(t.events, traceEvent{Name: name, Phase: "X", Category: "harness", Start: micros(at), Length: micros(length), Process: pid, Thread: tid, Args: args})
}

// name adds a name of a process or thread.
func (t *timeline) name(what string, pid, tid int, name string) {
	t.events = append(t.events, traceEvent{Name: what, Phase: "M", Process: pid, Thread: tid, Args: map[string]any{"name": name}})
}

// micros returns a time in the unit of the format, to the nanosecond.
func micros(d time.Duration) *float64 {
	us := float64(d) / 1e3
	return &us
}
