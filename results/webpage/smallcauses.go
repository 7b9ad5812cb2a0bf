package webpage

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"serialfraction/results/analysis"
	"serialfraction/results/number"
)

// smallCauses shows the causes of all sizes side by side, a row each, on a signed logarithmic axis: in a
// stack one large cause hides the others. nil where fewer than two causes were measured.
func smallCauses(id string, a *analysis.Report) *figure {
	rows, most, least := rowsOf(columnsOf(a))
	if len(rows) < 2 || most == 0 {
		return nil
	}
	m := math.Pow(10, math.Floor(math.Log10(max(1e-5, most/1e4))))
	x := signedScale{m: m, lo: -m, hi: math.Pow(10, math.Ceil(math.Log10(most))), from: 240, to: 706}
	if least < -m {
		x.lo = -math.Pow(10, math.Ceil(math.Log10(-least)))
	}
	heads := 0
	for i, r := range rows {
		if i == 0 || r.of.owner != rows[i-1].of.owner {
			heads++
		}
	}
	const high = 30
	tall := float64(len(rows)+heads) * high
	d := newDrawing(720, tall+74)
	f := frame{left: 240, top: 26, right: 706, bottom: 30 + tall}
	d.group(inkTint, func() { d.rect(x.at(-m), f.top, x.at(m)-x.at(-m), f.bottom-f.top, mark{}) })
	var ticks []float64
	for v := 10 * m; v <= x.hi*1.01; v *= 10 {
		ticks = append(ticks, v)
		if v <= -x.lo*1.01 {
			ticks = append(ticks, -v)
		}
	}
	d.group(inkGrid, func() {
		for _, v := range ticks {
			d.line(x.at(v), f.top, x.at(v), f.bottom)
		}
	})
	d.group(inkZero, func() { d.line(x.at(0), f.top, x.at(0), f.bottom) })
	d.group(inkText, func() {
		for _, v := range ticks {
			d.text(x.at(v), f.bottom+18, "middle", powerText(v))
		}
		d.text(x.at(0), f.bottom+18, "middle", "0")
		if x.lo < -m {
			d.text(f.left, 14, "start", "← saves time")
		}
		d.text(f.right, 14, "end", "costs time →")
		d.text(f.right, f.bottom+38, "end", "part of e(N), each step ten times")
	})
	y := f.top + 4 - high/2
	for i, r := range rows {
		if i == 0 || r.of.owner != rows[i-1].of.owner {
			y += high
			d.group(inkText, func() { d.text(8, y+6, "start", heading(r.of.owner)) })
		}
		y += high
		d.group(inkStrong, func() { d.text(f.left-14, y+4, "end", r.of.cause.plain) })
		d.group(causeInk(r.of.cause.of), func() {
			for j, s := range r.values {
				spread := 0.0
				if len(r.values) > 1 {
					spread = (float64(j)/float64(len(r.values)-1) - 0.5) * 14
				}
				radius := 3 + 2.2*float64(j)/max(1, float64(len(r.values)-1))
				d.circle(x.at(s.value), y+spread, radius, mark{Series: s.owner + " " + s.cause.name, Index: j, Tip: shareTip(s, r.at[j], a), Cause: s.owner + "-" + s.cause.name})
			}
		})
	}
	var ns []string
	for _, c := range columnsOf(a) {
		if c.at.Fitted {
			ns = append(ns, fmt.Sprint(c.at.Workers))
		}
	}
	caption := "A dot is a fitted N"
	if len(ns) > 1 {
		caption += ", from N = " + ns[0] + " (small) to N = " + ns[len(ns)-1] + " (large)"
	} else {
		caption += ": N = " + strings.Join(ns, "")
	}
	caption += ". In the grey strip a value is within " + powerText(m) + " of 0."
	return &figure{ID: id, SVG: d.svg(), Caption: caption, Label: "Each cause’s part of e(N) on a signed logarithmic axis, a row for each cause."}
}

// A smallRow is a cause of one owner, with its part of e(N) at each N that was fitted.
type smallRow struct {
	of     share
	values []share
	at     []column
}

// rowsOf returns the causes of columns that were fitted, those of one owner behind each other, and how far they reach.
func rowsOf(columns []column) (rows []smallRow, most, least float64) {
	for _, c := range columns {
		if !c.at.Fitted {
			continue
		}
		for _, s := range c.parts {
			if s.cause.name == "unattributed" && s.value == 0 {
				continue
			}
			k := slices.IndexFunc(rows, func(r smallRow) bool { return r.of.cause.name == s.cause.name && r.of.owner == s.owner })
			if k < 0 {
				rows, k = append(rows, smallRow{of: s}), len(rows)
			}
			rows[k].values, rows[k].at = append(rows[k].values, s), append(rows[k].at, c)
			most, least = max(most, math.Abs(s.value)), min(least, s.value)
		}
	}
	slices.SortStableFunc(rows, func(a, b smallRow) int { return place(a.of.owner) - place(b.of.owner) })
	return rows, most, least
}

// powerText writes a power of ten: "0.01", "10⁻⁵".
func powerText(v float64) string {
	sign := ""
	if v < 0 {
		sign = "−"
	}
	k := int(math.Round(math.Log10(math.Abs(v))))
	if k >= -2 {
		return sign + number.Significant(math.Abs(v), 1)
	}
	digits := strings.NewReplacer("-", "⁻", "0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴", "5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹")
	return sign + "10" + digits.Replace(fmt.Sprint(k))
}
