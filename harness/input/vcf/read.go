package vcf

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"

	"serialfraction/harness"
	"serialfraction/harness/input/blocks"
	"serialfraction/harness/input/content"
	"serialfraction/harness/input/plink"
	"serialfraction/harness/wording"
)

// Unread is what a file has and Read leaves out, for a message.
const Unread = "QUAL, INFO and all fields of the samples but GT"

// Read reads a VCF or a BCF file, whichever it is. The ids of the rows are those of the
// variants, or chromosome:position:reference:alternate where a variant has none. Chromosome,
// position and alleles are fields of the rows under the names that they have of a .bed file:
// A1 is the alternate allele, which is counted, and A2 the reference. So is FILTER, where a
// variant failed one.
func Read(ctx context.Context, s *content.Stream) (*harness.Dataset, error) {
	in := bufio.NewReaderSize(s, 1<<16)
	head, err := in.Peek(len(bcfMagic))
	if err != nil && err != io.EOF {
		return nil, fmt.Errorf("%s: %w", s.Name, err)
	}
	if len(head) == 0 {
		return nil, fmt.Errorf("%s: the file is empty: fetch or write it again", s.Name)
	}
	if string(head) == bcfMagic {
		return readBCF(ctx, s, in)
	}
	return readVCF(ctx, s, in)
}

// readVCF reads text.
func readVCF(ctx context.Context, s *content.Stream, in *bufio.Reader) (*harness.Dataset, error) {
	h, line, err := readHeader(in)
	if err != nil {
		return nil, fmt.Errorf("%s:%d: %w", s.Name, line, err)
	}
	if err := h.checkSamples(); err != nil {
		return nil, fmt.Errorf("%s:%d: %w", s.Name, line, err)
	}
	c := &collector{stream: s, header: h, items: items{blocks.Lines(in), line + 1, countLines, atLine}}
	return c.run(ctx, (*batch).readLines)
}

// items are what a file has below its header, lines or records, which are handed out in batches.
type items struct {
	cut   *blocks.Cutter
	next  int // number of the first that is not yet handed out
	count func(whole []byte) int
	at    func(name string, number int, err error) error // the error with its place
}

// fill hands out the next items. The error of the end is io.EOF.
func (i *items) fill(name string, b *batch) (err error) {
	b.at = i.next
	switch b.items, err = i.cut.Next(b.items); err {
	case nil:
		i.next += i.count(b.items)
		return nil
	case io.EOF:
		return err
	}
	return i.at(name, i.next, err)
}

// atLine returns an error of a line.
func atLine(name string, line int, err error) error {
	return fmt.Errorf("%s:%d: %w", name, line, err)
}

// A collector joins the rows of the batches of a file, in their order.
type collector struct {
	stream *content.Stream
	header *header
	items  items
	rows   int
	packed []byte
	names  [nameCount][]string
	text   int64 // bytes of the texts that the names are views of
	counts counts
}

// run reads all records. read turns the items of a batch into rows.
func (c *collector) run(ctx context.Context, read func(*batch) error) (*harness.Dataset, error) {
	err := blocks.Run(ctx, blocks.Task[batch]{
		Fill: func(b *batch) error {
			err := c.items.fill(c.stream.Name, b)
			b.progress = c.stream.Progress()
			return err
		},
		Work: func(b *batch) error {
			b.begin(c.stream.Name, c.header)
			if err := read(b); err != nil {
				return err
			}
			return b.end()
		},
		Collect: c.collect,
	})
	if err != nil {
		return nil, err
	}
	return c.dataset()
}

// collect adds the rows of a batch, where there is room for them.
func (c *collector) collect(b *batch) error {
	c.rows += b.rows
	c.text += int64(len(b.text))
	progress := b.progress
	if len(c.packed)+len(b.packed) > cap(c.packed) {
		if c.check(blocks.Growth(progress)) != nil {
			progress = 1 // the least growth
		}
		if err := c.check(blocks.Growth(progress)); err != nil {
			return fmt.Errorf("%s: %w; or give fewer variants, or a .bed file, which is read where it lies", c.stream.Name, err)
		}
	}
	c.packed = append(blocks.Room(c.packed, len(b.packed), progress), b.packed...)
	for i := range c.names {
		c.names[i] = blocks.Room(c.names[i], b.rows, progress)
		for at := i; at < len(b.names); at += nameCount {
			c.names[i] = append(c.names[i], b.names[at])
		}
	}
	c.counts.add(&b.counts)
	return nil
}

// nameBytes is what the names of a row take beside their text, in bytes.
const nameBytes = 16 * nameCount

// check returns an error where the rows have no room when they grow so many times. Their memory of
// before is there until they have been copied.
func (c *collector) check(growth float64) error {
	row := int64(plink.Stride(len(c.header.samples)) + nameBytes)
	before := int64(cap(c.packed)) + nameBytes*int64(cap(c.names[0]))
	takes := before + c.text + int64(growth*float64(int64(c.rows)*row))
	return c.stream.Room.Check(fmt.Sprintf("the first %s", wording.Count(c.rows, "variant")), takes)
}

// dataset returns what was collected.
func (c *collector) dataset() (*harness.Dataset, error) {
	samples := c.header.samples
	switch {
	case c.rows == 0:
		return nil, fmt.Errorf("%s: no variant below its header (the header names %s)", c.stream.Name, wording.Count(len(samples), "sample"))
	case c.counts.withoutGT == c.rows:
		return nil, fmt.Errorf("%s: none of its %s has GT: genotypes are needed, as bcftools call writes them", c.stream.Name, wording.Count(c.rows, "variant"))
	}
	d := &harness.Dataset{Name: c.stream.Name, Cols: len(samples), Samples: samples, Rows: c.names[nameID],
		RowFields: []harness.Field{
			{Name: plink.FieldChromosome, Values: c.names[nameChromosome]},
			{Name: plink.FieldPosition, Values: c.names[namePosition]},
			{Name: plink.FieldA1, Values: c.names[nameA1]},
			{Name: plink.FieldA2, Values: c.names[nameA2]},
		},
		Notes: c.counts.notes(c.rows),
		Store: plink.Store(c.packed, c.rows, len(samples))}
	if c.counts.failed > 0 {
		d.RowFields = append(d.RowFields, harness.Field{Name: "FILTER", Values: c.names[nameFilter]})
	}
	return d, nil
}

// errNoSamples is the error of a file of sites.
var errNoSamples = errors.New("the file has no samples, so there are no genotypes in it: give the file that it was made from, before bcftools view -G or the like")
