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

// mostDots is how many runs at one N are drawn; of more, every k-th, and each that is flagged.
const mostDots = 400

// everyRun shows each run as its distance from the median at its N: within a column the sweep goes from
// left to right, so a machine that drifts shows as a slope.
func everyRun(id string, f *results.File, a *analysis.Report) *figure {
	own, _, _ := f.Timed()
	byN := map[int][]harness.Run{}
	for _, r := range own {
		byN[r.Workers] = append(byN[r.Workers], r)
	}
	flagged := map[[3]int][]string{}
	for _, r := range a.FlaggedRuns {
		flagged[[3]int{r.Block, r.Order, r.Workers}] = r.Flags
	}
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
	at := func(x float64) float64 { return y.at(bent(x)) }
	marks := deviationTicks(s, most, bent)
	d.group(inkGrid, func() {
		for _, m := range marks {
			d.line(fr.left, at(m), fr.right, at(m))
		}
	})
	d.group(inkText, func() {
		for _, m := range marks {
			text := "median"
			if m != 0 {
				text = signedStep(100*m) + " %"
			}
			d.text(fr.left-8, at(m)+4, "end", text)
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
				top, bottom := at(p.Seconds.Hi/middle[p.Workers]-1), at(p.Seconds.Lo/middle[p.Workers]-1)
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
		every := (len(runs) + mostDots - 1) / mostDots
		dots := func(ofFlagged bool, i ink) {
			d.group(i, func() {
				for k, r := range runs {
					flags := flagged[[3]int{r.Block, r.Order, r.Workers}]
					if (len(flags) > 0) != ofFlagged || !ofFlagged && k%every != 0 {
						continue
					}
					shownRuns++
					x := left + width*(float64(k)+0.5)/float64(len(runs))
					off := r.Timing.Wall.Seconds()/middle[p.Workers] - 1
					m := mark{Series: fmt.Sprint(p.Workers), Index: k, Tip: fmt.Sprintf("N = %d, block %d: %s, %s %%", p.Workers, r.Block, number.Duration(r.Timing.Wall.Seconds()), signed(100*off))}
					if len(flags) > 0 {
						m.Tip += "; flagged: " + strings.Join(flags, ", ")
						d.diamond(x, at(off), 4.4, m)
						continue
					}
					d.circle(x, at(off), 2.3, m)
				}
			})
		}
		dots(false, inkDot)
		dots(true, inkHollow)
	}
	d.group(inkText, func() {
		d.text(fr.right, fr.bottom+38, "end", "N, workers; in each column from the first block to the last")
	})
	caption := fmt.Sprintf("%s; warm-up runs are left out. ◇ flagged: disturbed, or slow for its N; it counts like any other. Blue: the 95 %% interval of the time. The scale is even near the median and shrinks away from it, so that far runs stay in the picture.%s", count(len(own), "timed run"), goesOn)
	if shownRuns < len(own) {
		caption = fmt.Sprintf("%s of %s drawn, each that is flagged among them; tables use all. ", number.Workers(float64(shownRuns)), count(len(own), "timed run")) + caption
	}
	return &figure{ID: id, SVG: d.svg(), Caption: caption, Label: "Every timed run as its distance from the median of its number of workers, in the order of the sweep."}
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
