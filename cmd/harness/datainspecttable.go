package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"serialfraction/harness/wording"
	"serialfraction/results/number"
)

// table returns the inspection as text, in lines of at most width columns.
func (in *inspection) table(width int) string {
	var text strings.Builder
	line := func(name, format string, args ...any) {
		fmt.Fprintf(&text, "%s\n", clip(wording.Shown(fmt.Sprintf("%-9s ", name)+fmt.Sprintf(format, args...)), width))
	}
	line("data", "%s", in.Data)
	switch {
	case in.FileBytes == nil:
		line("format", "%s", in.Format)
	case in.Mapped:
		line("format", "%s, %s, mapped: values are read from the file when used", in.Format, number.FileSize(*in.FileBytes))
	default:
		line("format", "%s, %s", in.Format, number.FileSize(*in.FileBytes))
	}
	line("shape", "%s x %s, %s as float64", wording.Count(in.Rows, "row"), wording.Count(in.Samples, "sample"), number.FileSize(in.ValueBytes))
	ids := span(in.RowSpan[:min(2, in.Rows)])
	if in.Rows > 2 {
		ids = in.RowSpan[0] + " … " + in.RowSpan[1]
	}
	if in.Repeated > 0 {
		ids += fmt.Sprintf("; %s of several rows", wording.Count(in.Repeated, "id"))
	}
	line("rows", "%s", ids)
	if in.Names != nil {
		line("samples", "%s", span(in.Names))
	}
	if in.Groups == nil {
		line("groups", "none: choose them with --groups, --group-by or --group-field")
	} else {
		line("groups", "%s (%d), %s (%d)", in.Groups[0].Name, in.Groups[0].Samples, in.Groups[1].Name, in.Groups[1].Samples)
	}
	switch {
	case in.Min == nil:
		line("values", "none is finite")
	case in.Infinite > 0:
		line("values", "%s to %s, and %d infinite", shortest(*in.Min), shortest(*in.Max), in.Infinite)
	default:
		line("values", "%s to %s", shortest(*in.Min), shortest(*in.Max))
	}
	if m := in.Missing; m.Values == 0 {
		line("missing", "none")
	} else {
		line("missing", "%s (%s %%), in %s and %s", wording.Count(m.Values, "value"), number.Significant(100*m.Share, 2), wording.Count(m.Rows, "row"), wording.Count(m.Samples, "sample"))
	}
	line("digest", "%s", in.Digest)
	for _, note := range in.Notes {
		fmt.Fprintf(&text, "%s\n", hang("warning", wording.Shown(note), 10, width))
	}
	writeFields(&text, "fields of samples", in.Fields, width)
	writeFields(&text, "fields of rows", in.RowFields, width)
	return text.String()
}

// writeFields writes fields with their most frequent values.
func writeFields(text *strings.Builder, title string, fields []fieldCounts, width int) {
	if fields == nil {
		return
	}
	wide := 0
	for _, f := range fields {
		wide = max(wide, min(24, len([]rune(f.Name))))
	}
	fmt.Fprintf(text, "\n%s\n", title)
	for _, f := range fields {
		fmt.Fprintf(text, "%s\n", clip(wording.Shown(fmt.Sprintf("  %-*s  %s", wide, f.Name, f.describe())), width))
	}
}

// describe lists the values with their counts, the most frequent first.
func (f fieldCounts) describe() string {
	values := slices.Clone(f.Values)
	slices.SortStableFunc(values, func(a, b valueCount) int { return b.Count - a.Count })
	const most = 12
	text := ""
	if len(values) > most || len(values) > 2 && values[0].Count == 1 {
		text = fmt.Sprintf("%d different: ", len(values))
	}
	for i, v := range values[:min(len(values), most)] {
		if i > 0 {
			text += ", "
		}
		text += v.Value
		if values[0].Count > 1 {
			text += fmt.Sprintf(" (%d)", v.Count)
		}
	}
	if len(values) > most {
		text += ", …"
	}
	switch {
	case f.Empty == 0:
		return text
	case len(values) == 0:
		return fmt.Sprintf("empty for %d", f.Empty)
	}
	return fmt.Sprintf("%s; empty for %d", text, f.Empty)
}

// clip shortens a line to a number of columns.
func clip(line string, width int) string {
	if runes := []rune(line); len(runes) > width {
		return string(runes[:width-1]) + "…"
	}
	return line
}

// shortest returns a value in at most six digits. Adding 0 turns -0 into 0.
func shortest(v float64) string { return strconv.FormatFloat(v+0, 'g', 6, 64) }
