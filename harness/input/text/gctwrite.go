package text

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"strings"

	"serialfraction/harness"
	"serialfraction/harness/input/dataset"
)

// description is the only column of text of version 1.2 of GCT.
const description = "Description"

// WriteGCT writes version 1.2 of GCT, or version 1.3 where there are fields to keep for
// which 1.2 has no place. A text that is missing is na, a missing value is empty.
func WriteGCT(ctx context.Context, w io.Writer, d *harness.Dataset, progress func(float64)) error {
	samples := dataset.Samples(d)
	simple := len(d.Fields) == 0 && (len(d.RowFields) == 0 || len(d.RowFields) == 1 && strings.EqualFold(d.RowFields[0].Name, description))
	var text []byte
	columns := []string{"Name", description}
	if simple {
		text = fmt.Appendf(nil, "#1.2\n%d\t%d\n", d.NumRows(), d.Cols)
	} else {
		text = fmt.Appendf(nil, "#1.3\n%d\t%d\t%d\t%d\n", d.NumRows(), d.Cols, len(d.RowFields), len(d.Fields))
		columns = []string{"id"}
		for _, f := range d.RowFields {
			columns = append(columns, cmp.Or(f.Name, "na"))
		}
	}
	text, err := appendNames(text, append(columns, samples...), '\t')
	for _, f := range d.Fields {
		if err != nil {
			return err
		}
		text, err = appendNames(append(text, '\n'), fieldLine(f, len(d.RowFields)), '\t')
	}
	if err != nil {
		return err
	}
	if _, err := w.Write(append(text, '\n')); err != nil {
		return err
	}
	layout := textLayout{comma: '\t', texts: make([]func(row int) string, 0, len(d.RowFields))}
	for k := range d.RowFields {
		layout.texts = append(layout.texts, func(row int) string { return d.RowText(k, row) })
	}
	if simple && len(d.RowFields) == 0 {
		layout.texts = append(layout.texts, func(int) string { return "" })
	}
	return writeRows(ctx, w, d, layout, progress)
}

// fieldLine returns the line of a field of the samples. It has no value in the columns of
// text.
func fieldLine(f harness.Field, texts int) []string {
	line := []string{cmp.Or(f.Name, "na")}
	for range texts {
		line = append(line, "na")
	}
	for _, value := range f.Values {
		line = append(line, strings.ReplaceAll(cmp.Or(value, "na"), "\t", " "))
	}
	return line
}
