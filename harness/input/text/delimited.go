package text

import (
	"context"
	"fmt"
	"slices"

	"serialfraction/harness"
	"serialfraction/harness/input/content"
	"serialfraction/harness/input/lines"
	"serialfraction/harness/wording"
)

// ReadCSV and ReadTSV read a matrix written as text. They differ in what separates
// its columns where that may be one or the other: commas, or tabs.
func ReadCSV(ctx context.Context, s *content.Stream, l Layout) (*harness.Dataset, error) {
	return readDelimited(ctx, s, l, ',', blockBytes)
}

// ReadTSV reads as ReadCSV does.
func ReadTSV(ctx context.Context, s *content.Stream, l Layout) (*harness.Dataset, error) {
	return readDelimited(ctx, s, l, '\t', blockBytes)
}

// readDelimited reads a matrix written as text: comments, which begin with #, a header of
// sample names, then one line per row, the row id first. Row ids may repeat. usual is the
// separator that the name of the file promises.
func readDelimited(ctx context.Context, s *content.Stream, l Layout, usual byte, size int) (*harness.Dataset, error) {
	pre := newPrelude(s, size)
	h, err := readHeader(pre, l, usual)
	if err != nil {
		return nil, err
	}
	p := &parser{name: s.Name, comma: h.comma, blanks: h.comma == ' ', quoted: true, spans: spansOf(h.kinds), samples: h.samples, missing: missingOf(l.Missing)}
	if p.blanks {
		p.comma = '\t'
	}
	d, err := readRows(ctx, pre, p)
	if err != nil {
		return nil, err
	}
	if d.NumRows() == 0 {
		return nil, fmt.Errorf("%s: no row below the header (the header names %s): fetch or write the file again", s.Name, wording.Count(d.Cols, "sample"))
	}
	for i := range d.RowFields {
		d.RowFields[i].Name = h.texts[i]
	}
	if n := len(d.RowFields) - 1; h.ended {
		if at := slices.IndexFunc(d.RowFields[n].Values, func(text string) bool { return text != "" }); at >= 0 {
			return nil, fmt.Errorf("%s: row %d has %s in the last column, which has no name: give it one, or leave it out", s.Name, at+1, lines.Quote(d.RowFields[n].Values[at]))
		}
		d.RowFields = d.RowFields[:n]
	}
	if l.IDs == IDsNone {
		d.Rows = nil
	}
	d.Notes = append(d.Notes, doubts(d, h, l)...)
	return d, nil
}
