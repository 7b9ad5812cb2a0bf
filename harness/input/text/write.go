package text

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io"
	"math"
	"runtime"
	"strconv"
	"strings"

	"golang.org/x/sync/errgroup"
	"serialfraction/harness"
	"serialfraction/harness/crash"
	"serialfraction/harness/input/dataset"
	"serialfraction/harness/input/lines"
	"serialfraction/harness/numeral"
)

func WriteCSV(ctx context.Context, w io.Writer, d *harness.Dataset, progress func(float64)) error {
	return writeDelimited(ctx, w, d, ',', progress)
}

func WriteTSV(ctx context.Context, w io.Writer, d *harness.Dataset, progress func(float64)) error {
	return writeDelimited(ctx, w, d, '\t', progress)
}

// writeDelimited writes a header of sample names, then one line per row, the row id
// first: the number of the row where it has none. A missing value is NA.
func writeDelimited(ctx context.Context, w io.Writer, d *harness.Dataset, comma byte, progress func(float64)) error {
	samples := dataset.Samples(d)
	text, err := appendNames(nil, append([]string{dataset.IDColumn(samples)}, samples...), comma)
	if err != nil {
		return err
	}
	if _, err := w.Write(append(text, '\n')); err != nil {
		return err
	}
	return writeRows(ctx, w, d, textLayout{comma: comma, missing: "NA"}, progress)
}

// A textLayout describes how a row is written as a line.
type textLayout struct {
	comma   byte
	texts   []func(row int) string // columns of text after the row id
	missing string                 // stands for a missing value
}

// writeRows writes one line per row. Numbers have the fewest digits that read back
// to the same float64. One goroutine per CPU formats a block of rows; then all of
// them are written in their order.
func writeRows(ctx context.Context, w io.Writer, d *harness.Dataset, layout textLayout, progress func(float64)) error {
	writers := make([]textWriter, runtime.GOMAXPROCS(0))
	rows, block := d.NumRows(), max(1, dataset.BlockValues/max(1, d.Cols))
	for first := 0; first < rows; first += block * len(writers) {
		var g errgroup.Group
		for i := range writers {
			lo := min(rows, first+i*block)
			hi := min(rows, lo+block)
			g.Go(crash.Guard(func() error { return dataset.Guard(d, func() error { return writers[i].format(d, lo, hi, layout) }) }))
		}
		if err := g.Wait(); err != nil {
			return err
		}
		for i := range writers {
			if _, err := w.Write(writers[i].text); err != nil {
				return err
			}
		}
		if err := ctx.Err(); err != nil {
			return context.Cause(ctx)
		}
		progress(min(1, float64(first+block*len(writers))/float64(rows)))
	}
	return nil
}

// A textWriter formats blocks of rows, by one goroutine at a time.
type textWriter struct {
	values []float64 // buffer for decoding; nil where the dataset has Values
	text   []byte
}

// format writes rows [lo, hi) into t.text.
func (t *textWriter) format(d *harness.Dataset, lo, hi int, layout textLayout) (err error) {
	if d.Values == nil && t.values == nil {
		t.values = make([]float64, (hi-lo)*d.Cols)
	}
	t.text = t.text[:0]
	values := d.Block(t.values, lo, hi)
	for row := lo; row < hi; row++ {
		if !d.HasIDs() {
			t.text = strconv.AppendInt(t.text, int64(row+1), 10)
		} else if t.text, err = appendName(t.text, d.ID(row), layout.comma); err != nil {
			return fmt.Errorf("row %d: %w", row+1, err)
		}
		for _, of := range layout.texts {
			if t.text, err = appendText(append(t.text, layout.comma), of(row)); err != nil {
				return fmt.Errorf("row %d: %w", row+1, err)
			}
		}
		for _, v := range values[(row-lo)*d.Cols : (row-lo+1)*d.Cols] {
			t.text = appendNumber(append(t.text, layout.comma), v, layout.missing)
		}
		t.text = append(t.text, '\n')
	}
	return nil
}

// appendNumber writes a number as R, pandas and the readers of this package read
// it.
func appendNumber(text []byte, v float64, missing string) []byte {
	switch {
	case math.IsNaN(v):
		return append(text, missing...)
	case math.IsInf(v, 1):
		return append(text, "Inf"...)
	}
	return numeral.Append(text, v)
}

// appendText writes a text of a GCT file, na where it is missing. Quotes mean nothing
// there, and a tab becomes a space.
func appendText(text []byte, value string) ([]byte, error) {
	if !lines.IsText([]byte(value)) {
		return text, fmt.Errorf("the text %s cannot be written on a line of text: change it", lines.Quote(value))
	}
	return append(text, strings.ReplaceAll(cmp.Or(value, "na"), "\t", " ")...), nil
}

// appendNames writes names with commas between.
func appendNames(text []byte, names []string, comma byte) ([]byte, error) {
	var err error
	for i, name := range names {
		if i > 0 {
			text = append(text, comma)
		}
		if text, err = appendName(text, name, comma); err != nil {
			return text, err
		}
	}
	return text, nil
}

// appendName writes a name, in quotes where it would not be read back without them
// (RFC 4180). A name with a line end or another control character is an error.
func appendName(text []byte, name string, comma byte) ([]byte, error) {
	raw := []byte(name)
	if !lines.IsText(raw) {
		return text, fmt.Errorf("the name %s has characters that cannot be written on a line of text: rename it", lines.Quote(name))
	}
	plain := bytes.IndexByte(raw, comma) < 0 && bytes.IndexByte(raw, '"') < 0 && len(bytes.Trim(raw, " ")) == len(raw)
	if plain {
		return append(text, raw...), nil
	}
	text = append(text, '"')
	text = append(text, bytes.ReplaceAll(raw, []byte(`"`), []byte(`""`))...)
	return append(text, '"'), nil
}
