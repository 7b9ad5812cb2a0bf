package text

import (
	"context"
	"io"
	"runtime"

	"golang.org/x/sync/errgroup"
	"serialfraction/harness"
	"serialfraction/harness/crash"
	"serialfraction/harness/input/dataset"
)

// blockBytes is the size of the text that a goroutine parses at a time. Parsing it takes
// long compared with handing it over, and short compared with the whole file.
const blockBytes = 1 << 20

// readRows reads the rows of a table: all lines below its prelude. One goroutine cuts
// the stream at line ends, one per CPU parses, and one more joins the blocks in their
// order. Of several errors it returns the one on the earliest line. Beside the result it
// needs the memory of a fixed number of blocks.
//
// Each column of text becomes a field of the rows, without a name. Empty lines are skipped.
// Since lines are cut before quotes are read, a quoted field may not hold a line end.
func readRows(ctx context.Context, pre *prelude, p *parser) (*harness.Dataset, error) {
	d := &harness.Dataset{Name: p.name, Cols: len(p.samples), Samples: p.samples, RowFields: make([]harness.Field, p.count(textColumn))}
	procs := runtime.GOMAXPROCS(0)
	blocks := 2*procs + 2
	free := make(chan *block, blocks)
	for range blocks {
		free <- &block{parsed: make(chan struct{}, 1)}
	}
	work := make(chan *block, blocks)
	order := make(chan *block, blocks)
	g, ctx := errgroup.WithContext(ctx)
	g.Go(crash.Guard(func() error {
		defer close(order)
		defer close(work)
		for {
			var b *block
			select {
			case b = <-free:
			case <-ctx.Done():
				return nil // the collector returns the error
			}
			b.try(func() { b.fill(pre) })
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
	}))
	for range procs {
		g.Go(crash.Guard(func() error {
			for b := range work {
				b.try(func() { b.parse(p) })
				b.parsed <- struct{}{}
			}
			return nil
		}))
	}
	var rounded dataset.Rounded
	var marks marks
	g.Go(crash.Guard(func() error {
		for b := range order {
			<-b.parsed
			if b.err != nil {
				return b.err
			}
			rounded.Merge(b.rounded)
			marks.merge(b.marks)
			if err := b.appendTo(d, pre.cut.s.Room); err != nil {
				return err
			}
			free <- b
		}
		return ctx.Err()
	}))
	if err := g.Wait(); err != nil {
		return nil, err
	}
	if err := marks.check(p.name, p.comma); err != nil {
		return nil, err
	}
	d.Notes = append(rounded.Notes(), marks.notes(p.name)...)
	return d, nil
}
