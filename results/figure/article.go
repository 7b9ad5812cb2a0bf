package figure

import (
	"math"
	"strconv"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// articleLaws are the serial fractions whose laws the article's figure shows; those of a power of ten are
// drawn thicker.
var articleLaws = []struct {
	s     float64
	thick bool
}{{0.001, true}, {0.002, false}, {0.005, false}, {0.01, true}, {0.02, false}, {0.05, false}, {0.1, true}}

// articleRegion are the serial fractions that the article found.
var articleRegion = [2]float64{0.01, 0.05}

// amdahl is the speed-up of N workers where a share s is serial.
func amdahl(s, n float64) float64 { return 1 / (s + (1-s)/n) }

// Article draws the article's figure, Amdahl's law of several serial fractions up to 256 workers with the
// region that it found, and over it what was measured in at most [MostSeries] sweeps.
func Article(all ...Series) Figure {
	return Figure{tall: 63.0 / 85, draw: func(p *pen, on draw.Canvas) {
		of := newPlot(p, "workers N", "speed-up T(1)/T(N)")
		most := 256.0
		for _, s := range all {
			for _, point := range s.Of.Points {
				most = max(most, powerAbove(float64(point.Workers)))
			}
		}
		doubling(&of.X, 1, most)
		doubling(&of.Y, 1, most)
		of.Add(grid(of), foundRegion(most), idealLine(most))
		labels := []endLabel{{most, "ideal", ink}}
		for _, law := range articleLaws {
			width := vg.Length(thinWidth)
			if law.thick {
				width = 0.9
			}
			of.Add(amdahlLine(law.s, most, width))
			labels = append(labels, endLabel{amdahl(law.s, most), "S = " + strconv.FormatFloat(law.s, 'g', -1, 64), ink})
		}
		for i, s := range all {
			of.Add(measured(s.Of.Points, i))
		}
		of.Add(p.key(all), p.endLabels(labels), margin(widest(p, labels)))
		of.Draw(on)
	}}
}

// amdahlAt returns the law of s from 1 to most workers, as points of a page.
func amdahlAt(s, most float64, x, y func(float64) vg.Length) (line []vg.Point) {
	const steps = 16 // for each time that N doubles: a law bends by less than a tenth of a point between two
	for i := range int(steps*math.Log2(most)) + 1 {
		n := math.Exp2(float64(i) / steps)
		line = append(line, vg.Point{X: x(n), Y: y(amdahl(s, n))})
	}
	return line
}

func amdahlLine(s, most float64, width vg.Length) part {
	return func(on draw.Canvas, x, y func(float64) vg.Length) {
		on.StrokeLines(line(width, soft), amdahlAt(s, most, x, y))
	}
}

// foundRegion fills what lies between the laws that bound the article's serial fractions.
func foundRegion(most float64) part {
	return func(on draw.Canvas, x, y func(float64) vg.Length) {
		edge := amdahlAt(articleRegion[0], most, x, y)
		back := amdahlAt(articleRegion[1], most, x, y)
		for i := len(back) - 1; i >= 0; i-- {
			edge = append(edge, back[i])
		}
		on.FillPolygon(region, edge)
	}
}
