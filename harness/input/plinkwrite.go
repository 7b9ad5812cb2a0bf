package input

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"serialfraction/harness"
)

// writeGrain is the number of rows that are written between two looks at the context.
const writeGrain = 1024

// WritePLINK writes a dataset of genotypes as path, which ends in .bed, and the .bim
// and .fam files beside it, each of which appears whole or not at all. Values are
// copies of allele A1: 0, 1, 2 or NaN; the alleles are called A and B, and positions
// are row numbers. Phenotypes are those of the field phenotype, else group a are the
// cases and group b the controls. progress, which may be nil, hears the share done.
func WritePLINK(ctx context.Context, path string, d *harness.Dataset, progress func(done float64)) error {
	if !strings.EqualFold(filepath.Ext(path), ".bed") {
		return fmt.Errorf("%s: must end in .bed; the .bim and .fam files go beside it", path)
	}
	prefix := bedPrefix(path)
	for _, part := range []struct {
		path  string
		write func(w *bufio.Writer) error
	}{
		{prefix + ".fam", func(w *bufio.Writer) error { return writeFam(w, d) }},
		{prefix + ".bim", func(w *bufio.Writer) error { return writeBim(w, d) }},
		{path, func(w *bufio.Writer) error { return writeBed(ctx, w, d, progress) }},
	} {
		if err := writeWhole(part.path, part.write); err != nil {
			return fmt.Errorf("%s: %w", part.path, err)
		}
	}
	return nil
}

// writeWhole writes a file under another name and renames it when it is complete.
func writeWhole(path string, write func(w *bufio.Writer) error) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".harness-plink-*")
	if err != nil {
		return reason(err)
	}
	defer os.Remove(f.Name()) // fails, as it should, once the file has its name
	w := bufio.NewWriterSize(f, 1<<16)
	err = errors.Join(write(w), w.Flush(), f.Chmod(0o644), f.Close())
	if err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

func writeFam(w io.Writer, d *harness.Dataset) error {
	families, sexes, phenotypes := fieldOf(d, "family"), fieldOf(d, "sex"), fieldOf(d, "phenotype")
	for i, name := range d.Samples {
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
			case affected:
				phenotype = "2"
			case unaffected:
				phenotype = "1"
			}
		}
		for _, word := range []string{family, name} {
			if word == "" || strings.ContainsAny(word, " \t\r\n") {
				return fmt.Errorf("sample %s: names in a .fam file are single words", quote(word))
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
			return fmt.Errorf("variant %s: names in a .bim file are single words", quote(id))
		}
		if _, err := fmt.Fprintf(w, "%s\t%s\t0\t%d\tA\tB\n", chromosome, id, row+1); err != nil {
			return err
		}
	}
	return nil
}

func writeBed(ctx context.Context, w io.Writer, d *harness.Dataset, progress func(done float64)) error {
	if _, err := w.Write([]byte(bedMagic + "\x01")); err != nil {
		return err
	}
	rows, stride := d.NumRows(), bedStride(d.Cols)
	packed := make([]byte, stride)
	var buf []float64
	for lo := 0; lo < rows; lo += writeGrain {
		if err := ctx.Err(); err != nil {
			return err
		}
		hi := min(lo+writeGrain, rows)
		if d.Values == nil && buf == nil {
			buf = make([]float64, writeGrain*d.Cols)
		}
		values := d.Block(buf, lo, hi)
		for row := lo; row < hi; row++ {
			clear(packed)
			for i, v := range values[(row-lo)*d.Cols : (row-lo+1)*d.Cols] {
				code, ok := encodeGenotype(v)
				if !ok {
					return fmt.Errorf("row %s, sample %s: %v is no number of copies of an allele: 0, 1, 2 and missing can be written",
						quote(d.ID(row)), quote(d.Samples[i]), v)
				}
				packed[i>>2] |= code << (2 * (i & 3))
			}
			if _, err := w.Write(packed); err != nil {
				return err
			}
		}
		if progress != nil {
			progress(float64(hi) / float64(rows))
		}
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
