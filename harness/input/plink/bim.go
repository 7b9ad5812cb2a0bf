package plink

import (
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

// The fields of a row, after the columns of a .bim file.
const (
	FieldChromosome   = "chromosome"
	fieldCentimorgans = "centimorgans"
	FieldPosition     = "position" // in base pairs
	FieldA1           = "A1"
	FieldA2           = "A2"
)

// variants are the columns of a .bim file, one value for each line.
type variants struct {
	chromosomes, ids, centimorgans, positions, a1, a2 []string
	negative                                          int // number of positions below 0
}

// columns returns the columns, in the order of the file.
func (v *variants) columns() [bimColumns]*[]string {
	return [...]*[]string{&v.chromosomes, &v.ids, &v.centimorgans, &v.positions, &v.a1, &v.a2}
}

// room returns room for so many variants.
func room(lines int) *variants {
	v := &variants{}
	for _, column := range v.columns() {
		*column = make([]string, 0, lines)
	}
	return v
}

// readBim reads a .bim file: chromosome, id, position in centimorgans, position in
// base pairs, allele A1 and allele A2, separated by blanks. Ids need not be unique.
// All CPUs read it, each a part; where one finds a fault, the file is read again from its beginning,
// which tells the first fault and its line.
func readBim(f *content.Mapping) (*variants, error) {
	text := newTextFile(f)
	v, err := readParts(text.rest, runtime.GOMAXPROCS(0))
	if errors.As(err, new(*crash.Error)) {
		return nil, err
	}
	if err != nil {
		v = room(strings.Count(text.rest, "\n") + 1)
		if err := v.read(text); err != nil {
			return nil, err
		}
	}
	if len(v.ids) == 0 {
		return nil, fmt.Errorf("%s: empty: a line for every variant is expected", f.Name)
	}
	return v, nil
}

// read adds the lines of a text.
func (v *variants) read(text *textFile) error {
	var found [bimColumns]string
	for {
		n, err := text.next(found[:])
		if err != nil || n == 0 {
			return err
		}
		if n < bimColumns-1 {
			return text.errorf("%d columns, but chromosome, id, centimorgans, base pairs and two alleles are %d: write the file again with plink --make-bed",
				n, bimColumns)
		}
		if err := v.add(found, n); err != nil {
			return text.errorf("%w", err)
		}
	}
}

// add adds the line of a variant, of n columns.
func (v *variants) add(columns [bimColumns]string, n int) error {
	centimorgans, rest := "0", columns[2:5]
	if n >= bimColumns {
		centimorgans, rest = columns[2], columns[3:6]
	}
	if !wholeNumber(rest[0]) {
		return fmt.Errorf("position %s is not a whole number of base pairs", lines.Quote(rest[0]))
	}
	for _, allele := range rest[1:] {
		if strings.IndexByte(allele, ',') >= 0 {
			return fmt.Errorf("allele %s lists several, but genotypes are of two alleles: give each a variant of its own, with bcftools norm -m -any before plink --make-bed",
				lines.Quote(allele))
		}
	}
	if rest[0][0] == '-' {
		v.negative++
	}
	v.chromosomes = append(v.chromosomes, columns[0])
	v.ids = append(v.ids, columns[1])
	v.centimorgans = append(v.centimorgans, centimorgans)
	v.positions = append(v.positions, rest[0])
	v.a1, v.a2 = append(v.a1, rest[1]), append(v.a2, rest[2])
	return nil
}

// fields returns the columns but for the ids.
func (v *variants) fields() []harness.Field {
	return []harness.Field{
		{Name: FieldChromosome, Values: v.chromosomes},
		{Name: fieldCentimorgans, Values: v.centimorgans},
		{Name: FieldPosition, Values: v.positions},
		{Name: FieldA1, Values: v.a1},
		{Name: FieldA2, Values: v.a2},
	}
}

// notes returns what PLINK would do otherwise.
func (v *variants) notes() []string {
	if v.negative == 0 {
		return nil
	}
	return []string{fmt.Sprintf("%d of %d variants have a negative position, and PLINK leaves such variants out: they are kept here", v.negative, len(v.ids))}
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
