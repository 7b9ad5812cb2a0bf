package figure

import (
	"image/color"
	"strconv"
	"time"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"serialfraction/results/lanes"
	"serialfraction/results/number"
	"serialfraction/results/palette"
)

// work is the colour of a worker that works: grey, for every other colour is time lost.
var work = palette.RGB(0xB3BAC4).NRGBA()

// MostLanes is how many workers have a lane of their own; of more, every k-th has.
const MostLanes = 48

// Timeline draws a run: a lane for each worker, above them the coordinator's; grey is work, and each other colour
// time lost to the cause that is named right of it. What a worker waits for at its end is left white.
func Timeline(run lanes.Run) Figure {
	return Figure{tall: 70.0 / 85, draw: func(p *pen, on draw.Canvas) {
		unit := number.UnitFor(run.Wall.Seconds())
		of := newPlot(p, "time, "+unit.Name, "worker")
		shown := everyKth(run.Workers)
		of.X.Min, of.X.Max = 0, run.Wall.Seconds()/unit.Seconds
		of.X.Tick.Marker = timeTicks(of.X.Max)
		of.Y.Min, of.Y.Max = 0, float64(len(shown))+1.5
		of.Y.Tick.Length = 0
		of.Y.Tick.Marker = laneTicks(shown)
		at := func(t time.Duration) float64 { return t.Seconds() / unit.Seconds }
		seen := map[lanes.State]bool{}
		draws := func(pieces []lanes.Piece, row float64) {
			for _, piece := range pieces {
				seen[piece.State] = true
				of.Add(lanePiece(at(piece.From), at(piece.To), row, laneColour(piece.State)))
			}
		}
		draws(run.Coordinator, float64(len(shown))+1)
		for i, lane := range shown {
			draws(lane.Pieces, float64(len(shown)-1-i)+0.5)
		}
		var labels []endLabel
		for i, s := range lanes.States {
			if seen[s] && s != lanes.Imbalance {
				labels = append(labels, endLabel{of.Y.Max * (1 - float64(i+1)/float64(len(lanes.States)+1)), string(s), textColour(s)})
			}
		}
		of.Add(p.endLabels(labels), margin(widest(p, labels)))
		of.Draw(on)
	}}
}

// everyKth returns the lanes that are drawn.
func everyKth(all []lanes.Lane) (some []lanes.Lane) {
	for i := 0; i < len(all); i += (len(all) + MostLanes - 1) / MostLanes {
		some = append(some, all[i])
	}
	return some
}

// laneColour is how a state is drawn in a lane.
func laneColour(s lanes.State) color.Color {
	switch s {
	case lanes.Kernel:
		return work
	case lanes.Imbalance:
		return color.White
	}
	return causeColour(string(s))
}

// textColour is how the name of a state is written.
func textColour(s lanes.State) color.Color {
	if s == lanes.Kernel {
		return soft
	}
	return laneColour(s)
}

// lanePiece draws a piece of the lane whose middle is at row.
func lanePiece(from, to, row float64, of color.Color) part {
	return func(on draw.Canvas, x, y func(float64) vg.Length) {
		on.FillPolygon(of, corners(vg.Rectangle{
			Min: vg.Point{X: x(from), Y: y(row - 0.4)},
			Max: vg.Point{X: max(x(to), x(from)+0.1), Y: y(row + 0.4)},
		}))
	}
}

// laneTicks names the coordinator, the first and the last worker, and some between.
func laneTicks(shown []lanes.Lane) plot.ConstantTicks {
	ticks := plot.ConstantTicks{{Value: float64(len(shown)) + 1, Label: "coord."}}
	every := max(1, (len(shown)+7)/8)
	for i, lane := range shown {
		if i%every == 0 || i == len(shown)-1 && i%every > every/2 {
			ticks = append(ticks, plot.Tick{Value: float64(len(shown)-1-i) + 0.5, Label: strconv.Itoa(lane.Worker + 1)})
		}
	}
	return ticks
}

// timeTicks returns round times from 0 to the end of a run.
func timeTicks(end float64) plot.ConstantTicks {
	step, digits := roundStep(end)
	var ticks plot.ConstantTicks
	for i := 0.0; i*step <= end; i++ {
		ticks = append(ticks, plot.Tick{Value: i * step, Label: number.Fixed(i*step, digits)})
	}
	return ticks
}
