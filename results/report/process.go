package report

import (
	"slices"
	"strconv"

	"serialfraction/results/analysis"
	"serialfraction/results/number"
	"serialfraction/results/report/draw"
)

// processColumns returns the columns of the CPUs and the memory that a program used; nil if
// no program was timed.
func processColumns(points []analysis.Point) []pointColumn {
	of := func(has func(*analysis.Process) bool, text func(*analysis.Process) string) func(analysis.Point) string {
		return func(p analysis.Point) string {
			if p.Process == nil || !has(p.Process) {
				return number.None
			}
			return text(p.Process)
		}
	}
	if !slices.ContainsFunc(points, func(p analysis.Point) bool { return p.Process != nil }) {
		return nil
	}
	always := func(*analysis.Process) bool { return true }
	known := func(p *analysis.Process) bool { return p.MaxRSSBytes > 0 }
	columns := []pointColumn{
		{draw.Column{Head: "CPUs", Align: draw.Decimal, Gap: 2}, of(always, func(p *analysis.Process) string { return number.Fixed(p.CPUs, 2) })},
	}
	if slices.ContainsFunc(points, func(p analysis.Point) bool { return p.Process != nil && known(p.Process) }) {
		columns = append(columns, pointColumn{draw.Column{Head: "memory", Align: draw.Right, Gap: 2, Drop: 3},
			of(known, func(p *analysis.Process) string { return number.Bytes(p.MaxRSSBytes) })})
	}
	return columns
}

// programItems returns the facts about the program that was timed.
func programItems(a *analysis.Report) []string {
	const most = 60
	name := draw.Clean(a.Data.Name)
	if head, tail := draw.Cut(name, most); tail != "" {
		name = head + "…"
	}
	items := []string{a.Workload + ": " + name}
	if a.SpawnSeconds != nil {
		items = append(items, "starting a program takes "+number.Duration(*a.SpawnSeconds))
	}
	return items
}

// exactProcess returns the cells of CSV for the resources that a program used.
func exactProcess(p *analysis.Process) []string {
	if p == nil {
		return make([]string, 5)
	}
	rss := ""
	if p.MaxRSSBytes > 0 {
		rss = strconv.FormatInt(p.MaxRSSBytes, 10)
	}
	return []string{exact(p.UserSeconds), exact(p.SystemSeconds), exact(p.CPUs), rss, strconv.Itoa(p.Failures)}
}
