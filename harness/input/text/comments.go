package text

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"serialfraction/harness/input/lines"
)

// belowComments returns the first line that is no comment, as next does. Lines that begin
// with # are comments, but for the last of them where it is the header itself: it has as many
// columns as the line below it, and either a name follows its # at once, as in #CHROM, or it
// has numbers below it. Where noHeader is true, all of them are comments.
func (p *prelude) belowComments(comma byte, noHeader bool) (line []byte, number int, err error) {
	var remark []byte
	at := 0
	for {
		line, number, err = p.next()
		if err == io.EOF && remark != nil && !noHeader {
			return remark, at, nil // a header without rows
		}
		if err == io.EOF {
			err = fmt.Errorf("%s: empty: a header is expected, then one line per row", p.cut.s.Name)
		}
		if err == nil {
			if err = otherFormat(line); err != nil {
				err = fmt.Errorf("%s:%d: %w", p.cut.s.Name, number, err)
			}
		}
		if err != nil {
			return nil, number, err
		}
		if line[0] != '#' {
			break
		}
		remark, at = bytes.Clone(line), number
	}
	if remark != nil && !noHeader && isHeaderOf(remark, line, comma) {
		p.unread()
		return remark, at, nil
	}
	return line, number, nil
}

// isHeaderOf reports whether a line that begins with # names the columns of the line below it.
func isHeaderOf(remark, below []byte, comma byte) bool {
	names, err1 := lines.Split(remark, comma)
	fields, err2 := lines.Split(below, comma)
	if err1 != nil || err2 != nil || len(names) < 2 || len(names) != len(fields) {
		return false
	}
	return len(remark) > 1 && remark[1] != ' ' && remark[1] != '#' || numbers(fields[1:])
}

// otherFormat returns an error where a table begins as a file of another format does.
func otherFormat(line []byte) error {
	switch {
	case bytes.HasPrefix(line, []byte("#1.2")), bytes.HasPrefix(line, []byte("#1.3")):
		return errors.New("this is a GCT file: name it .gct")
	case bytes.HasPrefix(line, []byte(geoSeries)):
		return errors.New("this is a GEO series matrix: name it .txt")
	case bytes.HasPrefix(line, []byte("##fileformat=VCF")):
		return errors.New("this is a VCF file: make a .bed file of it with plink --vcf FILE --make-bed")
	}
	return nil
}
