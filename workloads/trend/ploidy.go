package trend

import (
	"slices"
	"strings"

	"serialfraction/harness"
)

// A ploidy is the number of alleles of each sample on a kind of chromosome, by PLINK's rules.
// On X males have one allele and all others two. On Y males have one and all others none. On
// the mitochondrion every sample has one. On all other chromosomes, with the pseudo-autosomal
// part of X and unplaced variants, every sample has two. Where a sample has one allele, a
// genotype of two different ones counts as missing, and the sample is left out of the trend.
type ploidy struct {
	one, two masks
}

// alleles counts a row in Go, a word at a time, because such rows are few.
func (p *ploidy) alleles(row []byte, stride int) alleles {
	var c [1]bitCounts
	countGo(c[:], row, stride, &p.two)
	d := diploidAlleles(&c[0], &p.two)
	countGo(c[:], row, stride, &p.one)
	for g := range 2 {
		t := c[0].genotypes(&p.one, g)
		d.samples += t.none + t.two
		d.a1[g] += t.two
		d.all[g] += t.none + t.two
	}
	return d
}

// ploidies holds the ploidy of every row of a dataset.
type ploidies struct {
	diploid masks
	special [3]*ploidy
	kinds   []uint8 // of each row: 0 is diploid, k is special[k−1]; nil = all diploid
}

// of returns the ploidy of a row, nil where it is diploid.
func (p *ploidies) of(row int) *ploidy {
	if p.kinds == nil || p.kinds[row] == 0 {
		return nil
	}
	return p.special[p.kinds[row]-1]
}

func newPloidies(ds *harness.Dataset) *ploidies {
	stride := ds.Store.Stride
	a, b := columnsOf(ds)
	p := &ploidies{diploid: newMasks(stride, a, b), kinds: kindsOfRows(ds)}
	if p.kinds == nil {
		return p
	}
	male := make([]bool, 4*stride) // by column of the file
	for _, f := range ds.Fields {
		if f.Name == "sex" {
			for i, col := range append(slices.Clone(a), b...) {
				male[col] = f.Values[i] == "male"
			}
		}
	}
	only := func(columns []int, males bool) (list []int) {
		for _, col := range columns {
			if male[col] == males {
				list = append(list, col)
			}
		}
		return list
	}
	males := newMasks(stride, only(a, true), only(b, true))
	nobody := newMasks(stride, nil, nil)
	p.special[kindX-1] = &ploidy{one: males, two: newMasks(stride, only(a, false), only(b, false))}
	p.special[kindY-1] = &ploidy{one: males, two: nobody}
	p.special[kindMT-1] = &ploidy{one: p.diploid, two: nobody}
	return p
}

// The kinds of chromosomes of which not every sample has two.
const (
	kindX = 1 + iota
	kindY
	kindMT
)

// kindsOfRows returns the kind of every row, nil where all are 0.
func kindsOfRows(ds *harness.Dataset) []uint8 {
	i := slices.IndexFunc(ds.RowFields, func(f harness.Field) bool { return f.Name == "chromosome" })
	if i < 0 {
		return nil
	}
	kinds := make([]uint8, ds.NumRows())
	special := false
	last, kind := "", uint8(0)
	for row := range kinds {
		name := ds.RowText(i, row)
		if name != last {
			last, kind = name, kindOfChromosome(name)
		}
		kinds[row] = kind
		special = special || kind != 0
	}
	if !special {
		return nil
	}
	return kinds
}

// kindOfChromosome reads the name of a human chromosome, with or without "chr".
func kindOfChromosome(name string) uint8 {
	name = strings.ToUpper(name)
	switch strings.TrimPrefix(name, "CHR") {
	case "23", "X":
		return kindX
	case "24", "Y":
		return kindY
	case "26", "MT", "M":
		return kindMT
	}
	return 0
}
