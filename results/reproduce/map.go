package reproduce

import (
	"fmt"
	"slices"

	"serialfraction/harness/wording"
	"serialfraction/results/number"
)

// A Map is the serial part of the coordinator against the two parameters that anybody may choose: how many
// rows a chunk has, and how long a worker takes for a row. It is computed from what a chunk was measured to
// take, and has the sweeps of a cluster as cells of their own.
//
//	S(k, r) = D(k) / (k·r + o(k))
//
// of k rows of r seconds, where D is how long a chunk keeps the coordinator busy and o what it takes a worker
// besides its rows; both are as measured, and between two sweeps on a straight line.
type Map struct {
	Rows    []int     `json:"rows"`        // of a chunk
	Seconds []float64 `json:"row_seconds"` // ascending
	Cells   [][]Cell  `json:"cells"`       // by row cost, then by rows of a chunk

	Chunk   Course `json:"chunk"`   // D
	Besides Course `json:"besides"` // o
	Region  Region `json:"region"`  // of the article
}

// A Cell is one pair of parameters.
type Cell struct {
	Serial   float64 `json:"serial_fraction"`
	Measured Name    `json:"measured,omitempty"` // by this sweep; "" = computed
}

// A Course is what was measured against the rows of a chunk, ascending.
type Course []Point

// A Point is what a sweep shows of its chunks.
type Point struct {
	Rows    int     `json:"rows"`
	Seconds float64 `json:"seconds"`
}

// at returns the seconds of chunks of k rows: below the fewest rows those of these, and beyond the most
// farther on the line through the last two, where that rises.
func (c Course) at(k float64) float64 {
	if k <= float64(c[0].Rows) || len(c) == 1 {
		return c[0].Seconds
	}
	last := len(c) - 1
	for i := 1; i < last; i++ {
		if k < float64(c[i].Rows) {
			last = i
		}
	}
	from, to := c[last-1], c[last]
	slope := (to.Seconds - from.Seconds) / float64(to.Rows-from.Rows)
	if k > float64(to.Rows) {
		slope = max(0, slope)
	}
	return to.Seconds + slope*(k-float64(to.Rows))
}

// The axes of the map. The row cost of the sweeps is added.
var (
	mapRows    = []int{1, 2, 5, 10, 20, 50, 100}
	mapSeconds = []float64{10e-6, 30e-6, 100e-6, 300e-6, 1e-3, 3e-3, 10e-3}
)

// newMap returns the map of the sweeps of a cluster whose rows are sent; nil where there are none.
func newMap(all sweeps) *Map {
	var known []*Sweep
	for _, name := range clusters {
		if s := all[name]; s != nil && s.Served != nil && name != ClusterHeld {
			known = append(known, s)
		}
	}
	if known == nil {
		return nil
	}
	m := &Map{Rows: mapRows, Region: Article}
	for _, s := range known {
		m.Chunk = append(m.Chunk, Point{s.Report.ChunkRows, s.chunkSeconds})
		m.Besides = append(m.Besides, Point{s.Report.ChunkRows, s.besides()})
	}
	m.Seconds = append(slices.Clone(mapSeconds), known[0].Report.PaceSeconds)
	slices.Sort(m.Seconds)
	m.Seconds = slices.Compact(m.Seconds)
	for _, r := range m.Seconds {
		var row []Cell
		for _, k := range m.Rows {
			cell := Cell{Serial: m.Serial(float64(k), r)}
			for _, s := range known {
				if s.Report.ChunkRows == k && s.Report.PaceSeconds == r {
					cell = Cell{s.Served.Value, s.Name}
				}
			}
			row = append(row, cell)
		}
		m.Cells = append(m.Cells, row)
	}
	return m
}

// besides returns what a chunk takes a worker besides its rows, in seconds.
func (s *Sweep) besides() float64 {
	return max(0, s.Seconds.Value/float64(s.Report.Chunks)-float64(s.Report.ChunkRows)*s.Report.PaceSeconds)
}

// Serial returns the serial part of k rows a chunk of r seconds each.
func (m *Map) Serial(k, r float64) float64 { return min(1, m.Chunk.at(k)/(k*r+m.Besides.at(k))) }

// RowSeconds returns the time of a row at which chunks of k rows have that serial part; it is not above 0 where no
// row is short enough.
func (m *Map) RowSeconds(serial, k float64) float64 {
	return (m.Chunk.at(k)/serial - m.Besides.at(k)) / k
}

// In reports whether the region of the article holds an S.
func (m *Map) In(serial float64) bool { return serial >= m.Region.Lo && serial <= m.Region.Hi }

// Changes returns what happens when the parameters change, in sentences.
func (m *Map) Changes() []string {
	few, many := m.Chunk[0], m.Chunk[len(m.Chunk)-1]
	measured := fmt.Sprintf("a chunk of %s keeps the coordinator busy for %s, and takes a worker %s besides its rows", wording.Count(few.Rows, "row"), number.Duration(few.Seconds), number.Duration(m.Besides[0].Seconds))
	if many != few {
		measured += fmt.Sprintf("; one of %s keeps it busy for %s", wording.Count(many.Rows, "row"), number.Duration(many.Seconds))
	}
	texts := []string{measured, "more rows in a chunk, or rows that take longer, make S less; a coordinator that is twice as slow doubles it"}
	switch most, least := few.Seconds/m.Region.Hi-m.Besides[0].Seconds, few.Seconds/m.Region.Lo-m.Besides[0].Seconds; {
	case most > 0:
		texts = append(texts, fmt.Sprintf("with %s a chunk S is %g to %g where a worker takes %s to %s for them", wording.Count(few.Rows, "row"), m.Region.Lo, m.Region.Hi, number.Duration(most), number.Duration(least)))
	case least > 0:
		texts = append(texts, fmt.Sprintf("with %s a chunk S is %g or more where a worker takes at most %s for them, and nowhere above %g", wording.Count(few.Rows, "row"), m.Region.Lo, number.Duration(least), m.Region.Hi))
	}
	return texts
}
