package plink

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"serialfraction/harness"
	"serialfraction/harness/input/content"
)

// The first bytes of a .bed file: the magic number, then a byte for the layout.
const (
	magic        = "\x6c\x1b"
	variantMajor = 1
	headerBytes  = 3
)

// Open opens a variant-major .bed file, the binary format of PLINK 1 (Purcell et
// al. 2007, Am. J. Hum. Genet. 81:559–575), with the .bim and .fam files beside it.
// The genotypes stay in the file; a decoded value is the number of copies of allele A1.
// The name of a sample is its own id, or family_id where ids are not unique. All columns
// of the two texts are fields of the samples and rows. Phenotypes are case, control or "";
// numbers where any is quantitative.
func Open(ctx context.Context, f *content.Mapping) (*harness.Dataset, error) {
	return open(ctx, f, Coding12)
}

// Open01 is Open for phenotypes in Coding01.
func Open01(ctx context.Context, f *content.Mapping) (*harness.Dataset, error) {
	return open(ctx, f, Coding01)
}

func open(ctx context.Context, f *content.Mapping, coding Coding) (d *harness.Dataset, err error) {
	defer func() {
		if err != nil {
			err = errors.Join(err, f.Close())
		}
	}()
	if err := checkBed(f); err != nil {
		return nil, err
	}
	fam, err := openSibling(f, ".fam")
	if err != nil {
		return nil, err
	}
	defer fam.Close()
	bim, err := openSibling(f, ".bim")
	if err != nil {
		return nil, err
	}
	defer bim.Close()
	if d, err = join(f, bim, fam, coding); err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	d.Store.Close, d.Store.Pieces = f.Close, f.Pieces
	return d, nil
}

// join returns the dataset of three files that belong together. Its store reads f.
func join(f, bim, fam *content.Mapping, coding Coding) (*harness.Dataset, error) {
	d := &harness.Dataset{Name: f.Name}
	if err := addSamples(d, fam, coding); err != nil {
		return nil, err
	}
	v, err := readBim(bim)
	if err != nil {
		return nil, err
	}
	d.Rows, d.RowFields, d.Notes = v.ids, bimFields(), append(d.Notes, v.notes()...)
	stride := Stride(d.Cols)
	if size := headerBytes + len(d.Rows)*stride; len(f.Bytes) != size {
		return nil, fmt.Errorf("%s: has %d bytes, but %d variants (%s) of %d samples (%s) take %d: the three files do not belong together, or this one is cut short%s; write them again with plink --make-bed",
			f.Name, len(f.Bytes), len(d.Rows), bim.Name, d.Cols, fam.Name, size, fitting(len(f.Bytes)-headerBytes, len(d.Rows)))
	}
	packed := f.Bytes[headerBytes:]
	f.Sparse(func() { d.Notes = append(d.Notes, checkPadding(packed, len(d.Rows), d.Cols)...) })
	d.Store = Store(packed, len(d.Rows), d.Cols)
	d.Store.Text = v.fieldText
	return d, nil
}

// fitting tells of how many samples so many bytes of genotypes may be, "" where they are no
// number of whole rows.
func fitting(bytes, rows int) string {
	if bytes == 0 || bytes%rows != 0 {
		return ""
	}
	most := 4 * (bytes / rows)
	return fmt.Sprintf(" (its size is that of %d to %d samples)", most-3, most)
}

// addSamples reads the samples of a .fam file into d.
func addSamples(d *harness.Dataset, fam *content.Mapping, coding Coding) error {
	samples, err := readFam(fam)
	if err != nil {
		return err
	}
	d.Cols = len(samples)
	if d.Samples, err = famNames(fam, samples); err != nil {
		return err
	}
	p, err := readPhenotypes(fam, samples, coding)
	if err != nil {
		return err
	}
	d.Fields = famFields(samples, d.Samples, Phenotypes(p.values))
	d.Notes = append(p.notes(coding), sexNotes(samples)...)
	return nil
}

// Stride returns the number of bytes of a row of genotypes: four samples to a byte.
func Stride(samples int) int { return (samples + 3) / 4 }

// checkBed checks the first three bytes.
func checkBed(f *content.Mapping) error {
	head := f.Bytes[:min(len(f.Bytes), headerBytes)]
	switch {
	case !strings.HasPrefix(string(head), magic) || len(head) < headerBytes:
		return fmt.Errorf("%s: begins with the bytes % x and not 6c 1b 01, so it is no .bed file of PLINK 1: write one with plink --make-bed", f.Name, head)
	case head[2] == 0:
		return fmt.Errorf("%s: byte 3 is 0, so it holds sample after sample: transpose it with plink --bfile %s --make-bed --out NEW", f.Name, prefixOf(f.Name))
	case head[2] != variantMajor:
		return fmt.Errorf("%s: byte 3 is %d, neither 1 (variant after variant) nor 0 (sample after sample): the file is damaged; write it again with plink --make-bed", f.Name, head[2])
	}
	return nil
}

// prefixOf returns the path of a .bed file without its extension and that of a
// compression.
func prefixOf(path string) string {
	path = content.Bare(path)
	if n := len(path) - len(".bed"); n > 0 && strings.EqualFold(path[n:], ".bed") {
		path = path[:n]
	}
	return path
}

// openSibling opens the file beside a .bed file with the given extension, which may
// be compressed.
func openSibling(f *content.Mapping, extension string) (*content.Mapping, error) {
	if f.Path == "" {
		return nil, fmt.Errorf("%s: a .bed file needs the .bim and .fam files beside it: give its path", f.Name)
	}
	plain := prefixOf(f.Path) + extension
	m, err := content.MapAny(plain, f.Room)
	if errors.Is(err, fs.ErrNotExist) {
		err = fmt.Errorf("%s: no %s beside it: a .bed file needs its .bim and .fam; put the three into one folder under one name", f.Name, plain)
	}
	return m, err
}

// Store returns a store of rows of genotypes, packed as in a .bed file after its first
// three bytes. It keeps packed, which must not change afterwards.
func Store(packed []byte, rows, samples int) *harness.Store {
	stride := Stride(samples)
	return &harness.Store{Rows: rows, Packed: packed, Stride: stride, Packing: harness.PackedPLINK,
		Decode: func(dst []float64, row, n int, columns []int) {
			decodeGenotypes(dst, packed[row*stride:(row+n)*stride], stride, samples, columns)
		}}
}
