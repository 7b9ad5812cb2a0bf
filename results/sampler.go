package results

import "math/bits"

// A sampler decides which blocks a sample holds. At each level it is half of the blocks of the
// level before; level 0 has all. A nil sampler holds all too.
type sampler struct {
	most   int // timed runs, where there are as many blocks as least
	least  int // blocks that the next level has; 1 at least
	level  int
	timed  int         // runs held
	blocks map[int]int // held, with their timed runs
	next   int         // of these, the blocks of the next level
}

func newSampler() *sampler { return &sampler{most: sampleRuns, least: sampleBlocks} }

// holds reports whether the sample has a block.
func (s *sampler) holds(block int) bool { return s == nil || levelOf(block) >= s.level }

// add counts a timed run of a block that is held, and reports whether the sample went to a level
// that lacks blocks it had.
func (s *sampler) add(block int) (fewer bool) {
	if s == nil {
		return false
	}
	if s.blocks == nil {
		s.blocks = map[int]int{}
	}
	if s.blocks[block]++; s.blocks[block] == 1 && levelOf(block) > s.level {
		s.next++
	}
	for s.timed++; s.timed > s.most && s.next >= s.least; fewer = true {
		s.up()
	}
	return fewer
}

// up goes to the next level.
func (s *sampler) up() {
	s.level++
	s.next = 0
	for block, runs := range s.blocks {
		switch at := levelOf(block); {
		case at < s.level:
			s.timed -= runs
			delete(s.blocks, block)
		case at > s.level:
			s.next++
		}
	}
}

// levelOf returns the last level that has a block.
func levelOf(block int) int { return bits.TrailingZeros64(mixed(uint64(block))) }

// mixed returns a number whose bits are as good as random, for each x another.
//
// Source: Steele, Lea & Flood, "Fast splittable pseudorandom number generators" (2014), with the
// constants of Stafford's variant 13.
func mixed(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// thin leaves out the runs of blocks that the sample does not have any more, and finds the places of
// the others anew.
func (d *decoder) thin() {
	f := d.file
	briefs, held, place := f.Briefs, f.Runs[:0], 0
	f.Briefs = nil
	for _, r := range f.Runs {
		for ; len(briefs) > 0 && briefs[0].At == place; place++ {
			f.Briefs, briefs = append(f.Briefs, briefs[0]), briefs[1:]
		}
		if r.Counts() && !d.sample.holds(r.Block) {
			d.leave(r, place)
		} else {
			held = append(held, r)
		}
		place++
	}
	f.Briefs = append(f.Briefs, briefs...)
	clear(f.Runs[len(held):])
	f.Runs = held
	if d.briefs {
		f.Level = d.sample.level
	}
	for at, p := range d.seen {
		if !at.warmup && !d.sample.holds(at.block) {
			d.seen[at] = position{p.line, leftOut}
		}
	}
	for i, r := range d.file.Runs {
		if r.Counts() {
			at, _ := d.keyOf(r.Engine, r.Block, r.Order, r.Workers)
			d.seen[at] = position{d.seen[at].line, int32(i)}
		}
	}
}
