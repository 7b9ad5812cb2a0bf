package plink

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"serialfraction/harness"
	"serialfraction/harness/input/dataset"
	"serialfraction/harness/input/lines"
	"serialfraction/harness/numeral"
	"serialfraction/harness/wholefile"
)

// Beside returns the .fam and .bim files beside the .bed file at path, with the fields of d
// that have a column in them, and what [MadeUp] names in place of others.
func Beside(path string, d *harness.Dataset) []wholefile.File {
	prefix := prefixOf(path)
	return []wholefile.File{
		{Path: prefix + ".fam", Write: func(w io.Writer) error { return writeFam(w, d) }},
		{Path: prefix + ".bim", Write: func(w io.Writer) error { return writeBim(w, d) }},
	}
}

// KeepsField reports whether a .fam file has a column for a field of the samples, from which
// its values read back.
func KeepsField(f harness.Field) bool {
	switch f.Name {
	case fieldSex:
		return onlyOf(f.Values, "male", "female", "")
	case fieldPhenotype:
		return onlyOf(f.Values, Case, Control, "") || onlyNumbers(f.Values)
	}
	return slices.Contains([]string{fieldID, fieldFamily, fieldFather, fieldMother}, f.Name)
}

// onlyOf reports whether every value is one of some words.
func onlyOf(values []string, words ...string) bool {
	return !slices.ContainsFunc(values, func(v string) bool { return !slices.Contains(words, v) })
}

// onlyNumbers reports whether every value is a number or "".
func onlyNumbers(values []string) bool {
	return !slices.ContainsFunc(values, func(v string) bool {
		_, err := numeral.Parse([]byte(v))
		return err != nil || v != "" && numeral.Missing([]byte(v))
	})
}

// KeepsRowField reports whether a .bim file has a column for a field of the rows.
func KeepsRowField(f harness.Field) bool {
	return slices.Contains([]string{FieldChromosome, fieldCentimorgans, FieldPosition, FieldA1, FieldA2}, f.Name)
}

// MadeUp returns what the files beside a .bed file hold that d does not tell, one phrase
// each.
func MadeUp(d *harness.Dataset) []string {
	var list []string
	if fieldOf(d, FieldA1) == nil || fieldOf(d, FieldA2) == nil {
		list = append(list, "the alleles A and B")
	}
	if fieldOf(d, FieldPosition) == nil {
		list = append(list, "the row's number as its position")
	}
	if fieldOf(d, FieldChromosome) == nil {
		list = append(list, "the chromosome 0")
	}
	if famField(d, fieldFamily) == nil {
		list = append(list, "each sample as a family of its own")
	}
	if famField(d, fieldSex) == nil {
		list = append(list, "the sex 0 (not known)")
	}
	if famField(d, fieldPhenotype) == nil {
		if d.Groups == (harness.Groups{}) {
			list = append(list, "the phenotype -9 (missing)")
		} else {
			list = append(list, fmt.Sprintf("group %s as cases and group %s as controls", d.Groups.Names[0], d.Groups.Names[1]))
		}
	}
	return list
}

// writeFam writes a line for each sample.
func writeFam(w io.Writer, d *harness.Dataset) error {
	names := dataset.Samples(d)
	ids := orElse(famField(d, fieldID), names)
	families := orElse(famField(d, fieldFamily), ids)
	fathers, mothers := famField(d, fieldFather), famField(d, fieldMother)
	sexes, phenotypes := famField(d, fieldSex), phenotypeCodes(d)
	for i := range d.Cols {
		words := []string{families[i], ids[i], at(fathers, i, "0"), at(mothers, i, "0"), sexCode(at(sexes, i, "")), phenotypes[i]}
		if err := checkWords(words); err != nil {
			return fmt.Errorf("sample %s: names in a .fam file are single words, %w", lines.Quote(names[i]), err)
		}
		if _, err := fmt.Fprintln(w, strings.Join(words, " ")); err != nil {
			return err
		}
	}
	return nil
}

// phenotypeCodes returns the last column of a .fam file: the field phenotype, else the
// groups, the first of which are the cases.
func phenotypeCodes(d *harness.Dataset) []string {
	codes := slices.Clone(famField(d, fieldPhenotype))
	if codes == nil {
		codes = make([]string, d.Cols)
		for i := range d.Groups.Sizes[0] + d.Groups.Sizes[1] {
			codes[i] = Case
			if i >= d.Groups.Sizes[0] {
				codes[i] = Control
			}
		}
	}
	for i, phenotype := range codes {
		switch phenotype {
		case Case:
			codes[i] = "2"
		case Control:
			codes[i] = "1"
		case "":
			codes[i] = "-9"
		}
	}
	return codes
}

func sexCode(sex string) string {
	switch sex {
	case "male":
		return "1"
	case "female":
		return "2"
	}
	return "0"
}

// writeBim writes a line for each row.
func writeBim(w io.Writer, d *harness.Dataset) error {
	chromosomes, centimorgans := fieldOf(d, FieldChromosome), fieldOf(d, fieldCentimorgans)
	positions := fieldOf(d, FieldPosition)
	a1, a2 := fieldOf(d, FieldA1), fieldOf(d, FieldA2)
	out := bufio.NewWriter(w)
	for row := range d.NumRows() {
		id := d.ID(row)
		words := []string{inRow(chromosomes, row, "0"), id, inRow(centimorgans, row, "0"), inRow(positions, row, strconv.Itoa(row+1)), inRow(a1, row, "A"), inRow(a2, row, "B")}
		if err := checkWords(words); err != nil {
			return fmt.Errorf("variant %s: names in a .bim file are single words, %w", lines.Quote(id), err)
		}
		for i, word := range words {
			if i > 0 {
				out.WriteByte('\t')
			}
			out.WriteString(word)
		}
		out.WriteByte('\n')
	}
	return out.Flush()
}

// checkWords checks that every column of a line reads back as one.
func checkWords(words []string) error {
	for _, word := range words {
		if word == "" || strings.ContainsAny(word, " \t\r\n") {
			return fmt.Errorf("not %s", lines.Quote(word))
		}
	}
	if strings.HasPrefix(words[0], "#") {
		return fmt.Errorf("and a line that begins with # is skipped: rename %s", lines.Quote(words[0]))
	}
	return nil
}

// at returns values[i], or the given word where there are no values or this one is "".
func at(values []string, i int, none string) string {
	if values == nil {
		return none
	}
	return cmp.Or(values[i], none)
}

// fieldOf returns a function of the row that returns what it has in a field, nil where there is no field.
func fieldOf(d *harness.Dataset, name string) func(row int) string {
	k := slices.IndexFunc(d.RowFields, func(f harness.Field) bool { return f.Name == name })
	if k < 0 {
		return nil
	}
	return func(row int) string { return d.RowText(k, row) }
}

// inRow returns the text of a row, or the given word where there are no texts or this one is "".
func inRow(of func(row int) string, row int, none string) string {
	if of == nil {
		return none
	}
	return cmp.Or(of(row), none)
}

// orElse returns values, or others where values is nil.
func orElse(values, others []string) []string {
	if values == nil {
		return others
	}
	return values
}

// famField returns the values of a field of the samples, nil where a .fam file does not keep
// it.
func famField(d *harness.Dataset, name string) []string {
	for _, f := range d.Fields {
		if f.Name == name && KeepsField(f) {
			return f.Values
		}
	}
	return nil
}
