package text

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"serialfraction/harness/input/dataset"
)

// belowComments returns the first line that is no comment, as next does. Lines that begin
// with # are comments, but for the last of them where it is the header itself, see isHeaderOf.
// Where the layout has no header, all of them are comments. So is a first line sep=, which
// names the separator to Excel.
func (p *prelude) belowComments(comma byte, l Layout) (line []byte, number int, err error) {
	var remark []byte
	at := 0
	for first := true; ; first = false {
		line, number, err = p.next()
		if err == nil && first && namesSeparator(line) {
			continue
		}
		if err == io.EOF && remark != nil && !l.NoHeader {
			return remark, at, nil // a header without rows
		}
		if err == io.EOF {
			err = fmt.Errorf("%s: empty: a header is expected, then one line per row", p.cut.s.Name)
		}
		if err == nil {
			if err = otherFormat(line, l); err != nil {
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
	if remark != nil && !l.NoHeader {
		header, doubt := isHeaderOf(remark, line, comma)
		if header {
			p.unread()
			return remark, at, nil
		}
		if doubt {
			p.passed = at
		}
	}
	return line, number, nil
}

// namesSeparator reports whether a line is sep= and one character, perhaps in quotes.
func namesSeparator(line []byte) bool {
	rest, ok := bytes.CutPrefix(bytes.Trim(line, `"`), []byte("sep="))
	return ok && len(rest) == 1
}

// isHeaderOf reports whether a line that begins with # names the columns of the line below it.
// It has as many columns, and either a name follows its # at once, as in #CHROM, or it has
// numbers below it. A line below that has the name of a column of ids first is the header
// itself; an empty name and X, which may be ids too, show that only where the line above has no
// name for ids or facts first. There is doubt where both hold, as of #allele above a row REF.
func isHeaderOf(remark, below []byte, comma byte) (is, doubt bool) {
	comma, _ = separatorOf(remark, below, comma, false)
	names, fields := fieldsOf(remark, comma), fieldsOf(below, comma)
	if len(names) < 2 || len(names) != len(fields) {
		return false, false
	}
	atOnce := len(remark) > 1 && remark[1] != ' ' && remark[1] != '#'
	corner := strings.TrimLeft(names[0], "# ")
	named := isCorner(corner) || dataset.IsRowFact(corner)
	if dataset.IsIDName(fields[0]) || isCorner(fields[0]) && !named {
		return false, atOnce && numbers(fields[1:])
	}
	return atOnce || numbers(fields[1:]), false
}

// plinkRaw are the names that a .raw file of PLINK begins with.
const plinkRaw = "FID IID PAT MAT SEX PHENOTYPE"

// isHTML reports whether a file that begins with line is a page of HTML.
func isHTML(line []byte) bool {
	head := bytes.ToLower(bytes.TrimSpace(line[:min(len(line), 64)]))
	return bytes.HasPrefix(head, []byte("<!doctype html")) || bytes.HasPrefix(head, []byte("<html"))
}

// otherFormat returns an error where a table begins as a file of another format does.
func otherFormat(line []byte, l Layout) error {
	switch {
	case bytes.HasPrefix(line, []byte("#1.2")), bytes.HasPrefix(line, []byte("#1.3")):
		return errors.New("this is a GCT file: name it .gct")
	case bytes.HasPrefix(line, []byte(geoSeries)):
		return errors.New("this is a GEO series matrix: name it .txt")
	case bytes.HasPrefix(line, []byte("[{")), bytes.HasPrefix(line, []byte(`{"`)), string(line) == "[", string(line) == "{":
		return errors.New("this is JSON: write its table as .csv or .parquet")
	case isHTML(line):
		return errors.New("this is a page of HTML, such as a server sends in place of a file: fetch the file again")
	case bytes.HasPrefix(line, []byte("<?xml")):
		return errors.New("this is XML, such as a server sends in place of a file, or a program saves a sheet: fetch the file again, or save it as .csv")
	case bytes.HasPrefix(line, []byte("version https://git-lfs.github.com/")):
		return errors.New("this is a pointer of Git LFS, which stands for the file: type git lfs pull")
	case bytes.HasPrefix(line, []byte("##fileformat=VCF")):
		return errors.New("this is a VCF file: name it .vcf")
	case l.Texts == 0 && strings.HasPrefix(strings.Join(strings.Fields(string(line[:min(len(line), 64)])), " ")+" ", plinkRaw+" "):
		return errors.New("this is a .raw file of PLINK, which has a row for each sample: read the .bed file that it was made of; to compare samples as rows, type --text-columns 5")
	}
	return nil
}
