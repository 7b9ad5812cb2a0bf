package results

import (
	"cmp"
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

// A timelineSample decides for a Writer which runs are written with their timelines. A
// run is known by its number in the file. What is decided between two timed runs takes no
// longer in a long sweep, so the runs are kept ranked.
type timelineSample struct {
	whole, held int // limits in bytes; 0 = wholeTimelines, heldTimelines
	written     int // bytes in the file

	ranked int            // runs of the file that are in points, or are of the warm-up
	points []*rankedPoint // in the order in which their first runs came
	loose  int            // runs that were written without their timelines, which are held
	size   int            // bytes of these timelines
}

// A rankedPoint is the timed runs at one N of one engine, the fastest first, and of
// those that took the same time the first.
type rankedPoint struct {
	engine  string
	workers int
	all     []int
	loose   []int // of all those that were written without their timelines, which are held
}

// know takes in the runs that a file has from earlier processes.
func (s *timelineSample) know(runs []harness.Run) {
	s.rank(runs)
	for _, r := range runs {
		s.written += len(r.Timeline)
	}
}

// first reports whether a run is written with its timeline.
func (s *timelineSample) first(r harness.Run) bool {
	return r.Block == 0 || s.written+len(r.Timeline) <= cmp.Or(s.whole, wholeTimelines)
}

// took counts the last of the runs, which was written with its timeline or without.
func (s *timelineSample) took(runs []harness.Run, with bool) {
	s.rank(runs)
	last := len(runs) - 1
	size := len(runs[last].Timeline)
	switch {
	case size == 0:
	case with:
		s.written += size
	case runs[last].Warmup:
		runs[last].Timeline = nil // it is neither the median nor the slowest
	default:
		p := s.point(runs[last])
		p.loose = insert(p.loose, last, runs)
		s.loose, s.size = s.loose+1, s.size+size
		s.thin(runs)
	}
}

// rank takes in the runs that are new.
func (s *timelineSample) rank(runs []harness.Run) {
	for ; s.ranked < len(runs); s.ranked++ {
		if r := runs[s.ranked]; !r.Warmup {
			p := s.point(r)
			p.all = insert(p.all, s.ranked, runs)
		}
	}
}

// point returns the runs at the N and of the engine of a run.
func (s *timelineSample) point(r harness.Run) *rankedPoint {
	for _, p := range s.points {
		if p.workers == r.Workers && p.engine == r.Engine {
			return p
		}
	}
	p := &rankedPoint{engine: r.Engine, workers: r.Workers}
	s.points = append(s.points, p)
	return p
}

// insert puts a run in its place among ranked ones.
func insert(ranked []int, run int, runs []harness.Run) []int {
	return slices.Insert(ranked, rankOf(ranked, run, runs), run)
}

// rankOf returns where a run is among ranked ones, or would be.
func rankOf(ranked []int, run int, runs []harness.Run) int {
	at, _ := slices.BinarySearchFunc(ranked, run, func(a, b int) int {
		return cmp.Or(cmp.Compare(runs[a].Timing.Wall, runs[b].Timing.Wall), cmp.Compare(a, b))
	})
	return at
}

// thin lets go of timelines until those that are left may be held.
func (s *timelineSample) thin(runs []harness.Run) {
	for s.size > cmp.Or(s.held, heldTimelines) && s.loose > 1 {
		p, at := s.furthest(runs)
		far := &runs[p.loose[at]]
		s.loose, s.size = s.loose-1, s.size-len(far.Timeline)
		far.Timeline = nil
		p.loose = slices.Delete(p.loose, at, at+1)
	}
}

// furthest returns which of the loose runs, of which there are some, is furthest from the
// median at its N, by rank. The slowest at an N is so only where no other is left.
func (s *timelineSample) furthest(runs []harness.Run) (of *rankedPoint, at int) {
	most := -1.0
	for _, p := range s.points {
		// It is at one of the ends, or next to the last where that is the slowest.
		last := len(p.loose) - 1
		for _, i := range []int{0, last - 1, last} {
			if i < 0 || i > last {
				continue // there is none
			}
			if away := p.away(p.loose[i], runs); away > most {
				of, at, most = p, i, away
			}
		}
	}
	return of, at
}

// away is how far a run is from the median, as a share of all ranks.
func (p *rankedPoint) away(run int, runs []harness.Run) float64 {
	rank, last := rankOf(p.all, run, runs), len(p.all)-1
	if rank == last {
		return 0
	}
	return math.Abs(float64(rank-last/2)) / float64(len(p.all))
}

// rest returns the runs whose timelines are still to be written when the sweep ends,
// in their order, and lets go of all others that are not written: of each N the
// slowest, and the median or the one nearest to it whose timeline was held.
func (s *timelineSample) rest(runs []harness.Run) (pick []int) {
	for _, p := range s.points {
		middle, nearest := (len(p.all)-1)/2, -1
		for rank, run := range p.all {
			held := len(runs[run].Timeline) > 0
			if held && (nearest < 0 || apart(rank-middle) < apart(nearest-middle)) {
				nearest = rank
			}
		}
		chosen := []int{p.all[len(p.all)-1]}
		if nearest >= 0 {
			chosen = append(chosen, p.all[nearest])
		}
		for _, run := range p.loose {
			if slices.Contains(chosen, run) {
				pick = append(pick, run)
			} else {
				runs[run].Timeline = nil
			}
		}
		p.loose = nil
	}
	s.loose, s.size = 0, 0
	slices.Sort(pick)
	return pick
}

// apart is a distance of ranks.
func apart(d int) int { return max(d, -d) }
