// Package vcf reads the genotypes of VCF and BCF files: the field GT of every sample, packed
// as PLINK has it, so that a kernel that works on a .bed file works on these too.
//
// A value is the number of copies of the alternate allele: 0, 1, 2 or missing. What PLINK 1.9
// makes of a genotype that is none of these is made of it here too, and counted in a note:
// one of several alternate alleles, of a haploid, of a polyploid.
//
//	stream → header → blocks of records on all CPUs → rows, packed → dataset
//
// VCF is read by version 4.4 of its specification, and BCF by version 2.2 (samtools.github.io/
// hts-specs). harness/input imports it.
package vcf
