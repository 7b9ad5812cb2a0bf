package plink

import "math"

// copies maps the two bits of a genotype to the number of copies of allele A1.
var copies = [4]float64{2, math.NaN(), 1, 0}

// copiesOfByte maps a byte to the copies of its four genotypes.
var copiesOfByte = func() (table [256][4]float64) {
	for b := range table {
		for i := range table[b] {
			table[b][i] = copies[b>>(2*i)&3]
		}
	}
	return table
}()

// decodeGenotypes writes the given columns, nil for all, of every row of packed into
// dst, row-major.
func decodeGenotypes(dst []float64, packed []byte, stride, samples int, columns []int) {
	for ; len(packed) > 0; packed = packed[stride:] {
		row := packed[:stride]
		if columns != nil {
			for i, col := range columns {
				dst[i] = copies[row[col>>2]>>(2*(col&3))&3]
			}
			dst = dst[len(columns):]
			continue
		}
		all := dst[:samples]
		for _, b := range row {
			all = all[copy(all, copiesOfByte[b][:]):]
		}
		dst = dst[samples:]
	}
}

// encodeGenotype returns the two bits of a number of copies of allele A1, and false for a
// number that is not 0, 1, 2 or NaN.
func encodeGenotype(v float64) (byte, bool) {
	switch v {
	case 2:
		return 0, true
	case 1:
		return 2, true
	case 0:
		return 3, true
	}
	return 1, math.IsNaN(v)
}
