package text

import (
	"context"
	"fmt"

	"serialfraction/harness"
	"serialfraction/harness/input/content"
	"serialfraction/harness/wording"
)

func ReadCSV(ctx context.Context, s *content.Stream) (*harness.Dataset, error) {
	return readDelimited(ctx, s, ',', blockBytes)
}

func ReadTSV(ctx context.Context, s *content.Stream) (*harness.Dataset, error) {
	return readDelimited(ctx, s, '\t', blockBytes)
}

// readDelimited reads a matrix written as text: a header of sample names, then one
// line per row, the row id first. Row ids may repeat.
func readDelimited(ctx context.Context, s *content.Stream, comma byte, size int) (*harness.Dataset, error) {
	pre := newPrelude(s, size)
	samples, err := readHeader(pre, comma)
	if err != nil {
		return nil, err
	}
	d, err := readRows(ctx, pre, &parser{name: s.Name, comma: comma, samples: samples})
	if err != nil {
		return nil, err
	}
	if d.NumRows() == 0 {
		return nil, fmt.Errorf("%s: no row below the header (the header names %s)", s.Name, wording.Count(d.Cols, "sample"))
	}
	return d, nil
}
