package vcf

import (
	"fmt"

	"serialfraction/harness/input/lines"
	"serialfraction/harness/wording"
)

// counts are what a file has that is read in one of several ways.
type counts struct {
	several   int    // variants with several alternate alleles
	withoutGT int    // variants without genotypes
	failed    int    // variants that did not pass a filter
	filter    string // the first that one of them did not pass

	haploid, half, polyploid int // genotypes
}

// fail counts a variant that did not pass a filter.
func (n *counts) fail(filter []byte) {
	if n.failed == 0 {
		n.filter = string(filter)
	}
	n.failed++
}

// add adds the counts of the records after those of n.
func (n *counts) add(later *counts) {
	if n.failed == 0 {
		n.filter = later.filter
	}
	n.several += later.several
	n.withoutGT += later.withoutGT
	n.failed += later.failed
	n.haploid += later.haploid
	n.half += later.half
	n.polyploid += later.polyploid
}

// notes returns the notes for a dataset of so many variants.
func (n *counts) notes(variants int) (notes []string) {
	of := func(k int) string { return wording.Grouped(k) + " of " + wording.Count(variants, "variant") }
	if n.several > 0 {
		notes = append(notes, of(n.several)+" with several alternate alleles: the commonest is counted, and genotypes with another are missing, as PLINK 1.9 has it; bcftools norm -m -any gives each a row of its own")
	}
	if n.withoutGT > 0 {
		notes = append(notes, of(n.withoutGT)+" without GT: all genotypes there are missing")
	}
	if n.failed > 0 {
		notes = append(notes, of(n.failed)+fmt.Sprintf(" did not pass a filter, such as %s: read all the same, as PLINK has it; bcftools view -f .,PASS leaves them out", lines.Quote(n.filter)))
	}
	if n.haploid > 0 {
		notes = append(notes, wording.Count(n.haploid, "haploid genotype")+": each counts as two copies of its allele, as PLINK has it")
	}
	if n.half > 0 {
		notes = append(notes, wording.Count(n.half, "genotype")+" with one allele missing, such as 0/.: read as missing")
	}
	if n.polyploid > 0 {
		notes = append(notes, wording.Count(n.polyploid, "genotype")+" of more than two alleles, such as 0/0/1: read as missing")
	}
	return notes
}
