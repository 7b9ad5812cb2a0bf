package chart

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"serialfraction/fit"
	"serialfraction/results/analysis"
	"serialfraction/results/number"
	"serialfraction/results/reproduce"
	"serialfraction/results/sizes"
)

// Sizes is S against the number of rows, that of the program by itself beside it, and the curve of the lines of the
// serial time and of T(1). An S whose interval is too wide to be of use is left out, as in the terminal.
func Sizes(s *sizes.Study) Chart {
	c := Chart{Name: "sizes", Says: "The serial fraction S against the number of rows of the job.",
		Caption: "A mark is S of one number of rows, with its interval. The line is S by the serial time and T(1) as straight lines through the sizes."}
	here, own := Series{Name: "S here"}, Series{Name: "S of the program by itself"}
	from, to, lo, hi := math.Inf(1), 0.0, 0.0, 0.0
	see := func(to *Series, rows int, at fit.Interval, what string) {
		to.Marks = append(to.Marks, Mark{X: float64(rows), Y: at, Tip: fmt.Sprintf("%s rows: %s %s", number.Workers(float64(rows)), what, number.Serial(at))})
		lo, hi = min(lo, at.Lo), max(hi, at.Hi)
	}
	for _, z := range s.Sizes {
		from, to = min(from, float64(z.Rows)), max(to, float64(z.Rows))
		if z.Known() && !number.Vague(*z.Serial) {
			see(&here, z.Rows, *z.Serial, "S")
		}
		if z.Program != nil && !number.Vague(*z.Program) {
			see(&own, z.Rows, *z.Program, "the program's own S")
		}
	}
	if len(here.Marks)+len(own.Marks) == 0 {
		return Chart{Name: c.Name}
	}
	c.X = decades("rows", from, to, counted)
	if lo > -hi/50 { // an end that is hardly below 0 needs no room there
		lo = 0
	}
	c.Y = even("serial fraction S", lo, hi)
	if s.FixedSeconds != nil {
		line := Line{Kind: Law, Series: 0}
		along(from, to, func(rows float64) {
			if y := s.Curve(rows); number.Finite(y) {
				line.Points = append(line.Points, XY{rows, y})
			}
		})
		c.Lines = append(c.Lines, line)
	}
	c.Beside = true
	c.Series = []Series{here}
	if len(own.Marks) > 0 {
		c.Series = append(c.Series, own)
	}
	return c.cut()
}

// mapSerials are the serial fractions that the map has a line for.
var mapSerials = []float64{0.001, 0.003, 0.01, 0.05, 0.2}

// Map is the map of the article: which rows per chunk and which time of a row give which serial part of the
// coordinator, with the region that the article found and the sweeps that were measured.
func Map(m *reproduce.Map) Chart {
	c := Chart{Name: "map", Says: fmt.Sprintf("The serial part of the coordinator, by the rows of a chunk and the time that a worker takes for a row; it is %g to %g in the grey region.", m.Region.Lo, m.Region.Hi),
		Caption: fmt.Sprintf("Along a line the serial part S is the same: it is computed from what a chunk was measured to take. Grey: S of %g to %g, which the article found. A dot is a sweep that was measured, with its S.", m.Region.Lo, m.Region.Hi)}
	c.X = decades("rows of a chunk", float64(m.Rows[0]), float64(m.Rows[len(m.Rows)-1]), counted)
	c.Y = decades("time of a row", m.Seconds[0], m.Seconds[len(m.Seconds)-1], func(x float64) string { return number.Nanoseconds(math.Round(1e9 * x)) })
	edge := func(serial float64) (line []XY) {
		along(c.X.Lo, c.X.Hi, func(k float64) { line = append(line, XY{k, c.Y.inside(m.RowSeconds(serial, k))}) })
		return line
	}
	region, below := edge(m.Region.Lo), edge(m.Region.Hi)
	for i := range below {
		region = append(region, below[len(below)-1-i])
	}
	c.Areas = []Area{{Series: None, Edge: region}}
	for _, serial := range mapSerials {
		c.Lines = append(c.Lines, Line{Name: "S = " + strconv.FormatFloat(serial, 'g', -1, 64), Kind: Other, Series: None, Points: edge(serial)})
	}
	s := Series{Name: "measured"}
	for i, r := range m.Seconds {
		for j, cell := range m.Cells[i] {
			if cell.Measured != "" {
				at := fit.Interval{Value: r, Lo: r, Hi: r}
				s.Marks = append(s.Marks, Mark{X: float64(m.Rows[j]), Y: at, Text: number.Significant(cell.Serial, 2),
					Tip: fmt.Sprintf("%s: S = %s with %d rows a chunk, of %s each", cell.Measured, number.Fixed(cell.Serial, 4), m.Rows[j], number.Nanoseconds(math.Round(1e9*r)))})
			}
		}
	}
	c.Series = []Series{s}
	return c.cut()
}

// articleSerials are the serial fractions whose laws the article's figure has.
var articleSerials = []float64{0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1}

// Measured is what was measured of a sweep, as a series of speed-ups.
func Measured(name string, points []analysis.Point) Series {
	s := Series{Name: name}
	for _, p := range points {
		if n := float64(p.Workers); drawable(n, p.Speedup) {
			s.Marks = append(s.Marks, Mark{X: n, Y: p.Speedup, Hollow: !p.Fitted, Tip: name + ", " + tipOf(n, p.Speedup, "as fast", p.Runs)})
		}
	}
	return s
}

// Article is the article's figure, speed-up against N for several S with the region that it found, and over it what
// was measured.
func Article(over ...Series) Chart {
	region := reproduce.Article
	c := Chart{Name: "article", Says: fmt.Sprintf("Speed-up against the number of workers by Amdahl's law for several serial fractions S, with the region of %g to %g, and what was measured here.", region.Lo, region.Hi),
		Caption: "Each line is Amdahl's law of the S at its end; grey is the region that the article found. Marks are sweeps of this machine, hollow where their N was not fitted."}
	most := 256.0
	for _, s := range over {
		for _, m := range s.Marks {
			most = max(most, m.X)
		}
	}
	c.X, c.Y = doubling(workersAxis, 1, most), doubling(speedupAxis, 1, most)
	edge, back := amdahlLine(region.Lo, c.X), amdahlLine(region.Hi, c.X)
	for i := range back {
		edge = append(edge, back[len(back)-1-i])
	}
	c.Areas = []Area{{Series: None, Edge: edge}}
	c.ideal()
	for _, serial := range articleSerials {
		c.amdahl(serial, Other)
	}
	c.Series = over
	return c.cut()
}

// articleSweeps are the sweeps that the figure of a study has.
var articleSweeps = []reproduce.Name{reproduce.PlantThreads, reproduce.Cluster2, reproduce.ClusterLarge}

// ArticleOf is the article's figure with the sweeps of a study.
func ArticleOf(st *reproduce.Study) Chart {
	var over []Series
	for _, z := range st.Sweeps {
		if slices.Contains(articleSweeps, z.Name) {
			over = append(over, Measured(string(z.Name), z.Report.Points))
		}
	}
	return Article(over...)
}
