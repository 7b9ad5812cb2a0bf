package report

import (
	"fmt"
	"io"
	"time"

	"serialfraction/harness"
	"serialfraction/results/lanes"
	"serialfraction/results/number"
	"serialfraction/results/report/draw"
)

// laneSigns are the signs of what a worker does. ASCII shows them all, and none depends on a colour.
var laneSigns = map[lanes.State]rune{
	lanes.Split: 's', lanes.Spawn: '>', lanes.Kernel: '█', lanes.Dispatch: '-', lanes.Transfer: '~', lanes.Imbalance: '.', lanes.Merge: 'm',
}

// mostLanes is how many workers have a line; of more, every k-th has.
const mostLanes = 32

// Timeline draws what every worker did in a run, a line for each, from its start at the left to its end at the
// right, and behind each line the share of the time in which it worked. In a place is what the worker
// did for the longest part of that time. The error is that of w.
func Timeline(w io.Writer, r *harness.Run, s Style) error {
	t := newTerminal(s)
	run := lanes.Of(r)
	t.Lines(t.Paint(fmt.Sprintf("timeline of the median run at N = %d: %s, block %d", r.Workers, number.Duration(run.Wall.Seconds()), r.Block+1), draw.Bold))
	const head, tail = 7, 6 // columns of the worker's number, and of its share
	width := max(10, t.Width-head-tail)
	seen := map[lanes.State]bool{}
	t.Lines(laneLine("coord.", run.Coordinator, run.Wall, width, seen))
	summed := false
	for i := 0; i < len(run.Workers); i += (len(run.Workers) + mostLanes - 1) / mostLanes {
		lane := run.Workers[i]
		summed = summed || lane.Summed
		var busy time.Duration
		for _, p := range lane.Pieces {
			if p.State == lanes.Kernel {
				busy += p.To - p.From
			}
		}
		t.Lines(laneLine(fmt.Sprint(lane.Worker+1), lane.Pieces, run.Wall, width, seen) + fmt.Sprintf("%4.0f %%", 100*float64(busy)/float64(max(run.Wall, 1))))
	}
	items := []string{"% of the time in the kernel"}
	for _, s := range lanes.States {
		if seen[s] {
			items = append(items, string(laneSigns[s])+" "+string(s))
		}
	}
	if summed {
		items = append(items, "the order within a line is not known: the file has no times of chunks")
	}
	t.Legend(items)
	_, err := io.WriteString(w, t.String())
	return err
}

// laneLine draws one lane: in each of width places what the longest part of its time is.
func laneLine(label string, pieces []lanes.Piece, wall time.Duration, width int, seen map[lanes.State]bool) string {
	signs := make([]rune, width)
	at := 0 // the first piece that is not over
	for i := range signs {
		from, to := wall*time.Duration(i)/time.Duration(width), wall*time.Duration(i+1)/time.Duration(width)
		for at < len(pieces) && pieces[at].To <= from {
			at++
		}
		of := map[lanes.State]time.Duration{}
		longest, most := lanes.State(""), time.Duration(0)
		for _, p := range pieces[at:] {
			if p.From >= to {
				break
			}
			if of[p.State] += min(p.To, to) - max(p.From, from); of[p.State] > most {
				longest, most = p.State, of[p.State]
			}
		}
		signs[i] = ' '
		if longest != "" {
			signs[i], seen[longest] = laneSigns[longest], true
		}
	}
	return fmt.Sprintf("%6s ", label) + string(signs)
}
