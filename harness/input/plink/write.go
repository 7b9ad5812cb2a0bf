package plink

import (
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"

	"serialfraction/harness"
	"serialfraction/harness/input/dataset"
	"serialfraction/harness/input/lines"
	"serialfraction/harness/wholefile"
)

// Beside returns the .fam and .bim files beside the .bed file at path. The alleles are
// named A and B, and positions are row numbers. Phenotypes are those of the field
// phenotype; without it, group a are the cases and group b the controls.
func Beside(path string, d *harness.Dataset) []wholefile.File {
	prefix := prefixOf(path)
	return []wholefile.File{
		{Path: prefix + ".fam", Write: func(w io.Writer) error { return writeFam(w, d) }},
		{Path: prefix + ".bim", Write: func(w io.Writer) error { return writeBim(w, d) }},
	}
}

func writeFam(w io.Writer, d *harness.Dataset) error {
	families, sexes, phenotypes := fieldOf(d, "family"), fieldOf(d, "sex"), fieldOf(d, "phenotype")
	for i := range d.Cols {
		name := strconv.Itoa(i + 1)
		if d.Samples != nil {
			name = d.Samples[i]
		}
		family, sex, phenotype := name, "0", "-9"
		if families != nil {
			family = families[i]
		}
		if sexes != nil {
			sex = map[string]string{"male": "1", "female": "2"}[sexes[i]]
			if sex == "" {
				sex = "0"
			}
		}
		switch {
		case phenotypes == nil && i < d.Groups.Sizes[0]:
			phenotype = "2"
		case phenotypes == nil && d.Groups.Sizes[1] > 0:
			phenotype = "1"
		case phenotypes != nil && phenotypes[i] != "":
			phenotype = phenotypes[i]
			switch phenotype {
			case Case:
				phenotype = "2"
			case Control:
				phenotype = "1"
			}
		}
		for _, word := range []string{family, name, phenotype} {
			if word == "" || strings.ContainsAny(word, " \t\r\n") {
				return fmt.Errorf("sample %s: names and phenotypes in a .fam file are single words, not %s", lines.Quote(name), lines.Quote(word))
			}
		}
		if _, err := fmt.Fprintf(w, "%s %s 0 0 %s %s\n", family, name, sex, phenotype); err != nil {
			return err
		}
	}
	return nil
}

func writeBim(w io.Writer, d *harness.Dataset) error {
	chromosome := "0"
	var chromosomes []string
	for _, f := range d.RowFields {
		if f.Name == "chromosome" {
			chromosomes = f.Values
		}
	}
	for row := range d.NumRows() {
		if chromosomes != nil {
			chromosome = chromosomes[row]
		}
		id := d.ID(row)
		if id == "" || strings.ContainsAny(id, " \t\r\n") {
			return fmt.Errorf("variant %s: names in a .bim file are single words", lines.Quote(id))
		}
		if _, err := fmt.Fprintf(w, "%s\t%s\t0\t%d\tA\tB\n", chromosome, id, row+1); err != nil {
			return err
		}
	}
	return nil
}

// Write writes copies of allele A1, 0, 1, 2 or NaN, as a .bed file.
func Write(ctx context.Context, w io.Writer, d *harness.Dataset, progress func(done float64)) error {
	if _, err := io.WriteString(w, magic+"\x01"); err != nil {
		return err
	}
	packed := make([]byte, Stride(d.Cols))
	return dataset.Each(ctx, d, progress, func(row int, values []float64) error {
		for ; len(values) > 0; values, row = values[d.Cols:], row+1 {
			if err := packRow(packed, values[:d.Cols], d, row); err != nil {
				return err
			}
			if _, err := w.Write(packed); err != nil {
				return err
			}
		}
		return nil
	})
}

// packRow packs a row of values.
func packRow(packed []byte, values []float64, d *harness.Dataset, row int) error {
	clear(packed)
	for i, v := range values {
		code, ok := encodeGenotype(v)
		if !ok {
			return fmt.Errorf("row %s, column %d: %v is not a number of copies of an allele: only 0, 1, 2 and missing can be written",
				lines.Quote(d.ID(row)), i+1, v)
		}
		packed[i>>2] |= code << (2 * (i & 3))
	}
	return nil
}

// fieldOf returns the values of a field of the samples, nil where there is none.
func fieldOf(d *harness.Dataset, name string) []string {
	for _, f := range d.Fields {
		if f.Name == name {
			return f.Values
		}
	}
	return nil
}
