package results

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"

	"serialfraction/harness"
)

// Sizes of packed timelines, in bytes. A file holds those of all runs up to
// wholeTimelines. Beyond that it samples: it holds those of the first block, and of
// the median and the slowest run at each N, which are known when the sweep ends. Of
// the runs that may be these a Writer holds timelines up to heldTimelines in memory,
// and lets go of those furthest from the median.
const (
	wholeTimelines = 16 << 20
	heldTimelines  = 64 << 20
)

// wireTimeline is a line with the timeline of a run that was written without it.
type wireTimeline struct {
	Kind     string `json:"kind"`
	Engine   string `json:"engine"`
	Block    int    `json:"block"`
	Order    int    `json:"order"`
	Workers  int    `json:"workers"`
	Timeline []byte `json:"timeline"`
}

// A timelineSample decides for a Writer which runs are written with their timelines.
type timelineSample struct {
	whole, held int   // limits in bytes; 0 = wholeTimelines, heldTimelines
	written     int   // bytes in the file
	loose       []int // runs that were written without, by their number in the file
	looseSize   int   // bytes of their timelines
}

// first reports whether a run is written with its timeline.
func (s *timelineSample) first(r harness.Run) bool {
	return r.Block == 0 || s.written+len(r.Timeline) <= cmp.Or(s.whole, wholeTimelines)
}

// took counts the last of the runs, which was written with its timeline or without.
func (s *timelineSample) took(runs []harness.Run, with bool) {
	last := len(runs) - 1
	size := len(runs[last].Timeline)
	switch {
	case size == 0:
	case with:
		s.written += size
	default:
		s.loose = append(s.loose, last)
		s.looseSize += size
		s.thin(runs)
	}
}

// thin lets go of timelines until those that are left may be held.
func (s *timelineSample) thin(runs []harness.Run) {
	for s.looseSize > cmp.Or(s.held, heldTimelines) && len(s.loose) > 1 {
		far := furthest(runs, s.loose)
		s.looseSize -= len(runs[s.loose[far]].Timeline)
		runs[s.loose[far]].Timeline = nil
		s.loose = slices.Delete(s.loose, far, far+1)
	}
}

// furthest returns which of the numbered runs is furthest from the median at its N,
// by rank. The slowest at an N is so only where no other is left.
func furthest(runs []harness.Run, among []int) (at int) {
	most := -1.0
	for _, group := range levelsOf(runs) {
		middle, last := (len(group)-1)/2, len(group)-1
		for rank, run := range group {
			i, is := slices.BinarySearch(among, run)
			if !is {
				continue
			}
			away := math.Abs(float64(rank-middle)) / float64(len(group))
			if rank == last {
				away = 0
			}
			if away > most {
				at, most = i, away
			}
		}
	}
	return at
}

// levelsOf returns the numbers of the timed runs at each N of each engine, the
// fastest first.
func levelsOf(runs []harness.Run) [][]int {
	type level struct {
		engine  string
		workers int
	}
	at := map[level]int{}
	var groups [][]int
	for i, r := range runs {
		if r.Warmup {
			continue
		}
		l := level{r.Engine, r.Workers}
		g, known := at[l]
		if !known {
			g = len(groups)
			at[l], groups = g, append(groups, nil)
		}
		groups[g] = append(groups[g], i)
	}
	for _, g := range groups {
		slices.SortStableFunc(g, func(a, b int) int { return cmp.Compare(runs[a].Timing.Wall, runs[b].Timing.Wall) })
	}
	return groups
}

// rest returns the runs whose timelines are still to be written when the sweep ends,
// in their order, and lets go of all others that are not written: of each N the
// slowest, and the median or the one nearest to it whose timeline was held.
func (s *timelineSample) rest(runs []harness.Run) (pick []int) {
	for _, group := range levelsOf(runs) {
		middle, nearest := (len(group)-1)/2, -1
		for rank := range group {
			held := len(runs[group[rank]].Timeline) > 0
			if held && (nearest < 0 || apart(rank-middle) < apart(nearest-middle)) {
				nearest = rank
			}
		}
		for _, rank := range []int{nearest, len(group) - 1} {
			if rank >= 0 && slices.Contains(s.loose, group[rank]) && !slices.Contains(pick, group[rank]) {
				pick = append(pick, group[rank])
			}
		}
	}
	slices.Sort(pick)
	for _, i := range s.loose {
		if !slices.Contains(pick, i) {
			runs[i].Timeline = nil
		}
	}
	s.loose, s.looseSize = nil, 0
	return pick
}

// apart is a distance of ranks.
func apart(d int) int { return max(d, -d) }

// sampleTimelines appends the timelines that only the end of a sweep can choose.
func (w *Writer) sampleTimelines() error {
	for _, i := range w.timelines.rest(w.file.Runs) {
		r := w.file.Runs[i]
		b, err := line(wireTimeline{"timeline", r.Engine, r.Block, r.Order, r.Workers, r.Timeline})
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

// decodeTimeline gives a run its timeline.
func (d *decoder) decodeTimeline(b []byte) error {
	var w wireTimeline
	if err := json.Unmarshal(b, &w); err != nil {
		return fmt.Errorf("timeline: %w", err)
	}
	at, known := d.seen[runKey{0, false, w.Block, w.Order, w.Engine, w.Workers}]
	if !known {
		d.leaveOut(fmt.Errorf("run %d of block %d, N = %d, is not before it", w.Order, w.Block, w.Workers))
		return nil
	}
	d.keep(at.run, w.Timeline)
	return nil
}

// keep gives a run its timeline, where it agrees with the times of the run. It is evidence
// beside them: what is wrong with it costs no run.
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

// leaveOut counts a timeline that is of no use.
func (d *decoder) leaveOut(why error) {
	if d.strays == 0 {
		d.stray, d.strayLine = why, d.line
	}
	d.strays++
}
