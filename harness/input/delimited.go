package input

import (
	"context"
	"fmt"
	"io"
	"runtime"

	"golang.org/x/sync/errgroup"
	"serialfraction/harness"
)

// blockBytes is how much text a goroutine parses at a time: long against handing
// it over, short against the file.
const blockBytes = 1 << 20

func readCSV(ctx context.Context, s *Stream) (*harness.Dataset, error) {
	return readDelimited(ctx, s, ',', blockBytes)
}

func readTSV(ctx context.Context, s *Stream) (*harness.Dataset, error) {
	return readDelimited(ctx, s, '\t', blockBytes)
}

// readDelimited reads a matrix written as text: a header of sample names, then one
// line per row, the row id first. One goroutine cuts the stream at line ends, one
// per CPU parses, and the blocks are put together in their order; the first error
// by line is returned, whichever was met first. Beside the result the memory is
// that of a fixed number of blocks.
//
// Empty lines do not count. Since lines are cut before quotes are read, a quoted
// field may not hold a line end. Row ids may repeat.
func readDelimited(ctx context.Context, s *Stream, comma byte, size int) (*harness.Dataset, error) {
	cut := &cutter{s: s, line: 1}
	samples, rest, line, err := readHeader(cut, comma, make([]byte, 0, size))
	if err != nil {
		return nil, err
	}
	d := &harness.Dataset{Name: s.Name, Cols: len(samples), Samples: samples}
	p := &parser{name: s.Name, comma: comma, samples: samples}

	procs := runtime.GOMAXPROCS(0)
	blocks := 2*procs + 2
	free := make(chan *block, blocks)
	for range blocks {
		free <- &block{parsed: make(chan struct{}, 1)}
	}
	work := make(chan *block, blocks)
	order := make(chan *block, blocks)

	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error {
		defer close(order)
		defer close(work)
		for {
			var b *block
			select {
			case b = <-free:
			case <-ctx.Done():
				return nil // the collector says why
			}
			b.fill(cut, rest, line, size)
			rest = nil
			if b.err == io.EOF {
				return nil
			}
			if b.err != nil {
				b.parsed <- struct{}{}
				order <- b
				return nil
			}
			work <- b
			order <- b
		}
	})
	for range procs {
		g.Go(func() error {
			for b := range work {
				b.parse(p)
				b.parsed <- struct{}{}
			}
			return nil
		})
	}
	g.Go(func() error {
		for b := range order {
			<-b.parsed
			if b.err != nil {
				return b.err
			}
			b.appendTo(d)
			free <- b
		}
		return ctx.Err()
	})
	if err := g.Wait(); err != nil {
		return nil, err
	}
	if d.NumRows() == 0 {
		return nil, fmt.Errorf("%s: no row below the header (the header names %s)", s.Name, count(d.Cols, "sample"))
	}
	return d, nil
}
