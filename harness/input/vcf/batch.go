package vcf

import (
	"bytes"
	"fmt"

	"serialfraction/harness/input/lines"
	"serialfraction/harness/input/plink"
)

// The texts that a row has.
const (
	nameID = iota
	nameChromosome
	namePosition
	nameA1
	nameA2
	nameFilter
	nameCount
)

// A batch is a block of records and the rows that are read from them. Its memory is used
// again, so that reading a record takes none.
type batch struct {
	items []byte // whole lines of VCF, or records of BCF
	at    int    // the number of the first line, or record

	progress float64 // share of the file that was read with these, 0 where not known

	name   string // of the file, for messages
	header *header

	rows      int
	packed    []byte
	text      []byte // the texts of all rows, end to end
	ends      []int  // where each of them ends
	names     []string
	counts    counts
	genotypes []genotype // of one record with several alternate alleles
	copies    []int      // of each allele of such a record
	record    record     // of BCF, read last
}

// begin makes b empty, but for its items.
func (b *batch) begin(name string, h *header) {
	b.name, b.header = name, h
	b.rows, b.packed, b.text, b.ends, b.names, b.counts = 0, b.packed[:0], b.text[:0], b.ends[:0], b.names[:0], counts{}
	if cap(b.genotypes) < len(h.samples) {
		b.genotypes = make([]genotype, len(h.samples))
	}
	b.genotypes = b.genotypes[:len(h.samples)]
}

// end makes the names of the rows, with one allocation for all of them.
func (b *batch) end() error {
	if !lines.IsText(b.text) {
		return b.notText()
	}
	all, from := string(b.text), 0
	for _, end := range b.ends {
		b.names = append(b.names, all[from:end])
		from = end
	}
	return nil
}

// notText returns the error of the first name that is no text.
func (b *batch) notText() error {
	from := 0
	for i, end := range b.ends {
		if text := b.text[from:end]; !lines.IsText(text) {
			return fmt.Errorf("%s: variant %s: %s %s", b.name, lines.Quote(string(b.text[b.endOf(i/nameCount*nameCount-1):b.ends[i/nameCount*nameCount]])), lines.Quote(string(text)), lines.Fault(text))
		}
		from = end
	}
	return fmt.Errorf("%s: the names of a variant are not UTF-8 text", b.name)
}

// endOf returns where text i ends, 0 for that before the first.
func (b *batch) endOf(i int) int {
	if i < 0 {
		return 0
	}
	return b.ends[i]
}

// A site is what a record tells of its variant. The slices are views of the record.
type site struct {
	chromosome, position, id, ref, alt, filter []byte
}

// maxAlleleID is the longest that reference and alternate allele are together in the id of a
// variant that has none.
const maxAlleleID = 64

// addSite adds the texts of a row. a1 is the allele that is counted.
func (b *batch) addSite(s *site, a1 []byte) {
	if len(s.id) > 0 && string(s.id) != "." {
		b.text = append(b.text, s.id...)
	} else {
		b.text = append(append(append(b.text, s.chromosome...), ':'), s.position...)
		if len(s.ref)+len(s.alt) <= maxAlleleID {
			b.text = append(append(append(append(b.text, ':'), s.ref...), ':'), s.alt...)
		}
	}
	b.ends = append(b.ends, len(b.text))
	filter := s.filter
	if string(filter) == "." { // no filter was applied
		filter = nil
	} else if len(filter) > 0 && string(filter) != "PASS" {
		b.counts.fail(filter)
	}
	for _, text := range [...][]byte{s.chromosome, s.position, none(a1), s.ref, filter} {
		b.text = append(b.text, text...)
		b.ends = append(b.ends, len(b.text))
	}
}

// none returns the allele of a .bim file for one of VCF: 0 where there is none.
func none(allele []byte) []byte {
	if len(allele) == 0 || string(allele) == "." {
		return []byte("0")
	}
	return allele
}

// addRow returns room for the genotypes of one more row, all of them 0.
func (b *batch) addRow() []byte {
	from, stride := len(b.packed), plink.Stride(len(b.header.samples))
	if cap(b.packed)-from < stride {
		b.packed = append(b.packed, make([]byte, stride)...)
	} else {
		b.packed = b.packed[:from+stride]
		clear(b.packed[from:])
	}
	b.rows++
	return b.packed[from:]
}

// addMissing adds a row without genotypes.
func (b *batch) addMissing() {
	row := b.addRow()
	for i := range b.header.samples {
		row[i>>2] |= codeMissing << (2 * (i & 3))
	}
	b.counts.withoutGT++
}

// countLines returns the number of lines of a text.
func countLines(text []byte) int { return bytes.Count(text, []byte{'\n'}) }
