package plink

import (
	"cmp"
	"errors"
	"fmt"
	"runtime"
	"strings"

	"serialfraction/harness"
	"serialfraction/harness/crash"
	"serialfraction/harness/input/content"
	"serialfraction/harness/input/lines"
)

// bimColumns is the number of columns of a .bim file, one variant per line. The third,
// the position in centimorgans, may be absent. PLINK ignores what follows them.
const bimColumns = 6

// The columns of a .bim file.
const (
	chromosome = iota
	variantID
	centimorgans
	position
	allele1
	allele2
)

// The fields of a row, after the columns of a .bim file.
const (
	FieldChromosome   = "chromosome"
	fieldCentimorgans = "centimorgans"
	FieldPosition     = "position" // in base pairs
	FieldA1           = "A1"
	FieldA2           = "A2"
)

// variants are what is kept of a .bim file: its text, where in it each variant begins, and the ids. The
// other columns are cut out where they are asked for: few jobs ask, and six texts of each variant would
// take 96 bytes, in which the collector of garbage looks for pointers.
type variants struct {
	ids   []string // of the whole file
	parts []part   // of the text, in their order
}

// readBim reads a .bim file: chromosome, id, position in centimorgans, position in
// base pairs, allele A1 and allele A2, separated by blanks. Ids need not be unique.
// All CPUs read it, each a part; where one finds a fault, the file is read again from its beginning,
// which tells the first fault and its line.
func readBim(f *content.Mapping) (*variants, error) {
	text := linesOf(f)
	v, err := readParts(text, runtime.GOMAXPROCS(0))
	if errors.As(err, new(*crash.Error)) {
		return nil, err
	}
	if err != nil {
		whole := textFile{name: f.Name, text: string(text)}
		return nil, cmp.Or(new(part).read(make([]string, countLines(text)), &whole), err)
	}
	if len(v.ids) == 0 {
		return nil, fmt.Errorf("%s: empty: a line for every variant is expected", f.Name)
	}
	return v, nil
}

// order puts the n columns of a line in the order of the constants above. The error is that they are none
// of a variant.
func order(columns *[bimColumns]string, n int) error {
	if n < bimColumns-1 {
		return fmt.Errorf("%d columns, but chromosome, id, centimorgans, base pairs and two alleles are %d: write the file again with plink --make-bed",
			n, bimColumns)
	}
	addCentimorgans(columns, n)
	if !wholeNumber(columns[position]) {
		return fmt.Errorf("position %s is not a whole number of base pairs", lines.Quote(columns[position]))
	}
	for _, allele := range columns[allele1:] {
		if len(allele) > 1 && strings.IndexByte(allele, ',') >= 0 || allele == "," {
			return fmt.Errorf("allele %s lists several, but genotypes are of two alleles: give each a variant of its own, with bcftools norm -m -any before plink --make-bed",
				lines.Quote(allele))
		}
	}
	return nil
}

// addCentimorgans puts in the third of n columns where a line has it not.
func addCentimorgans(columns *[bimColumns]string, n int) {
	if n < bimColumns {
		copy(columns[position:], columns[centimorgans:])
		columns[centimorgans] = "0"
	}
}

// bimFields returns the fields of the rows: the columns but for the ids.
func bimFields() []harness.Field {
	return []harness.Field{{Name: FieldChromosome}, {Name: fieldCentimorgans}, {Name: FieldPosition}, {Name: FieldA1}, {Name: FieldA2}}
}

// fieldText returns what a variant has in one of the fields.
func (v *variants) fieldText(field, row int) string {
	return v.text(row, [...]int{chromosome, centimorgans, position, allele1, allele2}[field])
}

// text returns a column of a variant.
func (v *variants) text(row, column int) string {
	line := v.line(row)
	if column == chromosome { // which many jobs ask for
		return firstWord(line)
	}
	var columns [bimColumns]string
	n, _, _ := cutRow(line, columns[:])
	addCentimorgans(&columns, n)
	return columns[column]
}

// firstWord returns the first word of a text in which a blank follows it.
func firstWord(text string) string {
	from := 0
	for isBlank(text[from]) {
		from++
	}
	to := from
	for !isBlank(text[to]) {
		to++
	}
	return text[from:to]
}

// line returns the text from the line of a variant on.
func (v *variants) line(row int) string {
	at, end := 0, len(v.parts) // the part is one of these: a call of sort.Search would take as long as all the rest
	for end-at > 1 {
		if middle := (at + end) / 2; v.parts[middle].before <= row {
			at = middle
		} else {
			end = middle
		}
	}
	p := &v.parts[at]
	return p.text[p.starts[row-p.before]:]
}

// notes returns what PLINK would do otherwise.
func (v *variants) notes() []string {
	negative := 0
	for _, p := range v.parts {
		negative += p.negative
	}
	if negative == 0 {
		return nil
	}
	return []string{fmt.Sprintf("%d of %d variants have a negative position, and PLINK leaves such variants out: they are kept here", negative, len(v.ids))}
}

// wholeNumber reports whether text is an integer in decimal digits.
func wholeNumber(text string) bool {
	digits := strings.TrimPrefix(text, "-")
	for i := range len(digits) {
		if digits[i] < '0' || digits[i] > '9' {
			return false
		}
	}
	return digits != ""
}
