package report

import (
	"maps"
	"slices"

	"serialfraction/fit"
	"serialfraction/results/analysis"
	"serialfraction/results/report/draw"
)

// A causeRow is one line of the table of causes.
type causeRow struct {
	name     string
	depth    int
	key      string // name of the cause in the points; "" for a part or a sum
	owner    string // owner of this part of the cause; all = the causes are not divided by owner
	sumOf    string // owner whose causes it sums, or all
	ofPoints bool   // a part of some e(N), but not of S
	share    float64
	interval fit.Interval // of share
	seconds  float64
	ink      draw.Ink
}

// causeRows returns the causes by owner: the subtotal of each owner, then its parts of the
// causes, and at the end the sum of all. A subtotal is of this sweep's S, so that of the program is
// not the program's own S, and has another name.
func causeRows(a *analysis.Report) []causeRow {
	if len(a.Owners) == 0 {
		return pointRows(a.Points)
	}
	var rows []causeRow
	sum := causeRow{name: "sum = S", sumOf: all, ink: draw.Bold}
	if s := a.SerialFraction; s != nil {
		sum.interval = *s
	}
	for _, o := range a.Owners {
		depth := 0
		if o.Owner != "" {
			rows = append(rows, causeRow{name: "by the " + draw.Clean(o.Owner), sumOf: o.Owner, share: o.SerialFraction, interval: o.Interval, seconds: o.Seconds, ink: draw.Bold})
			depth = 1
		}
		for _, c := range o.Causes {
			rows = appendCause(rows, c, depth)
		}
		sum.share += o.SerialFraction
		sum.seconds += o.Seconds
	}
	return append(append(rows, beyondRows(a.Points)...), sum)
}

// appendCause appends an owner's part of a cause and, below it, the parts of that, which
// points do not have. A single part is named in the same row.
func appendCause(rows []causeRow, c analysis.Cause, depth int) []causeRow {
	row := causeRow{name: draw.Clean(c.Name), depth: depth, key: c.Name, owner: c.Owner, share: c.SerialFraction, interval: c.Interval, seconds: c.Seconds}
	if len(c.Parts) == 1 {
		row.name += " (" + draw.Clean(c.Parts[0].Name) + ")"
		return append(rows, row)
	}
	rows = append(rows, row)
	for _, part := range c.Parts {
		rows = append(rows, causeRow{name: draw.Clean(part.Name), depth: depth + 1, share: part.SerialFraction, interval: part.Interval, seconds: part.Seconds, ink: draw.Dim})
	}
	return rows
}

// beyondRows returns the causes that have an owner at some N, but none at N beyond the
// CPUs, where workers take turns on them.
func beyondRows(points []analysis.Point) []causeRow {
	const nobody = ""
	somebodys := map[string]bool{}
	for _, p := range points {
		for _, o := range p.Owners {
			for name := range o.Causes {
				somebodys[name] = somebodys[name] || o.Owner != nobody
			}
		}
	}
	var rows []causeRow
	for _, p := range points {
		for _, o := range p.Owners {
			if o.Owner != nobody {
				continue
			}
			for _, name := range slices.Sorted(maps.Keys(o.Causes)) {
				if known := slices.ContainsFunc(rows, func(r causeRow) bool { return r.key == name }); somebodys[name] && !known {
					rows = append(rows, causeRow{name: draw.Clean(name) + " beyond the CPUs", key: name, owner: nobody, ofPoints: true})
				}
			}
		}
	}
	return rows
}

// pointRows returns the causes of the points, for a report without a fit.
func pointRows(points []analysis.Point) []causeRow {
	var names []string
	for _, p := range points {
		for name := range p.Causes {
			if !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	if len(names) == 0 {
		return nil
	}
	slices.Sort(names)
	var rows []causeRow
	for _, name := range names {
		rows = append(rows, causeRow{name: draw.Clean(name), key: name, owner: all})
	}
	return append(rows, causeRow{name: "sum = e", sumOf: all, ink: draw.Bold})
}
