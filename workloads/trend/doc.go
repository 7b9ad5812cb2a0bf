// Package trend is the workload of that name: the Cochran–Armitage trend and the allelic
// test of every variant, from genotypes as PLINK packs them.
//
// It counts bits and never unpacks a genotype. It refuses rows that are not from a .bed file.
// The table of workloads imports it:
//
//	spec, studentt, adjust ← trend ← workloads
package trend
