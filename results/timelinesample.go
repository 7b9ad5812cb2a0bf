package results

import (
	"cmp"
	"math"
	"slices"

	"serialfraction/harness"
)

// Sizes of packed timelines, in bytes. A file holds the timelines of all runs up to
// wholeTimelines. Beyond that it holds those of the first block, and at each N those of the
// median and the slowest run, which are known only when the sweep ends. Until then a Writer
// keeps the timelines of candidate runs in memory, up to heldTimelines, and drops those
// furthest from the median first.
const (
	wholeTimelines = 16 << 20
	heldTimelines  = 64 << 20
)

// MostTimelines is how many bytes of packed timelines a Writer keeps in memory at most.
const MostTimelines = wholeTimelines + heldTimelines

// A timelineSample decides for a Writer which runs are written with their timelines. It
// identifies a run by its index in the file. It keeps the runs ranked, so that a decision
// between two timed runs takes no longer in a long sweep.
type timelineSample struct {
	whole, held int // limits in bytes; 0 = wholeTimelines, heldTimelines
	written     int // bytes in the file

	ranked int            // runs of the file that were ranked or, in the warm-up, passed over
	points []*rankedPoint // in the order of their first runs
	loose  int            // runs that were written without their timelines, which are in memory
	size   int            // bytes of the timelines in memory
}

// A rankedPoint holds the timed runs at one N of one engine, the fastest first. Runs of the
// same time are in file order.
type rankedPoint struct {
	engine  string
	workers int
	all     []int
	loose   []int // those of all that were written without their timelines, which are in memory
}

// know adds the runs of earlier processes in a file that is reopened.
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

// took adds the last of the runs, which was written with its timeline or without.
func (s *timelineSample) took(runs []harness.Run, with bool) {
	s.rank(runs)
	last := len(runs) - 1
	size := len(runs[last].Timeline)
	switch {
	case size == 0:
	case with:
		s.written += size
	case !runs[last].Counts():
		runs[last].Timeline = nil // it is neither the median nor the slowest
	default:
		p := s.point(runs[last])
		p.loose = insert(p.loose, last, runs)
		s.loose, s.size = s.loose+1, s.size+size
		s.thin(runs)
	}
}

// rank ranks the runs that were added to the file.
func (s *timelineSample) rank(runs []harness.Run) {
	for ; s.ranked < len(runs); s.ranked++ {
		if r := runs[s.ranked]; r.Counts() {
			p := s.point(r)
			p.all = insert(p.all, s.ranked, runs)
		}
	}
}

// point returns the point with the N and the engine of a run, and adds it if it is new.
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

// insert adds a run to ranked runs at its rank.
func insert(ranked []int, run int, runs []harness.Run) []int {
	return slices.Insert(ranked, rankOf(ranked, run, runs), run)
}

// rankOf returns the rank of a run among ranked runs, or the rank at which it belongs.
func rankOf(ranked []int, run int, runs []harness.Run) int {
	at, _ := slices.BinarySearchFunc(ranked, run, func(a, b int) int {
		return cmp.Or(cmp.Compare(runs[a].Timing.Wall, runs[b].Timing.Wall), cmp.Compare(a, b))
	})
	return at
}

// thin drops timelines from memory until the rest is within the limit.
func (s *timelineSample) thin(runs []harness.Run) {
	for s.size > cmp.Or(s.held, heldTimelines) && s.loose > 1 {
		p, at := s.furthest(runs)
		far := &runs[p.loose[at]]
		s.loose, s.size = s.loose-1, s.size-len(far.Timeline)
		far.Timeline = nil
		p.loose = slices.Delete(p.loose, at, at+1)
	}
}

// furthest returns the loose run that is furthest by rank from the median at its N. There
// must be a loose run. The slowest run at an N is returned only if no other is left.
func (s *timelineSample) furthest(runs []harness.Run) (of *rankedPoint, at int) {
	most := -1.0
	for _, p := range s.points {
		// It is at one of the ends, or next to the last where that is the slowest.
		last := len(p.loose) - 1
		for _, i := range []int{0, last - 1, last} {
			if i < 0 || i > last {
				continue
			}
			if away := p.away(p.loose[i], runs); away > most {
				of, at, most = p, i, away
			}
		}
	}
	return of, at
}

// away returns the distance of a run from the median, as a share of all ranks; 0 for the
// slowest run.
func (p *rankedPoint) away(run int, runs []harness.Run) float64 {
	rank, last := rankOf(p.all, run, runs), len(p.all)-1
	if rank == last {
		return 0
	}
	return math.Abs(float64(rank-last/2)) / float64(len(p.all))
}

// rest returns the runs whose timelines are still to be written when the sweep ends, in file
// order: at each N the slowest run, and of the runs with a timeline the one nearest to the
// median. It drops all other timelines in memory.
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

// apart returns the size of a difference of ranks.
func apart(d int) int { return max(d, -d) }
