package report

import (
	"fmt"
	"io"
	"math"
	"strings"

	"serialfraction/results/chart"
	"serialfraction/results/report/draw"
)

// loadRows is how many rows a strip has on a terminal.
const loadRows = 3

// Load draws strips below each other, a column for each run or, where there are more runs than columns, for
// neighbours: then a column has what is furthest from usual among them. The error is that of w.
func Load(w io.Writer, s chart.Strips, of Style) error {
	t := newTerminal(of)
	const head = 9 // columns of the numbers of an axis
	width := max(10, t.Width-head-1)
	runs := int(s.X.Hi - s.X.Lo - 1)
	if runs < width { // as many columns for each run
		width = max(1, width/max(1, runs)) * runs
	}
	t.Lines(t.Paint("load and clock during the sweep", draw.Bold))
	for _, strip := range s.Of {
		t.Lines(strip.Name)
		for _, line := range stripLines(strip, runs, width) {
			t.Lines(line)
		}
	}
	if flagged := flaggedLine(s, runs, width); flagged != "" {
		t.Lines(flagged)
	}
	for _, line := range draw.Wrap(s.Caption, t.Width) {
		t.Lines(t.Paint(line, draw.Dim))
	}
	_, err := io.WriteString(w, t.String())
	return err
}

// runsAt returns the first and the last run, from 1, that a column stands for.
func runsAt(column, runs, width int) (first, last int) {
	first = column*runs/width + 1
	return first, max(first, (column+1)*runs/width)
}

// stripLines draws a strip: a bar in every column that has a run, from the low end of the axis up.
func stripLines(s chart.Strip, runs, width int) []string {
	const eighths = "▁▂▃▄▅▆▇█"
	signs := []rune(eighths)
	values := make([]float64, runs+1)
	for i := range values {
		values[i] = math.NaN()
	}
	for _, p := range s.Points {
		values[int(p.X)] = p.Y
	}
	for _, m := range s.Touched {
		values[int(m.X)] = m.Y.Value
	}
	lines := make([]strings.Builder, loadRows)
	for c := range width {
		first, last := runsAt(c, runs, width)
		worst := math.NaN()
		for _, v := range values[first : last+1] {
			if !math.IsNaN(v) && (math.IsNaN(worst) || s.Falls == (v < worst)) {
				worst = v
			}
		}
		filled := 0 // eighths of a row
		if !math.IsNaN(worst) {
			filled = max(1, int(math.Round((worst-s.Y.Lo)/(s.Y.Hi-s.Y.Lo)*8*loadRows)))
		}
		for row := range loadRows {
			switch within := filled - 8*(loadRows-1-row); {
			case within <= 0:
				lines[row].WriteByte(' ')
			default:
				lines[row].WriteRune(signs[min(within, 8)-1])
			}
		}
	}
	out := make([]string, loadRows)
	for row := range loadRows {
		label, sign := "", "│"
		switch row {
		case 0:
			label, sign = s.Y.Ticks[len(s.Y.Ticks)-1].Text, "┤"
		case loadRows - 1:
			label, sign = s.Y.Ticks[0].Text, "┤"
		}
		out[row] = strings.TrimRight(fmt.Sprintf("%7s %s%s", label, sign, lines[row].String()), " ")
	}
	return out
}

// flaggedLine marks the columns that have a flagged run; "" where none has.
func flaggedLine(s chart.Strips, runs, width int) string {
	if len(s.Of[0].Touched) == 0 {
		return ""
	}
	at := map[int]bool{}
	for _, m := range s.Of[0].Touched {
		at[int(m.X)] = true
	}
	var b strings.Builder
	for c := range width {
		first, last := runsAt(c, runs, width)
		sign := byte(' ')
		for run := first; run <= last; run++ {
			if at[run] {
				sign = '^'
			}
		}
		b.WriteByte(sign)
	}
	return strings.TrimRight("flagged  "+b.String(), " ")
}
