package prepare

import (
	"cmp"
	"sort"

	"serialfraction/harness"
	"serialfraction/harness/input"
	"serialfraction/harness/machine"
	"serialfraction/results"
)

// What the times of a chunk take in memory, in bytes. An engine has room for those of one run, and each
// run that is kept has them packed. Packing, writing and analysing them leaves garbage: until it has
// filled as much memory as is in use, the collector does not begin.
const (
	chunkPages   = 32
	chunkPacked  = 4
	chunkGarbage = 60 // in each run
)

// usualBlocks is how many blocks a sweep is taken to have that is given none.
const usualBlocks = 10

// times returns what the times of chunks take beside all else that a job needs, nothing where none are
// kept. Chunks that are cut by their time are too few to matter.
func (d demand) times(size input.Size, others machine.Need) machine.Need {
	r, chunks := d.request, int64(0)
	if r.ChunkRows > 0 {
		chunks = int64(size.Rows / r.ChunkRows)
	}
	if d.once || r.NoTimeline || EngineOf(r).Simulated || chunks == 0 || chunks > harness.MostTimedChunks {
		return nil
	}
	engines := int64(max(1, d.takes(size).Methods))
	if r.Control {
		engines++
	}
	runs := engines * int64(cmp.Or(r.Repeats, usualBlocks)*len(d.workers))
	bytes := engines*chunks*chunkPages + min(runs*chunks*chunkPacked, results.MostTimelines)
	bytes += min(runs*chunks*chunkGarbage, others.Bytes(size.Rows)+bytes)
	return machine.Need{{What: timesPart, Row: bytes / int64(size.Rows)}}
}

// chunkWithin returns the least rows of a chunk, more than are asked for, whose times take that many
// bytes beside the others; 0 = there is none.
func (d demand) chunkWithin(size input.Size, others machine.Need, bytes int64) int {
	of := d.request.ChunkRows
	of += sort.Search(size.Rows-of, func(more int) bool {
		d.request.ChunkRows = of + more
		return d.times(size, others).Bytes(size.Rows) <= bytes
	})
	if of >= size.Rows {
		return 0
	}
	return of
}
