package vcf

import (
	"encoding/binary"
	"math"
	"strconv"
)

// The types of values in BCF.
const (
	typeInt8  = 1
	typeInt16 = 2
	typeInt32 = 3
	typeFloat = 5
	typeChar  = 7
)

// sharedHead is the number of bytes of the numbers that a record begins with.
const sharedHead = 24

// A record is what a record of BCF tells of its variant.
type record struct {
	site
	alleles [][]byte // the reference first
	samples int
	formats int

	text []byte // memory of the site
}

// readShared reads the part of a record that is about the variant.
func (r *record) readShared(data []byte, h *header) error {
	number := func(at int) int { return int(int32(binary.LittleEndian.Uint32(data[at:]))) }
	chromosome := h.contigs.at(number(0))
	if chromosome == "" {
		return errDamaged
	}
	r.samples, r.formats = number(20)&0xffffff, int(data[23])
	alleles := int(binary.LittleEndian.Uint16(data[18:]))

	r.text = append(r.text[:0], chromosome...)
	ends := [...]int{len(r.text), 0, 0}
	r.text = strconv.AppendInt(r.text, int64(number(4))+1, 10)
	ends[1] = len(r.text)

	c := cursor{rest: data[sharedHead:]}
	r.id = c.text()
	r.alleles = r.alleles[:0]
	for range alleles {
		r.alleles = append(r.alleles, c.text())
	}
	filters := c.vector(1)
	if c.failed || alleles == 0 || !filters.isWhole() {
		return errDamaged
	}
	for i, allele := range r.alleles[1:] {
		if i > 0 {
			r.text = append(r.text, ',')
		}
		r.text = append(r.text, allele...)
	}
	ends[2] = len(r.text)
	for i := range filters.length {
		name := h.strings.at(int(filters.value(i)))
		if name == "" {
			return errDamaged
		}
		if i > 0 {
			r.text = append(r.text, ';')
		}
		r.text = append(r.text, name...)
	}
	r.chromosome, r.position = r.text[:ends[0]], r.text[ends[0]:ends[1]]
	r.ref, r.alt, r.filter = r.alleles[0], r.text[ends[1]:ends[2]], r.text[ends[2]:]
	if alleles == 1 {
		r.alt = []byte(".")
	}
	return nil
}

// alternate returns the k-th alternate allele, nil where there is none.
func (r *record) alternate(k int) []byte {
	if k >= len(r.alleles) {
		return nil
	}
	return r.alleles[k]
}

// findGT returns the genotypes in the part of a record that is about the samples, the zero
// vector where it has none.
func (r *record) findGT(data []byte, h *header) (vector, error) {
	c := cursor{rest: data}
	for range r.formats {
		key := c.vector(1)
		if key.length != 1 || !key.isWhole() {
			return vector{}, errDamaged
		}
		name := h.strings.at(int(key.value(0)))
		values := c.vector(r.samples)
		if c.failed {
			return vector{}, errDamaged
		}
		if name == "GT" {
			if values.length == 0 {
				return vector{}, nil
			}
			if !values.isWhole() {
				return vector{}, errDamaged
			}
			return values, nil
		}
	}
	return vector{}, nil
}

// A vector is a number of values of one type for each sample, or for the variant.
type vector struct {
	kind   byte
	width  int // bytes of a value; 0 = there is no vector
	length int // values of a sample
	data   []byte
}

// isWhole reports whether the values are whole numbers.
func (v vector) isWhole() bool { return v.length == 0 || v.kind >= typeInt8 && v.kind <= typeInt32 }

// value returns a whole number.
func (v vector) value(i int) int32 {
	switch v.kind {
	case typeInt8:
		return int32(int8(v.data[i]))
	case typeInt16:
		return int32(int16(binary.LittleEndian.Uint16(v.data[2*i:])))
	}
	return int32(binary.LittleEndian.Uint32(v.data[4*i:]))
}

// unset returns the value from which on a sample has no values, and the one of a value that
// is missing.
func (v vector) unset() (end, missing int32) {
	switch v.kind {
	case typeInt8:
		return math.MinInt8 + 1, math.MinInt8
	case typeInt16:
		return math.MinInt16 + 1, math.MinInt16
	}
	return math.MinInt32 + 1, math.MinInt32
}

// at returns the genotype of sample i. A value is twice the allele plus one, 0 where it is
// missing; its last bit is the phase.
func (v vector) at(i, alternates int, n *counts) (genotype, error) {
	var c call
	end, unknown := v.unset()
	for k := range v.length {
		value := v.value(i*v.length + k)
		if value == end {
			break
		}
		allele := value>>1 - 1
		if value == unknown {
			allele = missingAllele
		}
		if int(allele) > alternates || allele < missingAllele {
			return missing, errAllele(int(allele), alternates)
		}
		c.next(allele)
	}
	return n.of(c), nil
}

// A cursor reads the values of a record one after the other. failed becomes true, and stays
// so, where they reach beyond it.
type cursor struct {
	rest   []byte
	failed bool
}

// head reads a byte that describes a vector, and the length behind it where that is long.
func (c *cursor) head() (kind byte, length int) {
	if len(c.rest) == 0 {
		c.failed = true
		return 0, 0
	}
	kind, length = c.rest[0]&15, int(c.rest[0]>>4)
	c.rest = c.rest[1:]
	if length < long {
		return kind, length
	}
	if length = c.longLength(); length < 0 {
		c.failed = true
		return 0, 0
	}
	return kind, length
}

// long is the length of a vector whose length is behind its first byte.
const long = 15

// longLength reads the length of a long vector, one whole number that is itself a vector of one;
// -1 where there is none.
func (c *cursor) longLength() int {
	if len(c.rest) == 0 || c.rest[0]>>4 != 1 {
		return -1
	}
	n := vector{kind: c.rest[0] & 15, length: 1}
	width := widthOf(n.kind)
	if !n.isWhole() || len(c.rest) < 1+width {
		return -1
	}
	n.data, c.rest = c.rest[1:1+width], c.rest[1+width:]
	return int(n.value(0))
}

// widthOf returns the bytes of a value of a type, 0 of none.
func widthOf(kind byte) int {
	switch kind {
	case typeInt8, typeChar:
		return 1
	case typeInt16:
		return 2
	case typeInt32, typeFloat:
		return 4
	}
	return 0
}

// vector reads a vector of values for each of so many samples.
func (c *cursor) vector(samples int) vector {
	kind, length := c.head()
	width := widthOf(kind)
	if kind == 0 {
		length = 0
	}
	size := uint64(width) * uint64(length) * uint64(samples)
	if c.failed || width == 0 && kind != 0 || size > uint64(len(c.rest)) {
		c.failed = true
		return vector{}
	}
	v := vector{kind: kind, width: width, length: length, data: c.rest[:size]}
	c.rest = c.rest[size:]
	return v
}

// text reads a text.
func (c *cursor) text() []byte {
	v := c.vector(1)
	if v.kind != typeChar && v.length > 0 {
		c.failed = true
	}
	return v.data
}
