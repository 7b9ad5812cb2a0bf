package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"slices"

	"github.com/urfave/cli/v2"

	"serialfraction/harness"
	"serialfraction/harness/input"
	"serialfraction/harness/wording"
	"serialfraction/results/plaintext"
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
		return write(c.App.Writer, string(plaintext.Escaped(text))+"\n")
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

// builtIn stands for the format of data that need no file.
const builtIn = "built in"

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
		Schema: 1, Data: d.Name, Format: cmp.Or(d.Format, builtIn),
		Rows: d.NumRows(), Samples: d.Cols, ValueBytes: 8 * int64(d.NumRows()) * int64(d.Cols), Mapped: d.Store != nil && d.Store.Close != nil,
		RowSpan: [2]string{d.ID(0), d.ID(d.NumRows() - 1)}, Names: d.Samples, Repeated: repeatedIDs(d.Rows),
		Infinite: sum.Infinite,
		Missing:  missingCount{sum.Missing, float64(sum.Missing) / float64(max(1, sum.Values)), sum.MissingRows, sum.MissingCols},
		Digest:   d.Digest(), Fields: countFields(d.Fields), RowFields: countFields(d.WholeRowFields()), Notes: d.Notes,
	}
	if !math.IsNaN(sum.Min) {
		in.Min, in.Max = &sum.Min, &sum.Max
	}
	if info, err := os.Stat(data); err == nil && info.Mode().IsRegular() && in.Format != builtIn {
		in.FileBytes = new(info.Size())
	}
	if d.Groups != (harness.Groups{}) {
		for g, name := range d.Groups.Names {
			in.Groups = append(in.Groups, groupCount{name, d.Groups.Sizes[g]})
		}
	}
	if note := singleNote(d.Groups); note != "" {
		in.Notes = append(slices.Clip(in.Notes), note)
	}
	return in, nil
}

// singleNote returns a warning where a group has one sample only, "" where none has.
func singleNote(g harness.Groups) string {
	at := slices.Index(g.Sizes[:], 1)
	switch {
	case at < 0:
		return ""
	case g.Sizes[1-at] == 1:
		return "each group has one sample: no t can be computed, because nothing shows how samples of a group vary"
	}
	return fmt.Sprintf("group %s has one sample, which has no variance of its own: Welch's t needs two, the pooled t does not (--var equal)", wording.Quote(g.Names[at], 40))
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
