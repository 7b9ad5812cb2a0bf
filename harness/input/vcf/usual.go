package vcf

import "encoding/binary"

// A usualWord is a genotype with the tab behind it, such as 0/1, as a word, and its code.
type usualWord struct {
	word uint32
	code byte
}

// usualWords has the genotypes that most fields are, by hashOf their words: 0/0, 0/1, 1/0, 1/1
// and ./., with either separator. The words in the other places are of no genotype.
var usualWords = func() (table [32]usualWord) {
	for _, g := range []struct {
		alleles string
		code    byte
	}{{"00", codeNone}, {"01", codeOne}, {"10", codeOne}, {"11", codeTwo}, {"..", codeMissing}} {
		for _, separator := range []byte{'/', '|'} {
			word := binary.LittleEndian.Uint32([]byte{g.alleles[0], separator, g.alleles[1], '\t'})
			table[hashOf(word)] = usualWord{word, g.code}
		}
	}
	return table
}()

// hashOf returns the place of a word in usualWords: two bits of each allele and one of the
// separator tell the genotypes there from each other.
func hashOf(word uint32) uint32 { return word&3 | word>>14&12 | word>>4&16 }

// packUsual packs genotypes into row, four at a time, as long as they are usual ones that
// stand alone in their fields. It packs at most that number and returns how many it packed,
// of which each took four bytes of the text.
func packUsual(row, text []byte, most int) (packed int) {
	for ; packed+4 <= most && len(text) >= 16; packed, text = packed+4, text[16:] {
		a, b := binary.LittleEndian.Uint64(text), binary.LittleEndian.Uint64(text[8:])
		u0, u1 := &usualWords[hashOf(uint32(a))], &usualWords[hashOf(uint32(a>>32))]
		u2, u3 := &usualWords[hashOf(uint32(b))], &usualWords[hashOf(uint32(b>>32))]
		if uint64(u0.word)|uint64(u1.word)<<32 != a || uint64(u2.word)|uint64(u3.word)<<32 != b {
			break
		}
		row[packed>>2] = u0.code | u1.code<<2 | u2.code<<4 | u3.code<<6
	}
	return packed
}

// usualCode returns the code of a field that begins with a usual genotype and has more behind
// it, and false for any other.
func usualCode(field []byte) (code byte, ok bool) {
	if len(field) < 4 || field[3] != ':' {
		return 0, false
	}
	word := binary.LittleEndian.Uint32(field) ^ ':'<<24 ^ '\t'<<24
	u := &usualWords[hashOf(word)]
	return u.code, u.word == word
}
