package vcf

import (
	"bufio"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"serialfraction/harness"
	"serialfraction/harness/input/blocks"
	"serialfraction/harness/input/content"
)

// bcfMagic are the first bytes of a BCF file of version 2. The minor version follows.
const bcfMagic = "BCF\x02"

// recordHead is the number of bytes before the two parts of a record: their lengths.
const recordHead = 8

var errDamaged = errors.New("damaged BCF: fetch the file again, or write it again with bcftools view -Ob")

// readBCF reads the binary form.
func readBCF(ctx context.Context, s *content.Stream, in *bufio.Reader) (*harness.Dataset, error) {
	h, err := readBCFHeader(in)
	if err == nil {
		err = h.checkSamples()
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", s.Name, err)
	}
	c := &collector{stream: s, header: h, items: items{&blocks.Cutter{R: in, Whole: wholeRecords}, 1, countRecords, atRecord}}
	return c.run(ctx, (*batch).readRecords)
}

// atRecord returns an error of a record.
func atRecord(name string, record int, err error) error {
	if err == io.ErrUnexpectedEOF {
		err = errors.New("the file ends within a record: fetch it again")
	}
	return fmt.Errorf("%s: record %d: %w", name, record, err)
}

// readBCFHeader reads the header, which is that of VCF as one text with its length.
func readBCFHeader(in *bufio.Reader) (*header, error) {
	var head [len(bcfMagic) + 1 + 4]byte
	if _, err := io.ReadFull(in, head[:]); err != nil {
		return nil, errDamaged
	}
	size := int64(binary.LittleEndian.Uint32(head[len(bcfMagic)+1:]))
	if size > blocks.MaxItem {
		return nil, fmt.Errorf("its header has %d MiB, %d are allowed: %w", size>>20, blocks.MaxItem>>20, errDamaged)
	}
	text := io.LimitReader(in, size)
	h, _, err := readHeader(bufio.NewReader(text))
	if err != nil {
		return nil, fmt.Errorf("header: %w", err)
	}
	if _, err := io.Copy(io.Discard, text); err != nil {
		return nil, err
	}
	return h, nil
}

// sizes returns the lengths of the two parts of a record, which text begins with.
func sizes(text []byte) (shared, individual int) {
	return int(binary.LittleEndian.Uint32(text)), int(binary.LittleEndian.Uint32(text[4:]))
}

// wholeRecords returns how many of the first bytes of a text are whole records.
func wholeRecords(text []byte) (whole int, err error) {
	for len(text)-whole >= recordHead {
		shared, individual := sizes(text[whole:])
		if shared < sharedHead || shared+individual > blocks.MaxItem {
			return 0, errDamaged
		}
		size := recordHead + shared + individual
		if size > len(text)-whole {
			break
		}
		whole += size
	}
	return whole, nil
}

// countRecords returns the number of records of a text of whole records.
func countRecords(text []byte) (n int) {
	for len(text) > 0 {
		shared, individual := sizes(text)
		text = text[recordHead+shared+individual:]
		n++
	}
	return n
}

// readRecords reads the records of a batch of BCF.
func (b *batch) readRecords() error {
	number := b.at
	for text := b.items; len(text) > 0; number++ {
		shared, individual := sizes(text)
		text = text[recordHead:]
		if err := b.readRecord(text[:shared], text[shared:shared+individual]); err != nil {
			return atRecord(b.name, number, err)
		}
		text = text[shared+individual:]
	}
	return nil
}

// readRecord reads a record, of which shared is about the variant and individual about the
// samples.
func (b *batch) readRecord(shared, individual []byte) error {
	r := &b.record
	if err := r.readShared(shared, b.header); err != nil {
		return err
	}
	if r.samples != len(b.header.samples) {
		return b.errColumns(r.samples)
	}
	alternates := len(r.alleles) - 1
	gt, err := r.findGT(individual, b.header)
	if err != nil {
		return err
	}
	switch {
	case gt.width == 0:
		b.addSite(&r.site, r.alternate(1))
		b.addMissing()
		return nil
	case alternates > 1:
		for i := range b.genotypes {
			if b.genotypes[i], err = gt.at(i, alternates, &b.counts); err != nil {
				return b.ofSample(i, err)
			}
		}
		b.addChosen(&r.site, alternates, r.alternate)
		return nil
	}
	b.addSite(&r.site, r.alternate(1))
	return b.packVector(b.addRow(), gt, alternates)
}

// packVector packs the genotypes of a vector with at most one alternate allele.
func (b *batch) packVector(row []byte, gt vector, alternates int) error {
	usual := gt.kind == typeInt8 && gt.length == 2 && alternates == 1
	for i := range b.header.samples {
		code := byte(unusual)
		if usual {
			if word := binary.LittleEndian.Uint16(gt.data[2*i:]); word&0xf8f8 == 0 {
				code = usualPairs[word>>1&3|word>>7&12]
			}
		}
		if code == unusual {
			g, err := gt.at(i, alternates, &b.counts)
			if err != nil {
				return b.ofSample(i, err)
			}
			code = g.codeOf(1)
		}
		row[i>>2] |= code << (2 * (i & 3))
	}
	return nil
}

// unusual stands for a genotype that is none of 0/0, 0/1, 1/0, 1/1 and ./.
const unusual = 4

// usualPairs has the codes of genotypes by their two alleles plus one, two bits each.
var usualPairs = [16]byte{
	0 | 0<<2: codeMissing,
	1 | 1<<2: codeNone,
	1 | 2<<2: codeOne,
	2 | 1<<2: codeOne,
	2 | 2<<2: codeTwo,

	0 | 1<<2: unusual, 0 | 2<<2: unusual, 1 | 0<<2: unusual, 2 | 0<<2: unusual,
	3: unusual, 3 | 1<<2: unusual, 3 | 2<<2: unusual, 3 | 3<<2: unusual,
	0 | 3<<2: unusual, 1 | 3<<2: unusual, 2 | 3<<2: unusual,
}
