package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/urfave/cli/v2"

	"serialfraction/harness"
	"serialfraction/harness/input"
	"serialfraction/harness/wording"
	"serialfraction/results/number"
)

func inspectVerb() *cli.Command {
	return &cli.Command{
		Name:      "inspect",
		Usage:     "show shape, groups, fields, missing values and digest of a file",
		UsageText: "harness data inspect [options] FILE",
		Description: `Reads the whole of FILE, as harness sweep --data FILE does. The fields of the samples
are their annotations in the file, such as tissue or sex; --group-field makes groups
of the values of one.

  harness data inspect golub
  harness data inspect GSE1234_series_matrix.txt.gz
  harness data inspect GSE1234_series_matrix.txt.gz --group-field "disease state"`,
		Flags: append(append([]cli.Flag{
			&cli.StringFlag{Name: "data", Category: onData, Usage: "the `SOURCE`, in place of FILE: golub, synth:rows=…, or a file"},
		}, groupFlags()...),
			&cli.StringFlag{Name: "format", Value: "table", Category: onOutput, Usage: "print `FORMAT`: table, json"},
		),
		Args:   true,
		Action: onOperands(inspect),
	}
}

func inspect(c *cli.Context, files []string) (failed error) {
	source := sourceOf(c)
	switch {
	case len(files) == 0 && source.Data == "":
		return usagef("no file: type harness data inspect FILE, such as harness data inspect golub")
	case len(files) > 1:
		return usagef("unexpected %q: one file is inspected at a time", files[1])
	case len(files) == 1 && source.Data != "":
		return usagef("--data %s and %s: give one of the two", source.Data, files[0])
	case len(files) == 1:
		source.Data = files[0]
	}
	format := c.String("format")
	if format != "table" && format != "json" {
		return usagef("--format %q: type one of table, json", format)
	}
	d, err := input.Load(c.Context, source)
	if err != nil {
		return err
	}
	defer func() { failed = errors.Join(failed, d.Close()) }()
	in, err := inspectionOf(c, source.Data, d)
	if err != nil {
		return err
	}
	if format == "json" {
		for i := range in.RowFields {
			in.RowFields[i].shorten()
		}
		text, err := json.MarshalIndent(in, "", "  ")
		if err != nil {
			return err
		}
		return write(c.App.Writer, string(text)+"\n")
	}
	return write(c.App.Writer, in.table(styleOf(c, c.App.Writer).Width))
}

// An inspection is what harness data inspect shows. Keys may be added to its JSON, none
// changes its meaning.
type inspection struct {
	Schema     int           `json:"schema"`
	Data       string        `json:"data"`
	Format     string        `json:"format"`               // "built in" if data is no file
	FileBytes  *int64        `json:"file_bytes,omitempty"` // nil if data is no file
	Rows       int           `json:"rows"`
	Samples    int           `json:"samples"`
	ValueBytes int64         `json:"value_bytes"`                // of all values as float64
	Mapped     bool          `json:"mapped"`                     // the values are read from the file when they are used
	RowSpan    [2]string     `json:"row_ids"`                    // the first and the last
	Repeated   int           `json:"repeated_row_ids,omitempty"` // number of ids that several rows have
	Names      []string      `json:"sample_names"`
	Groups     []groupCount  `json:"groups"` // two, or null
	Min        *float64      `json:"min"`    // null if no value is finite
	Max        *float64      `json:"max"`
	Infinite   int           `json:"infinite_values"`
	Missing    missingCount  `json:"missing"`
	Digest     string        `json:"digest"`
	Fields     []fieldCounts `json:"fields"`
	RowFields  []fieldCounts `json:"row_fields"`
	Notes      []string      `json:"notes,omitempty"` // warnings of the reader
}

type groupCount struct {
	Name    string `json:"name"`
	Samples int    `json:"samples"`
}

type missingCount struct {
	Values  int     `json:"values"`
	Share   float64 `json:"share"`
	Rows    int     `json:"rows"`
	Samples int     `json:"samples"`
}

// fieldCounts is a field with its values in the order in which they first appear.
type fieldCounts struct {
	Name      string       `json:"name"`
	Empty     int          `json:"unsaid"`    // samples, or rows, without a value
	Different int          `json:"different"` // number of different values
	Values    []valueCount `json:"values"`    // of a field of rows, the first 1000
}

type valueCount struct {
	Value string `json:"value"`
	Count int    `json:"count"`
}

func inspectionOf(c *cli.Context, data string, d *harness.Dataset) (*inspection, error) {
	sum, err := input.Summarize(c.Context, d)
	if err != nil {
		return nil, err
	}
	in := &inspection{
		Schema: 1, Data: d.Name, Format: input.FormatName(data),
		Rows: d.NumRows(), Samples: d.Cols, ValueBytes: 8 * int64(d.NumRows()) * int64(d.Cols), Mapped: d.Store != nil,
		RowSpan: [2]string{d.ID(0), d.ID(d.NumRows() - 1)}, Names: d.Samples, Repeated: repeatedIDs(d.Rows),
		Infinite: sum.Infinite,
		Missing:  missingCount{sum.Missing, float64(sum.Missing) / float64(max(1, sum.Values)), sum.MissingRows, sum.MissingCols},
		Digest:   d.Digest(), Fields: countFields(d.Fields), RowFields: countFields(d.RowFields), Notes: d.Notes,
	}
	if !math.IsNaN(sum.Min) {
		in.Min, in.Max = &sum.Min, &sum.Max
	}
	if info, err := os.Stat(data); err == nil && in.Format != input.BuiltIn {
		in.FileBytes = new(info.Size())
	}
	if d.Groups != (harness.Groups{}) {
		for g, name := range d.Groups.Names {
			in.Groups = append(in.Groups, groupCount{name, d.Groups.Sizes[g]})
		}
	}
	return in, nil
}

// repeatedIDs returns the number of ids that several rows have.
func repeatedIDs(ids []string) (n int) {
	rows := make(map[string]int, len(ids))
	for _, id := range ids {
		if rows[id]++; rows[id] == 2 {
			n++
		}
	}
	return n
}

func countFields(fields []harness.Field) []fieldCounts {
	var all []fieldCounts
	for _, f := range fields {
		counts := fieldCounts{Name: f.Name}
		at := make(map[string]int)
		for _, value := range f.Values {
			i, seen := at[value]
			switch {
			case value == "":
				counts.Empty++
			case seen:
				counts.Values[i].Count++
			default:
				at[value] = len(counts.Values)
				counts.Values = append(counts.Values, valueCount{value, 1})
			}
		}
		counts.Different = len(counts.Values)
		all = append(all, counts)
	}
	return all
}

// shorten leaves out the values of a field that has very many, such as a position of every
// row.
func (f *fieldCounts) shorten() {
	const most = 1000
	if len(f.Values) > most {
		f.Values = f.Values[:most]
	}
}

// table returns the inspection as text, in lines of at most width columns.
func (in *inspection) table(width int) string {
	var text strings.Builder
	line := func(name, format string, args ...any) {
		fmt.Fprintf(&text, "%s\n", clip(fmt.Sprintf("%-9s ", name)+fmt.Sprintf(format, args...), width))
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
		fmt.Fprintf(&text, "%s\n", hang("warning", note, 10, width))
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
		fmt.Fprintf(text, "%s\n", clip(fmt.Sprintf("  %-*s  %s", wide, f.Name, f.describe()), width))
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
	if f.Empty > 0 {
		text = fmt.Sprintf("%s; empty for %d", text, f.Empty)
	}
	return text
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
