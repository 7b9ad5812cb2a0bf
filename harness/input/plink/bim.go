package plink

import (
	"bytes"
	"fmt"

	"serialfraction/harness/input/content"
	"serialfraction/harness/input/lines"
)

// bimColumns is the number of columns of a .bim file, one variant per line. The third,
// the position in centimorgans, may be absent.
const bimColumns = 6

// readBim reads a .bim file: chromosome, id, position in centimorgans, position in
// base pairs, allele A1 and allele A2, separated by blanks. Ids need not be unique.
func readBim(f *content.Mapping) (ids, chromosomes []string, err error) {
	room := bytes.Count(f.Bytes, []byte{'\n'}) + 1
	ends := make([]int, 0, room)
	chromosomes = make([]string, 0, room)
	all := make([]byte, 0, len(f.Bytes)/2)
	chromosome := ""
	for text, line := f.Bytes, 1; len(text) > 0; line++ {
		var fields [bimColumns][]byte
		var row []byte
		row, text = lines.Cut(text)
		n := cutBlanks(row, &fields)
		if n == 0 {
			continue
		}
		if n != bimColumns && n != bimColumns-1 {
			return nil, nil, fmt.Errorf("%s:%d: %s, but chromosome, id, centimorgans, base pairs and two alleles are %d: write the file again with plink --make-bed",
				f.Name, line, bimWidth(n), bimColumns)
		}
		if bp := fields[n-3]; !wholeNumber(bp) {
			return nil, nil, fmt.Errorf("%s:%d: position %s is not a whole number of base pairs", f.Name, line, lines.Quote(string(bp)))
		}
		if string(fields[0]) != chromosome {
			if err := lines.Check(fields[0]); err != nil {
				return nil, nil, fmt.Errorf("%s:%d: %w", f.Name, line, err)
			}
			chromosome = string(fields[0])
		}
		if err := lines.Check(fields[1]); err != nil {
			return nil, nil, fmt.Errorf("%s:%d: %w", f.Name, line, err)
		}
		chromosomes = append(chromosomes, chromosome)
		all = append(all, fields[1]...)
		ends = append(ends, len(all))
	}
	if len(ends) == 0 {
		return nil, nil, fmt.Errorf("%s: empty: a line for every variant is expected", f.Name)
	}
	ids = make([]string, len(ends))
	text, from := string(all), 0
	for i, end := range ends {
		ids[i], from = text[from:end], end
	}
	return ids, chromosomes, nil
}

// bimWidth returns the number of columns found, in words.
func bimWidth(n int) string {
	if n > bimColumns {
		return "more columns"
	}
	return fmt.Sprintf("%d columns", n)
}

// cutBlanks splits a line at spaces and tabs into at most len(fields) fields and
// returns their number, which is one more where there are more.
func cutBlanks(line []byte, fields *[bimColumns][]byte) int {
	n, i := 0, 0
	for {
		for i < len(line) && (line[i] == ' ' || line[i] == '\t') {
			i++
		}
		if i == len(line) {
			return n
		}
		if n == len(fields) {
			return n + 1
		}
		from := i
		for i < len(line) && line[i] != ' ' && line[i] != '\t' {
			i++
		}
		fields[n] = line[from:i]
		n++
	}
}

// wholeNumber reports whether text is an integer in decimal digits.
func wholeNumber(text []byte) bool {
	if len(text) > 1 && text[0] == '-' {
		text = text[1:]
	}
	for _, c := range text {
		if c < '0' || c > '9' {
			return false
		}
	}
	return len(text) > 0
}
