package vcf

import (
	"bytes"
	"errors"
	"fmt"

	"serialfraction/harness/input/lines"
)

// readLines reads the lines of a batch of VCF.
func (b *batch) readLines() error {
	line := b.at
	for text := b.items; len(text) > 0; line++ {
		end := bytes.IndexByte(text, '\n') + 1
		row := text[:end]
		text = text[end:]
		if end > 1 && row[end-2] == '\r' {
			row = row[:end-1]
			row[end-2] = '\n'
		}
		if len(row) <= 1 {
			continue
		}
		if err := b.readLine(row); err != nil {
			return atLine(b.name, line, err)
		}
	}
	return nil
}

// readLine reads a line, which ends in '\n'.
func (b *batch) readLine(text []byte) error {
	var columns [fixedColumns][]byte
	rest := text
	for i := range columns {
		end := bytes.IndexByte(rest, '\t')
		if end < 0 {
			return fmt.Errorf("%d columns, but with %d samples there are %d, separated by tabs", i+1, len(b.header.samples), fixedColumns+len(b.header.samples))
		}
		columns[i], rest = rest[:end], rest[end+1:]
	}
	s := site{chromosome: columns[0], position: columns[1], id: columns[2], ref: columns[3], alt: columns[4], filter: columns[6]}
	if err := s.check(); err != nil {
		return err
	}
	alternates := 0
	if string(s.alt) != "." {
		alternates = bytes.Count(s.alt, []byte{','}) + 1
	}
	at := formatIndex(columns[8])
	if at < 0 {
		b.addSite(&s, nth(s.alt, 0))
		b.addMissing()
		return nil
	}
	if alternates > 1 {
		return b.addSeveral(&s, rest, at, alternates)
	}
	b.addSite(&s, s.alt)
	return b.packLine(b.addRow(), rest, at, alternates)
}

// check checks the columns of a site.
func (s *site) check() error {
	switch {
	case len(s.chromosome) == 0:
		return errors.New("column 1 (CHROM) is empty")
	case !wholeNumber(s.position):
		return fmt.Errorf("column 2 (POS): %s is not a whole number", lines.Quote(string(s.position)))
	case len(s.ref) == 0 || len(s.alt) == 0:
		return errors.New("an allele is empty (columns 4 and 5, REF and ALT)")
	}
	return nil
}

// wholeNumber reports whether text is a number of decimal digits.
func wholeNumber(text []byte) bool {
	for _, c := range text {
		if c < '0' || c > '9' {
			return false
		}
	}
	return len(text) > 0
}

// nth returns the allele of that index of a list.
func nth(list []byte, i int) []byte {
	for ; i > 0; i-- {
		list = list[bytes.IndexByte(list, ',')+1:]
	}
	if end := bytes.IndexByte(list, ','); end >= 0 {
		return list[:end]
	}
	return list
}

// formatIndex returns the place of GT in a FORMAT, -1 where it has none.
func formatIndex(format []byte) int {
	for i := 0; ; i++ {
		if end := bytes.IndexByte(format, ':'); end < 0 {
			if string(format) == "GT" {
				return i
			}
			return -1
		} else if string(format[:end]) == "GT" {
			return i
		} else {
			format = format[end+1:]
		}
	}
}
