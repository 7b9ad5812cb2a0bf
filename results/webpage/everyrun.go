package webpage

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"serialfraction/harness"
	"serialfraction/results"
	"serialfraction/results/analysis"
	"serialfraction/results/number"
)

// mostRuns is how many runs are drawn, about 90 kB of a page. Each N has an equal share of them; where there are more
// at an N, every k-th is drawn, and those that are flagged have half of the share at most.
const mostRuns = 600

// everyRun shows each run as its distance from the median at its N: within a column the sweep goes from
// left to right, so a machine that drifts shows as a slope.
func everyRun(id string, f *results.File, a *analysis.Report) *figure {
	own, _, _ := f.Timed()
	byN := map[int][]harness.Run{}
	for _, r := range own {
		byN[r.Workers] = append(byN[r.Workers], r)
	}
	flagsOf := a.FlagsOf()
	var deviations []float64
	middle := map[int]float64{}
	for n, runs := range byN {
		middle[n] = medianWall(runs)
		for _, r := range runs {
			deviations = append(deviations, math.Abs(r.Timing.Wall.Seconds()/middle[n]-1))
		}
	}
	slices.Sort(deviations)
	if len(deviations) == 0 {
		return nil
	}
	s := max(1.5*deviations[len(deviations)/2], 1e-6)
	bent := func(x float64) float64 { return math.Copysign(math.Log10(1+math.Abs(x)/s), x) }
	most := max(bent(deviations[len(deviations)-1]), 0.3) * 1.08
	d := newDrawing(720, 270)
	fr := frame{left: 66, top: 12, right: 706, bottom: 226}
	y := scale{lo: -most, hi: most, from: fr.bottom, to: fr.top}
	bentAt := func(x float64) float64 { return y.at(bent(x)) }
	marks := deviationTicks(s, most, bent)
	d.group(inkGrid, func() {
		for _, m := range marks {
			d.line(fr.left, bentAt(m), fr.right, bentAt(m))
		}
	})
	d.group(inkText, func() {
		for _, m := range marks {
			text := "median"
			if m != 0 {
				text = signedStep(100*m) + " %"
			}
			d.text(fr.left-8, bentAt(m)+4, "end", text)
		}
	})
	step := (fr.right - fr.left) / float64(len(a.Points))
	d.group(inkTint, func() {
		for i, p := range a.Points {
			if p.Oversubscribed {
				d.rect(fr.left+float64(i)*step, fr.top, step, fr.bottom-fr.top, mark{})
			}
		}
	})
	shownRuns, goesOn := 0, ""
	for i, p := range a.Points {
		left := fr.left + (float64(i)+0.1)*step
		width := step * 0.8
		runs := byN[p.Workers]
		if p.Seconds.Bounded() && a.Scope == analysis.Pipeline {
			d.group(inkBand, func() { // one that is wider than the runs lie apart ends at the frame
				top, bottom := bentAt(p.Seconds.Hi/middle[p.Workers]-1), bentAt(p.Seconds.Lo/middle[p.Workers]-1)
				d.rect(left, max(fr.top, top), width, max(1, min(fr.bottom, bottom)-max(fr.top, top)), mark{})
				d.group(inkLaw, func() {
					if top < fr.top {
						d.arrow(left+width/2, fr.top, 1)
						goesOn = arrowWords
					}
					if bottom > fr.bottom {
						d.arrow(left+width/2, fr.bottom, -1)
						goesOn = arrowWords
					}
				})
			})
		}
		d.group(inkText, func() {
			more := ""
			if len(a.Points) > 8 && i%2 == 1 {
				more = ` data-odd=""`
			}
			d.textOf(left+width/2, fr.bottom+18, "middle", fmt.Sprint(p.Workers), more)
		})
		share := max(2, mostRuns/len(a.Points))
		dots := func(ofFlagged bool, most int, i ink) (drawn int) {
			var these []int
			for k, r := range runs {
				if ofFlagged == (len(flagsOf(r)) > 0) {
					these = append(these, k)
				}
			}
			every := (len(these) + most - 1) / most
			d.group(i, func() {
				for at := 0; at < len(these); at += every {
					k := these[at]
					drawn++
					x := left + width*(float64(k)+0.5)/float64(len(runs))
					everyRunMark(d, x, runs[k], k, middle[p.Workers], bentAt, flagsOf(runs[k]))
				}
			})
			return drawn
		}
		drawnFlagged := dots(true, share/2, inkHollow)
		shownRuns += drawnFlagged + dots(false, share-drawnFlagged, inkDot)
	}
	d.group(inkText, func() {
		d.text(fr.right, fr.bottom+38, "end", "N, workers; in each column from the first block to the last")
	})
	caption := fmt.Sprintf("%s; warm-up runs are left out. ◇ flagged: disturbed, or slow for its N; it counts like any other. Blue: the 95 %% interval of the time. The scale is even near the median and shrinks away from it, so that far runs stay in the picture.%s", count(len(own), "timed run"), goesOn)
	if shownRuns < len(own) {
		caption = fmt.Sprintf("%s of %s are drawn, evenly spread; tables use all. ", number.Workers(float64(shownRuns)), count(len(own), "timed run")) + caption
	}
	return &figure{ID: id, SVG: d.svg(), Caption: caption, Label: "Every timed run as its distance from the median of its number of workers, in the order of the sweep."}
}

// everyRunMark draws the k-th run at its N as its distance from the median there: a dot, or, flagged, a diamond.
func everyRunMark(d *drawing, x float64, r harness.Run, k int, median float64, at func(float64) float64, flags []string) {
	off := r.Timing.Wall.Seconds()/median - 1
	m := mark{Series: fmt.Sprint(r.Workers), Index: k, Tip: fmt.Sprintf("N = %d, block %d: %s, %s %%", r.Workers, r.Block, number.Duration(r.Timing.Wall.Seconds()), signed(100*off))}
	if len(flags) == 0 {
		d.circle(x, at(off), 2.3, m)
		return
	}
	m.Tip += "; flagged: " + strings.Join(flags, ", ")
	d.diamond(x, at(off), 4.4, m)
}

// deviationTicks are the distances that are named on an axis that is bent.
func deviationTicks(s, most float64, bent func(float64) float64) []float64 {
	ticks := []float64{0}
	last := 0.0
	for k := math.Floor(math.Log10(s)); k < 4; k++ {
		for _, m := range []float64{1, 3} {
			x := m * math.Pow(10, k)
			if bent(x) > most {
				return ticks
			}
			if bent(x)-last > most/5.5 {
				ticks, last = append(ticks, x, -x), bent(x)
			}
		}
	}
	return ticks
}

func medianWall(runs []harness.Run) float64 {
	var walls []float64
	for _, r := range runs {
		walls = append(walls, r.Timing.Wall.Seconds())
	}
	slices.Sort(walls)
	n := len(walls)
	return (walls[(n-1)/2] + walls[n/2]) / 2
}
