// Package plink reads and writes genotypes as PLINK 1 has them: a .bed file with the .bim
// and .fam files beside it.
//
// It never unpacks more than is used: the genotypes stay in the file, four samples to a
// byte, and are decoded block by block, or handed over packed.
//
//	mapping → .fam and .bim beside it → dataset with a packed Store → Write and Beside
//
// harness/input imports it, and harness/input/made, which packs generated genotypes alike.
package plink
