package vcf

import (
	"bytes"
	"fmt"

	"serialfraction/harness/input/lines"
	"serialfraction/harness/wording"
)

// packLine packs the genotypes of the samples of a line, text, whose field of that index is
// GT. There is at most one alternate allele.
func (b *batch) packLine(row, text []byte, at, alternates int) error {
	samples, usual := len(b.header.samples), at == 0 && alternates == 1
	for i := 0; i < samples; i++ {
		if usual && i&3 == 0 {
			n := packUsual(row[i>>2:], text, samples-1-i)
			i, text = i+n, text[4*n:]
		}
		n := endOfField(text)
		code, ok := byte(0), false
		if usual {
			code, ok = usualCode(text[:n])
		}
		if !ok {
			g, err := b.read(text[:n], at, alternates)
			if err != nil {
				return b.ofSample(i, err)
			}
			code = g.codeOf(1)
		}
		row[i>>2] |= code << (2 * (i & 3))
		if text = text[n:]; text[0] == '\n' {
			if i+1 < samples {
				return b.errColumns(i + 1)
			}
			return nil
		}
		text = text[1:]
	}
	return b.errColumns(samples + countFields(text))
}

// addSeveral adds the row of a line with several alternate alleles.
func (b *batch) addSeveral(s *site, text []byte, at, alternates int) error {
	for i := range b.genotypes {
		n := endOfField(text)
		g, err := b.read(text[:n], at, alternates)
		if err != nil {
			return b.ofSample(i, err)
		}
		b.genotypes[i] = g
		if text = text[n:]; text[0] == '\n' && i+1 < len(b.genotypes) {
			return b.errColumns(i + 1)
		}
		if text[0] == '\t' && i+1 == len(b.genotypes) {
			return b.errColumns(i + 1 + countFields(text[1:]))
		}
		text = text[1:]
	}
	b.addChosen(s, alternates, func(k int) []byte { return nth(s.alt, k-1) })
	return nil
}

// addChosen adds the row of b.genotypes, in which the commonest alternate allele is counted.
// alternate returns the k-th.
func (b *batch) addChosen(s *site, alternates int, alternate func(k int) []byte) {
	k := b.commonest(alternates)
	b.addSite(s, alternate(int(k)))
	pack(b.addRow(), b.genotypes, k)
	b.counts.several++
}

// read reads the GT of a sample's field.
func (b *batch) read(field []byte, at, alternates int) (genotype, error) {
	for ; at > 0; at-- {
		i := bytes.IndexByte(field, ':')
		if i < 0 {
			return missing, nil // fields at the end may be left out
		}
		field = field[i+1:]
	}
	if i := bytes.IndexByte(field, ':'); i >= 0 {
		field = field[:i]
	}
	c, err := parseCall(field, alternates)
	return b.counts.of(c), err
}

// parseCall reads a genotype, such as 0/1, 0|1, 1 or ./. of alleles up to that number.
func parseCall(text []byte, alternates int) (c call, err error) {
	whole := text
	if len(text) > 1 && isSeparator(text[0]) {
		text = text[1:] // the phase of the first allele, since version 4.4
	}
	for {
		allele, n := int32(0), 0
		if len(text) > 0 && text[0] == '.' {
			allele, n = missingAllele, 1
		} else {
			for n < len(text) && text[n] >= '0' && text[n] <= '9' && n < 6 {
				allele = 10*allele + int32(text[n]-'0')
				n++
			}
			if int(allele) > alternates {
				return c, errAllele(int(allele), alternates)
			}
		}
		if n == 0 {
			return c, fmt.Errorf("%s is no genotype", lines.Quote(string(whole)))
		}
		c.next(allele)
		if text = text[n:]; len(text) == 0 {
			return c, nil
		}
		if !isSeparator(text[0]) {
			return c, fmt.Errorf("%s is no genotype", lines.Quote(string(whole)))
		}
		text = text[1:]
	}
}

func isSeparator(c byte) bool { return c == '/' || c == '|' }

// endOfField returns the length of the field that a line's text begins with. The text ends
// in '\n'.
func endOfField(text []byte) int {
	if i := bytes.IndexByte(text, '\t'); i >= 0 {
		return i
	}
	return len(text) - 1
}

// countFields returns the number of fields of a line's text.
func countFields(text []byte) int { return bytes.Count(text, []byte{'\t'}) + 1 }

// ofSample returns an error at a sample.
func (b *batch) ofSample(i int, err error) error {
	return fmt.Errorf("sample %s: %w", lines.Quote(b.header.samples[i]), err)
}

// errColumns returns the error of a line with that number of samples.
func (b *batch) errColumns(samples int) error {
	return fmt.Errorf("%s, but the header names %d: the line is cut short, or the file is damaged: fetch it again", wording.Count(samples, "sample"), len(b.header.samples))
}
