package report

import (
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"serialfraction/fit"
	"serialfraction/results/analysis"
	"serialfraction/results/number"
	"serialfraction/results/plaintext"
)

// writeCSV writes one row per N with every number that a point has, in base
// units and all digits. What is absent or unbounded is empty.
func writeCSV(w io.Writer, a *analysis.Report, s Style) error {
	causes := causeNames(a.Points)
	head := []string{"workers", "runs",
		"seconds", "seconds_lo", "seconds_hi",
		"speedup", "speedup_lo", "speedup_hi",
		"efficiency", "karp_flatt",
		"fitted_speedup", "fitted_speedup_lo", "fitted_speedup_hi",
		"oversubscribed", "fitted", "flags"}
	for _, name := range causes {
		head = append(head, "cause_"+name)
	}
	programs := slices.ContainsFunc(a.Points, func(p analysis.Point) bool { return p.Process != nil })
	if programs {
		head = append(head, "user_seconds", "system_seconds", "cpus", "max_rss_bytes", "failures")
	}
	out := plaintext.NewCSV(w, s.SafeCSV)
	out.Write(head)
	for _, p := range a.Points {
		row := []string{strconv.Itoa(p.Workers), strconv.Itoa(p.Runs)}
		row = append(row, exactInterval(&p.Seconds)...)
		row = append(row, exactInterval(&p.Speedup)...)
		row = append(row, exact(p.Efficiency), exactOrEmpty(p.KarpFlatt))
		row = append(row, exactInterval(p.FittedSpeedup)...)
		row = append(row, strconv.FormatBool(p.Oversubscribed), strconv.FormatBool(p.Fitted), strings.Join(p.Flags, "; "))
		for _, name := range causes {
			x, ok := p.Causes[name]
			if !ok {
				row = append(row, "")
				continue
			}
			row = append(row, exact(x))
		}
		if programs {
			row = append(row, exactProcess(p.Process)...)
		}
		out.Write(row)
	}
	return out.Flush()
}

// causeNames returns the names of all causes that a point has, sorted.
func causeNames(points []analysis.Point) []string {
	names := map[string]bool{}
	for _, p := range points {
		for name := range p.Causes {
			names[name] = true
		}
	}
	return slices.Sorted(maps.Keys(names))
}

// exact writes x with the fewest digits that read back to it, or nothing if it
// is not finite.
func exact(x float64) string {
	if !number.Finite(x) {
		return ""
	}
	return strconv.FormatFloat(x, 'g', -1, 64)
}

func exactOrEmpty(x *float64) string {
	if x == nil {
		return ""
	}
	return exact(*x)
}

func exactInterval(i *fit.Interval) []string {
	if i == nil {
		return []string{"", "", ""}
	}
	return []string{exact(i.Value), exact(i.Lo), exact(i.Hi)}
}
