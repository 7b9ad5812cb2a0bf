// Package plink reads and writes genotypes as PLINK 1 has them: a .bed file with the .bim
// and .fam files beside it.
//
// It never unpacks what nobody asked for: the genotypes stay in the file, four samples to
// a byte, and are decoded as they are worked on, or handed over packed.
//
//	mapping → .fam and .bim beside it → dataset with a packed Store → Write and Beside
//
// harness/input imports it, and harness/input/made packs generated genotypes in its way.
package plink
