package text

import (
	"context"
	"fmt"

	"serialfraction/harness"
	"serialfraction/harness/input/content"
	"serialfraction/harness/wording"
)

func ReadCSV(ctx context.Context, s *content.Stream, l Layout) (*harness.Dataset, error) {
	return readDelimited(ctx, s, l, ',', blockBytes)
}

func ReadTSV(ctx context.Context, s *content.Stream, l Layout) (*harness.Dataset, error) {
	return readDelimited(ctx, s, l, '\t', blockBytes)
}

// readDelimited reads a matrix written as text: comments, which begin with #, a header of
// sample names, then one line per row, the row id first. Row ids may repeat.
func readDelimited(ctx context.Context, s *content.Stream, l Layout, comma byte, size int) (*harness.Dataset, error) {
	pre := newPrelude(s, size)
	h, err := readHeader(pre, l, comma)
	if err != nil {
		return nil, err
	}
	d, err := readRows(ctx, pre, &parser{name: s.Name, comma: comma, texts: len(h.texts), quoted: true, noIDs: l.IDs == IDsNone, samples: h.samples})
	if err != nil {
		return nil, err
	}
	if d.NumRows() == 0 {
		return nil, fmt.Errorf("%s: no row below the header (the header names %s)", s.Name, wording.Count(d.Cols, "sample"))
	}
	for i := range d.RowFields {
		d.RowFields[i].Name = h.texts[i]
	}
	if l.IDs == IDsNone {
		d.Rows = nil
	}
	d.Notes = append(d.Notes, doubts(d, h, l)...)
	return d, nil
}
