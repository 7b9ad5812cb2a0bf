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

// WriteGCT writes version 1.2 of GCT, or version 1.3 where there are fields of the
// samples to keep: a Description is always na, a missing value is empty.
func WriteGCT(ctx context.Context, w io.Writer, d *harness.Dataset, progress func(float64)) error {
	samples := dataset.Samples(d)
	head, columns, note := "#1.2\n%d\t%d\n", []string{"Name", "Description"}, "\tna"
	if len(d.Fields) > 0 {
		head, columns, note = fmt.Sprintf("#1.3\n%%d\t%%d\t0\t%d\n", len(d.Fields)), []string{"id"}, ""
	}
	text := fmt.Appendf(nil, head, d.NumRows(), d.Cols)
	text, err := appendNames(text, append(columns, samples...), '\t')
	for _, f := range d.Fields {
		if err != nil {
			return err
		}
		line := []string{cmp.Or(f.Name, "na")}
		for _, value := range f.Values {
			line = append(line, strings.ReplaceAll(cmp.Or(value, "na"), "\t", " "))
		}
		text, err = appendNames(append(text, '\n'), line, '\t')
	}
	if err != nil {
		return err
	}
	if _, err := w.Write(append(text, '\n')); err != nil {
		return err
	}
	return writeRows(ctx, w, d, textLayout{comma: '\t', note: note, missing: ""}, progress)
}
