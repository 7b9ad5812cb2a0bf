package vcf

import "fmt"

// The two bits of a genotype, as harness.PackedPLINK has them.
const (
	codeTwo     = 0 // two copies of the allele that is counted
	codeMissing = 1
	codeOne     = 2
	codeNone    = 3
)

// missingAllele is an allele that was not called.
const missingAllele = -1

// A genotype is the two alleles of a sample: 0 is the reference, k the k-th alternate. Both
// are missingAllele where it is missing. A haploid sample has its allele twice, as PLINK has
// it.
type genotype struct{ a, b int32 }

// missing is the genotype of a sample without one.
var missing = genotype{missingAllele, missingAllele}

// A call is a genotype as it is written: its first two alleles, and how many there are.
type call struct {
	genotype
	alleles int
	missing int // how many of them are not called
}

// next adds an allele.
func (c *call) next(allele int32) {
	switch c.alleles {
	case 0:
		c.a, c.b = allele, allele
	case 1:
		c.b = allele
	}
	c.alleles++
	if allele == missingAllele {
		c.missing++
	}
}

// of returns the genotype of a call, and counts what is not simply one of two alleles.
func (n *counts) of(c call) genotype {
	switch {
	case c.missing == c.alleles:
		return missing
	case c.alleles > 2:
		n.polyploid++
		return missing
	case c.missing > 0:
		n.half++
		return missing
	case c.alleles == 1:
		n.haploid++
	}
	return c.genotype
}

// codeOf returns the bits of a genotype where allele k is counted. Genotypes with an
// alternate allele other than k are missing.
func (g genotype) codeOf(k int32) byte {
	if g.a != 0 && g.a != k || g.b != 0 && g.b != k {
		return codeMissing
	}
	switch {
	case g.a == 0 && g.b == 0:
		return codeNone
	case g.a == g.b:
		return codeTwo
	}
	return codeOne
}

// commonest returns the alternate allele of which b.genotypes have most copies, the first of
// those that are equally common.
func (b *batch) commonest(alternates int) int32 {
	if cap(b.copies) <= alternates {
		b.copies = make([]int, alternates+1)
	}
	b.copies = b.copies[:alternates+1]
	clear(b.copies)
	for _, g := range b.genotypes {
		if g.a > 0 {
			b.copies[g.a]++
		}
		if g.b > 0 {
			b.copies[g.b]++
		}
	}
	best := 1
	for k := 2; k <= alternates; k++ {
		if b.copies[k] > b.copies[best] {
			best = k
		}
	}
	return int32(best)
}

// pack packs genotypes.
func pack(row []byte, genotypes []genotype, k int32) {
	for i, g := range genotypes {
		row[i>>2] |= g.codeOf(k) << (2 * (i & 3))
	}
}

// errAllele is the error of an allele that a record does not list.
func errAllele(allele, alternates int) error {
	return fmt.Errorf("allele %d of %d: the file is damaged, or was cut by hand", allele, alternates+1)
}
