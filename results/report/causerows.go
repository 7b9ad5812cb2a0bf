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
	owner    string // owner of this part of the cause, or of the causes that it sums; all = everybody
	sums     bool   // it is the sum of its owner's causes
	ofPoints bool   // a part of some e(N), but not of S
	share    float64
	interval fit.Interval // of share
	seconds  float64
	ink      draw.Ink
}

// causeRows returns the causes by owner: the subtotal of each owner, unless all are nobody's, then its parts of the
// causes, and at the end the sum of all. A subtotal is of this sweep's S, so that of the program is
// not the program's own S, and has another name.
// With beyond, what is nobody's includes what has an owner at some N and none at N beyond the CPUs.
func causeRows(a *analysis.Report, beyond bool) []causeRow {
	if len(a.Owners) == 0 {
		return pointRows(a.Points)
	}
	var rows []causeRow
	sum := causeRow{name: "sum = S", owner: all, sums: true, ink: draw.Bold}
	if s := a.SerialFraction; s != nil {
		sum.interval = *s
	}
	for _, o := range a.Owners {
		var more []causeRow
		if o.Owner == nobody && beyond {
			more = beyondRows(a.Points)
		}
		depth := 0
		if o.Owner != nobody || len(a.Owners) > 1 && len(o.Causes)+len(more) > 1 {
			rows = append(rows, causeRow{name: ownerHead(o.Owner), owner: o.Owner, sums: true, share: o.SerialFraction, interval: o.Interval, seconds: o.Seconds, ink: draw.Bold})
			depth = 1
		}
		for _, c := range o.Causes {
			rows = appendCause(rows, c, depth)
		}
		for _, row := range more {
			row.depth = depth
			rows = append(rows, row)
		}
		sum.share += o.SerialFraction
		sum.seconds += o.Seconds
	}
	return append(rows, sum)
}

// nobody is the owner of what no measurement assigns to one.
const nobody = ""

// ownerHead heads the causes of an owner.
func ownerHead(owner string) string {
	if owner == nobody {
		return "by nobody"
	}
	return "by the " + draw.Clean(owner)
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

// pointRows returns the causes of the points, for a report without a fit: by owner, each with its heading, as far as
// that is known.
func pointRows(points []analysis.Point) []causeRow {
	var owners []string
	causes := map[string][]string{} // of an owner
	for _, p := range points {
		for _, o := range p.Owners {
			if causes[o.Owner] == nil {
				owners = append(owners, o.Owner)
			}
			for _, name := range slices.Sorted(maps.Keys(o.Causes)) {
				if !slices.Contains(causes[o.Owner], name) {
					causes[o.Owner] = append(causes[o.Owner], name)
				}
			}
		}
	}
	if len(owners) == 0 {
		return nil
	}
	var rows []causeRow
	for _, owner := range owners {
		depth := 0
		if owner != nobody || len(owners) > 1 && len(causes[owner]) > 1 {
			rows, depth = append(rows, causeRow{name: ownerHead(owner), owner: owner, sums: true, ink: draw.Bold}), 1
		}
		slices.Sort(causes[owner])
		for _, name := range causes[owner] {
			rows = append(rows, causeRow{name: draw.Clean(name), depth: depth, key: name, owner: owner})
		}
	}
	return append(rows, causeRow{name: "sum = e", owner: all, sums: true, ink: draw.Bold})
}
