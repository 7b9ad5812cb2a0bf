package webpage

import (
	"fmt"
	"html"
	"html/template"
	"math"
	"strconv"
	"strings"
	"time"

	"serialfraction/harness"
	"serialfraction/results/lanes"
	"serialfraction/results/number"
	"serialfraction/results/palette"
)

// A state is what a worker, or all of them, did at a time.
type state struct {
	key   string
	words string
	of    palette.Colour
}

// states are the states of a lane in the order of a run. Grey is work, and every other colour is time
// lost to the cause of that colour.
var states = []state{
	{string(lanes.Split), "cutting the work up (all wait)", palette.Split},
	{string(lanes.Spawn), "starting", palette.Spawn},
	{string(lanes.Kernel), "working", palette.Work},
	{string(lanes.Dispatch), "between chunks", palette.Dispatch},
	{string(lanes.Transfer), "packing and sending", palette.Transfer},
	{string(lanes.Imbalance), "done, waiting for the last one", palette.Imbalance},
	{string(lanes.Merge), "collecting (all wait)", palette.Merge},
}

// along is how many places a lane has from its begin to its end: enough for a view of a sixteenth of it.
const along = 7200

// mostLanes is how many workers have a lane; of more, every k-th has.
const mostLanes = 128

// A runLanes is one run, drawn: for each state a path in a box that is along wide and has a row for the
// coordinator and one for each worker. The script puts it into the chart in place of another.
type runLanes struct {
	Key    string            `json:"key"`
	Title  string            `json:"title"`
	Paths  map[string]string `json:"paths"`  // by state; "delay" is what waited for a CPU
	Bar    map[string]string `json:"bar"`    // the shares of all worker time, in a box of height 1
	Shares map[string]string `json:"shares"` // the same in words
	Frame  *laneFrame        `json:"frame"`
	Ticks  laneTicks         `json:"ticks"`
}

// A laneFrame is the part of the chart that is the same for all runs at one N.
type laneFrame struct {
	Rows   float64     `json:"rows"`   // height of the box of the paths
	Height string      `json:"height"` // of the lanes, in pixels
	Whole  string      `json:"whole"`  // of the chart
	Labels []laneLabel `json:"labels"`
}

type laneLabel struct {
	Y    string `json:"y"`
	Text string `json:"text"`
}

// laneTicks are the times on the axis, from 0 on and evenly apart. A view of the whole run shows every tenth.
type laneTicks struct {
	Apart float64  `json:"apart"` // places
	Texts []string `json:"texts"`
}

// The chart's measures in pixels.
const (
	lanesLeft, lanesRight = 54.0, 706.0
	lanesTop              = 62.0
)

// laneEvery is k where every k-th of n workers has a lane.
func laneEvery(n int) int { return (n + mostLanes - 1) / mostLanes }

// drawn are the workers of n that have a lane.
func drawn(n int) []int {
	var all []int
	for w := 0; w < n; w += laneEvery(n) {
		all = append(all, w)
	}
	return all
}

// chosen are the lanes of those workers.
func chosen(all []lanes.Lane) []lanes.Lane {
	var some []lanes.Lane
	for _, w := range drawn(len(all)) {
		some = append(some, all[w])
	}
	return some
}

// frameOf returns the frame of the runs at n workers.
func frameOf(n int) *laneFrame {
	rows := len(drawn(n))
	each := math.Max(2.4, math.Min(18, 330/float64(rows+1)))
	f := &laneFrame{Rows: float64(rows) + 1.5, Height: px(each * (float64(rows) + 1.5))}
	f.Whole = px(lanesTop + each*(float64(rows)+1.5) + 44)
	f.Labels = append(f.Labels, laneLabel{px(lanesTop + each*0.5 + 4), "coord"})
	last := lanesTop + each*0.5 + 4
	for i, w := range drawn(n) {
		y := lanesTop + each*(float64(i)+2) + 4
		if named := w == 0 || w == n-1 || (w+1)%8 == 0 || n <= 8; named && y-last >= 15 {
			f.Labels, last = append(f.Labels, laneLabel{px(y), strconv.Itoa(w + 1)}), y
		}
	}
	return f
}

// A laneWriter writes the paths of one run.
type laneWriter struct {
	wall  time.Duration
	least int // gaps and pieces of fewer places are not told apart
	paths map[string]*lanePath
	last  map[string]piece
}

// A lanePath is the path of a state that is being written.
type lanePath struct {
	strings.Builder
	x   int // where it ends
	row float64
}

// add adds a piece: its begin as a place, or as the way from the end of the one before, whichever is shorter.
func (l *lanePath) add(p piece) {
	to := fmt.Sprintf("M%d %s", p.from, px(p.row))
	if way := fmt.Sprintf("m%d %s", p.from-l.x, px(p.row-l.row)); l.Len() > 0 && len(way) < len(to) {
		to = way
	}
	fmt.Fprintf(l, "%sh%d", to, p.to-p.from)
	l.x, l.row = p.to, p.row
}

// A piece is a part of a lane.
type piece struct {
	row      float64
	from, to int
}

func (w *laneWriter) place(t time.Duration) int {
	return int(math.Round(float64(t) / float64(w.wall) * along))
}

// add adds a piece of a state. One that follows the last of its row without a gap makes that longer.
func (w *laneWriter) add(state string, row float64, from, to time.Duration) {
	p := piece{row, w.place(from), w.place(to)}
	if p.to <= p.from {
		return
	}
	if last, ok := w.last[state]; ok && last.row == row && p.from-last.to < w.least {
		p.from = last.from
		w.last[state] = p
		return
	}
	w.flush(state)
	w.last[state] = p
}

func (w *laneWriter) flush(state string) {
	p, ok := w.last[state]
	if !ok {
		return
	}
	if w.paths[state] == nil {
		w.paths[state] = &lanePath{}
	}
	w.paths[state].add(p)
	delete(w.last, state)
}

// mostLaneBytes is how long the paths of one run may be: of runs with very many chunks, short pieces are
// drawn as one.
const mostLaneBytes = 12000

// lanesOf draws a run.
func lanesOf(key, title string, r *harness.Run) runLanes {
	l := runLanes{Key: key, Title: title, Frame: frameOf(r.Workers), Ticks: laneTicksOf(r.Timing.Wall)}
	for least := 1; ; least *= 2 {
		l.Paths = lanePaths(r, least)
		size := 0
		for _, p := range l.Paths {
			size += len(p)
		}
		if size <= mostLaneBytes || least > along/4 {
			break
		}
	}
	l.Bar, l.Shares = laneShares(r)
	return l
}

func lanePaths(r *harness.Run, least int) map[string]string {
	run := lanes.Of(r)
	w := laneWriter{wall: run.Wall, least: least, paths: map[string]*lanePath{}, last: map[string]piece{}}
	const coordinator = 0.5
	for _, p := range run.Coordinator {
		w.add(string(p.State), coordinator, p.From, p.To)
	}
	for i, lane := range chosen(run.Workers) {
		row := float64(i) + 2
		for _, p := range lane.Pieces {
			w.add(string(p.State), row, p.From, p.To)
		}
		for _, p := range waits(r, lane.Worker) {
			w.add(delayed, row, p.From, p.To)
		}
	}
	paths := map[string]string{}
	for _, s := range append([]string{delayed}, stateKeys()...) {
		w.flush(s)
		if w.paths[s] != nil {
			paths[s] = w.paths[s].String()
		}
	}
	return paths
}

// delayed is the state of a worker that was ready and had no CPU. It lies within the others.
const delayed = "delay"

// waits are the times in which a worker of a run was ready and had no CPU: at the end of each span that was
// measured, and what is left of them at the end of its work. How long they are was measured, not where they lie.
func waits(r *harness.Run, worker int) []lanes.Piece {
	k, released := r.Timing.Workers[worker], r.Timing.Split
	if k.Sched == nil {
		return nil
	}
	var all []lanes.Piece
	left := k.Sched.RunDelay
	for of, s := range r.Timeline.All() {
		if of == worker && s.Measured && s.Delay > 0 {
			long := min(s.Delay, s.End-s.Start)
			all = append(all, lanes.Piece{State: delayed, From: released + s.End - long, To: released + s.End})
			left -= s.Delay
		}
	}
	done := released + r.Timing.Parallel - k.Tail
	if left = min(left, done-released-k.Wake); left > 0 {
		all = append(all, lanes.Piece{State: delayed, From: done - left, To: done})
	}
	return all
}

func stateKeys() []string {
	var keys []string
	for _, s := range states {
		keys = append(keys, s.key)
	}
	return keys
}

// laneShares returns what all workers did together: N times the time of the run.
func laneShares(r *harness.Run) (bar, shares map[string]string) {
	t, n := r.Timing, time.Duration(max(len(r.Timing.Workers), 1))
	of := map[string]time.Duration{"split": n * t.Split, "merge": n * t.Merge}
	for _, k := range t.Workers {
		of["spawn"] += k.Wake
		of[string(lanes.Kernel)] += k.Busy
		of["dispatch"] += k.Claim
		of["transfer"] += k.Serialize + k.Transfer
		of["imbalance"] += k.Tail
	}
	bar, shares = map[string]string{}, map[string]string{}
	at, all := time.Duration(0), n*t.Wall
	for _, s := range states {
		from := int(math.Round(float64(at) / float64(all) * along))
		at += of[s.key]
		to := int(math.Round(float64(at) / float64(all) * along))
		if to > from {
			bar[s.key] = fmt.Sprintf("M%d .5h%d", from, to-from)
		}
		if of[s.key] > 0 {
			shares[s.key] = shareWords(float64(of[s.key]) / float64(all))
		}
	}
	return bar, shares
}

func shareWords(x float64) string {
	if x < 0.0005 {
		return "<0.1 %"
	}
	return number.Percent(x)
}

// laneTicksOf returns the times on the axis of a run, close enough for its closest view.
func laneTicksOf(wall time.Duration) laneTicks {
	u := number.UnitFor(wall.Seconds())
	whole := wall.Seconds() / u.Seconds
	coarse := niceStep(whole / 6)
	fine := coarse / 10
	ticks := laneTicks{Apart: math.Round(10*fine/whole*along) / 10}
	for k := 0; float64(k)*fine <= whole; k++ {
		near := fine
		if k%10 == 0 {
			near = coarse
		}
		ticks.Texts = append(ticks.Texts, plain(float64(k)*fine, near)+" "+u.Name)
	}
	return ticks
}

// svg draws the lanes as the page shows them before anything is chosen.
func (l *runLanes) svg(pacedRows bool) template.HTML {
	var b strings.Builder
	fmt.Fprintf(&b, `<svg viewBox="0 0 720 %s" width="720" height="%[1]s" aria-hidden="true" focusable="false">`, l.Frame.Whole)
	nest := func(class, y, height string, rows float64, paths map[string]string) {
		fmt.Fprintf(&b, `<svg class="%s" x="%s" y="%s" width="%s" height="%s" viewBox="0 0 %d %s" preserveAspectRatio="none" overflow="hidden">`,
			class, px(lanesLeft), y, px(lanesRight-lanesLeft), height, along, px(rows))
		fmt.Fprintf(&b, `<rect class="ti" fill="%s" width="%d" height="%s"/>`, palette.Tint.Light, along, px(rows))
		for _, s := range states {
			c := s.of
			if s.key == string(lanes.Kernel) && pacedRows {
				c = palette.Paced
			}
			fmt.Fprintf(&b, `<path class="s-%s" data-state="%s" stroke="%s" fill="none" stroke-width="%s" d="%s"/>`, c.Name, s.key, c.Light, laneWidth(rows), html.EscapeString(paths[s.key]))
		}
		fmt.Fprintf(&b, `<path class="s-ink" data-state="delay" stroke="%s" fill="none" stroke-width=".3" d="%s"/></svg>`, palette.Ink.Light, html.EscapeString(paths["delay"]))
	}
	nest("shares", "4", "20", 1, l.Bar)
	nest("rows", px(lanesTop), l.Frame.Height, l.Frame.Rows, l.Paths)
	fmt.Fprintf(&b, `<g %s data-labels="">`, inkText.attributes())
	for _, label := range l.Frame.Labels {
		fmt.Fprintf(&b, `<text x="%s" y="%s" text-anchor="end">%s</text>`, px(lanesLeft-8), label.Y, label.Text)
	}
	fmt.Fprintf(&b, `</g><g %s data-ticks="">`, inkText.attributes())
	height, _ := strconv.ParseFloat(l.Frame.Height, 64)
	for k := 0; k < len(l.Ticks.Texts); k += 10 {
		x := lanesLeft + float64(k)*l.Ticks.Apart/along*(lanesRight-lanesLeft)
		fmt.Fprintf(&b, `<text x="%s" y="%s" text-anchor="middle">%s</text>`, px(x), px(lanesTop+height+18), html.EscapeString(l.Ticks.Texts[k]))
	}
	b.WriteString(`</g></svg>`)
	return template.HTML(b.String())
}

// laneWidth is how much of its row a lane fills: the bar all of it.
func laneWidth(rows float64) string {
	if rows == 1 {
		return "1"
	}
	return ".82"
}
