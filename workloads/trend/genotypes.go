package trend

import (
	"encoding/binary"
	"math/bits"

	"serialfraction/harness"
)

// samplesPerWord is the number of two-bit genotypes in 64 bits.
const samplesPerWord = 32

// The bytes of a row, and of a mask, that one step of a vector loop takes: one vector of AVX-512, and
// three of AVX2.
const (
	stepAVX512 = 64
	stepAVX2   = 96
)

// steps returns how many steps of the given number of bytes cover a row of stride bytes.
func steps(stride, step int) int { return (stride + step - 1) / step }

// A genotype in a .bed file has two bits. The lower is set where the genotype is missing or has
// no copy of allele A1, the upper where it has one copy or none. So both are set where it has
// none.

// A mask chooses samples: the lower bit of each chosen genotype is set. It is as long as what the
// steps of either vector loop read of a row.
type mask []uint64

// newMask returns the mask of the given samples of a row of the given number of bytes.
func newMask(stride int, samples []int) mask {
	m := make(mask, max(stepAVX512*steps(stride, stepAVX512), stepAVX2*steps(stride, stepAVX2))/8)
	for _, s := range samples {
		m[s/samplesPerWord] |= 1 << (2 * (s % samplesPerWord))
	}
	return m
}

// masks are the masks of two groups, which have no samples in common.
type masks struct {
	of   [2]mask
	size [2]int // samples in each
}

func newMasks(stride int, a, b []int) masks {
	return masks{of: [2]mask{newMask(stride, a), newMask(stride, b)}, size: [2]int{len(a), len(b)}}
}

// bitCounts are the numbers of set bits in the chosen genotypes of a row. The lower half of each
// number is the count of group a, the upper half that of group b.
type bitCounts struct {
	lower, upper, both uint64
}

// A genotypes holds the numbers of samples of a group by their copies of allele A1.
type genotypes struct {
	none, one, two int64
}

// genotypes returns the counts of group g.
func (c bitCounts) genotypes(m *masks, g int) genotypes {
	shift := 32 * g
	lower, upper, both := int64(uint32(c.lower>>shift)), int64(uint32(c.upper>>shift)), int64(uint32(c.both>>shift))
	// lower−both are missing, upper−both have one copy.
	return genotypes{none: both, one: upper - both, two: int64(m.size[g]) - upper - lower + both}
}

func (g genotypes) samples() int64 { return g.none + g.one + g.two }

func (g genotypes) copies() int64 { return g.one + 2*g.two }

// countGo counts the rows of packed into dst, a word at a time. It reads no byte outside packed,
// whatever the stride.
func countGo(dst []bitCounts, packed []byte, stride int, m *masks) {
	for i := range dst {
		row := packed[i*stride : (i+1)*stride]
		a, b := m.of[0], m.of[1]
		var c bitCounts
		for len(row) >= 8 {
			c.add(binary.LittleEndian.Uint64(row), a[0], b[0])
			row, a, b = row[8:], a[1:], b[1:]
		}
		if len(row) > 0 {
			word := uint64(0)
			for k, v := range row {
				word |= uint64(v) << (8 * k)
			}
			c.add(word, a[0], b[0])
		}
		dst[i] = c
	}
}

// add counts a word under the masks of the two groups.
func (c *bitCounts) add(word, a, b uint64) {
	lower, upper := word, word>>1
	both := lower & upper
	c.lower += uint64(bits.OnesCount64(lower&a)) | uint64(bits.OnesCount64(lower&b))<<32
	c.upper += uint64(bits.OnesCount64(upper&a)) | uint64(bits.OnesCount64(upper&b))<<32
	c.both += uint64(bits.OnesCount64(both&a)) | uint64(bits.OnesCount64(both&b))<<32
}

// columnsOf returns the columns of the file for each group of ds.
func columnsOf(ds *harness.Dataset) (a, b []int) {
	columns := ds.Store.Columns
	if columns == nil {
		columns = make([]int, ds.Cols)
		for i := range columns {
			columns[i] = i
		}
	}
	return columns[:ds.Groups.Sizes[0]], columns[ds.Groups.Sizes[0]:]
}
