package reproduce

import (
	"fmt"
	"slices"

	"serialfraction/results/number"
)

// A Map is the serial part of the coordinator against the two parameters that anybody may choose: how many
// rows a chunk has, and how long a worker takes for a row. It is computed from what a chunk was measured to
// take, and has the sweeps of a cluster as cells of their own.
//
//	S(k, r) = D(k) / (k·r + o(k))
//
// of k rows of r seconds, where D is how long a chunk keeps the coordinator busy and o what it takes a worker
// besides its rows; both are straight lines through the sweep of the fewest rows and that of the most.
type Map struct {
	Rows    []int     `json:"rows"`        // of a chunk
	Seconds []float64 `json:"row_seconds"` // ascending
	Cells   [][]Cell  `json:"cells"`       // by row cost, then by rows of a chunk

	Chunk   Line   `json:"chunk"`   // D
	Besides Line   `json:"besides"` // o
	Region  Region `json:"region"`  // of the article
}

// A Cell is one pair of parameters.
type Cell struct {
	Serial   float64 `json:"serial_fraction"`
	Measured Name    `json:"measured,omitempty"` // by this sweep; "" = computed
}

// A Line is a number of seconds against the rows of a chunk.
type Line struct {
	Fixed  float64 `json:"seconds"`
	PerRow float64 `json:"seconds_per_row"`
}

func (l Line) at(rows float64) float64 { return l.Fixed + l.PerRow*rows }

// through returns the line through two points, whose slope is not below 0.
func through(k0, y0, k1, y1 float64) Line {
	if k1 <= k0 || y1 <= y0 {
		return Line{Fixed: y0}
	}
	slope := min((y1-y0)/(k1-k0), y0/k0)
	return Line{Fixed: y0 - slope*k0, PerRow: slope}
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
		if s := all[name]; s != nil && s.Served != nil && name != ClusterObject {
			known = append(known, s)
		}
	}
	if known == nil {
		return nil
	}
	few, many := known[0], known[len(known)-1]
	m := &Map{Rows: mapRows, Region: article,
		Chunk:   through(float64(few.Report.ChunkRows), few.chunkSeconds, float64(many.Report.ChunkRows), many.chunkSeconds),
		Besides: through(float64(few.Report.ChunkRows), few.besides(), float64(many.Report.ChunkRows), many.besides())}
	m.Seconds = append(slices.Clone(mapSeconds), few.Report.PaceSeconds)
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

// In reports whether the region of the article holds an S.
func (m *Map) In(serial float64) bool { return serial >= m.Region.Lo && serial <= m.Region.Hi }

// Changes returns what happens when the parameters change, in sentences.
func (m *Map) Changes() []string {
	most, least := m.Chunk.Fixed/m.Region.Hi-m.Besides.Fixed, m.Chunk.Fixed/m.Region.Lo-m.Besides.Fixed
	texts := []string{
		fmt.Sprintf("a chunk keeps the coordinator busy for %s%s, and takes a worker %s besides its rows", number.Duration(m.Chunk.Fixed), more(m.Chunk), number.Duration(m.Besides.Fixed)),
		"twice the rows in a chunk, or rows that take twice as long, make S about half; a coordinator that is twice as slow doubles it",
	}
	if most > 0 {
		texts = append(texts, fmt.Sprintf("S is %g to %g where the rows of a chunk take a worker about %s to %s together", m.Region.Lo, m.Region.Hi, number.Duration(most), number.Duration(least)))
	} else if least > 0 {
		texts = append(texts, fmt.Sprintf("S is below %g from where the rows of a chunk take a worker about %s together, and nowhere above %g", m.Region.Lo, number.Duration(least), m.Region.Hi))
	}
	return texts
}

// more writes what each row adds to a line; "" for nothing.
func more(l Line) string {
	if l.PerRow <= 0 {
		return ""
	}
	return " and " + number.Duration(l.PerRow) + " for each row"
}
