package mtx

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"slices"

	"serialfraction/harness"
	"serialfraction/harness/input/blocks"
	"serialfraction/harness/input/content"
	"serialfraction/harness/input/dataset"
	"serialfraction/harness/wording"
)

// Read reads a Matrix Market file: its rows are the rows of the dataset. Values of an array
// are in Values, those of coordinates in a Store that is sparse in memory. The names of rows
// and samples are those of the files beside it that 10x and kallisto write: features.tsv or
// genes.tsv, and barcodes.tsv. Where these show that the rows are cells, the matrix is read
// the other way round, with a note.
func Read(ctx context.Context, s *content.Stream) (*harness.Dataset, error) {
	in := bufio.NewReaderSize(s, 1<<16)
	if _, err := in.Peek(1); err == io.EOF {
		return nil, fmt.Errorf("%s: the file is empty: fetch or write it again", s.Name)
	}
	h, err := readHead(in)
	if err != nil {
		return nil, fmt.Errorf("%s:%d: %w", s.Name, h.line, err)
	}
	if err := s.Room.Check(wording.Count(h.entries, "value"), h.bytes()); err != nil {
		return nil, fmt.Errorf("%s:%d: %w", s.Name, h.line, err)
	}
	c := &collector{stream: s, head: &h}
	if err := c.run(ctx, in); err != nil {
		return nil, err
	}
	if n := len(c.values); n != h.entries {
		return nil, fmt.Errorf("%s: %s, but its head tells of %d: the file is cut short; fetch it again", s.Name, wording.Count(n, "value"), h.entries)
	}
	if most := plausible(len(c.values)); h.rows > most || h.cols > most {
		return nil, fmt.Errorf("%s: a matrix of %d rows and %d columns with %s: is its head right?", s.Name, h.rows, h.cols, wording.Count(len(c.values), "value"))
	}
	names, err := findNames(s.Name, h.rows, h.cols, s.Room)
	if err != nil {
		return nil, err
	}
	return c.dataset(names), nil
}

// bytes returns the memory that the entries take: while they are read, with those that the file
// leaves out because others tell them, and again when they are put in their places.
func (h *head) bytes() int64 {
	const each = 2 * (8 + 4 + 4)
	n := int64(min(h.entries, 1<<50))
	if h.symmetry != general {
		n *= 2
	}
	return each * n
}

// plausible is the largest number of rows, or of columns, of a matrix with so many entries. A
// damaged head could otherwise take the memory for any number of them.
func plausible(entries int) int { return 1<<20 + 64*entries }

// A collector joins the entries of the batches of a file, in their order.
type collector struct {
	stream *content.Stream
	head   *head
	entries
	rounded dataset.Rounded
}

// run reads all entries.
func (c *collector) run(ctx context.Context, in io.Reader) error {
	cut, line, name := blocks.Lines(in), c.head.line+1, c.stream.Name
	return blocks.Run(ctx, blocks.Task[batch]{
		Fill: func(b *batch) (err error) {
			b.at = line
			if b.lines, err = cut.Next(b.lines); err == io.EOF {
				return err
			}
			if err != nil {
				return fmt.Errorf("%s:%d: %w", name, line, err)
			}
			line += bytes.Count(b.lines, []byte{'\n'})
			b.progress = c.stream.Progress()
			return nil
		},
		Work: func(b *batch) error {
			b.begin(name, c.head)
			return b.read()
		},
		Collect: func(b *batch) error {
			if n := len(c.values) + len(b.values); n > c.head.entries {
				return fmt.Errorf("%s: more than the %d values that its head tells of: write the file again", name, c.head.entries)
			}
			c.rows = append(blocks.Room(c.rows, len(b.rows), b.progress), b.rows...)
			c.cols = append(blocks.Room(c.cols, len(b.cols), b.progress), b.cols...)
			c.values = append(blocks.Room(c.values, len(b.values), b.progress), b.values...)
			c.rounded.Merge(b.rounded)
			return nil
		},
	})
}

// dataset returns what was collected.
func (c *collector) dataset(n names) *harness.Dataset {
	d := &harness.Dataset{Name: c.stream.Name, Rows: n.rows, Samples: n.samples, RowFields: n.fields,
		Notes: slices.Concat(c.rounded.Notes(), n.notes)}
	rows, cols := c.head.rows, c.head.cols
	c.mirror()
	if n.transposed {
		rows, cols, c.rows, c.cols = cols, rows, c.cols, c.rows
	}
	d.Cols = cols
	if d.Samples == nil {
		d.Samples = dataset.Numbered(cols)
	}
	if c.head.array {
		d.Values = dense(rows, cols, c.entries)
		return d
	}
	s, added := newSparse(rows, cols, c.entries)
	d.Store, d.Notes = s.store(), append(d.Notes, addedNote(added)...)
	return d
}

// dense returns the values row by row.
func dense(rows, cols int, e entries) []float64 {
	values := make([]float64, rows*cols)
	for i, v := range e.values {
		values[int(e.rows[i])*cols+int(e.cols[i])] = v
	}
	return values
}

// mirror adds the places of an array, and the entries of a symmetric matrix that the file
// leaves out.
func (c *collector) mirror() {
	h := c.head
	if h.array {
		c.rows, c.cols = make([]int32, 0, len(c.values)), make([]int32, 0, len(c.values))
		for col := range h.cols {
			first := 0
			switch h.symmetry {
			case symmetric:
				first = col
			case skew:
				first = col + 1
			}
			for row := first; row < h.rows; row++ {
				c.rows, c.cols = append(c.rows, int32(row)), append(c.cols, int32(col))
			}
		}
	}
	if h.symmetry == general {
		return
	}
	sign := 1.0
	if h.symmetry == skew {
		sign = -1
	}
	for i, v := range c.values {
		if row, col := c.rows[i], c.cols[i]; row != col {
			c.rows, c.cols, c.values = append(c.rows, col), append(c.cols, row), append(c.values, sign*v)
		}
	}
}
