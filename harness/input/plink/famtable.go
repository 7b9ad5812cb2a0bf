package plink

import (
	"slices"

	"serialfraction/harness/input/content"
)

// A FamLine is a sample of a .fam file: the values of [FamColumns], and its line.
type FamLine struct {
	Fields []string
	Line   int
}

// FamColumns returns the names of the columns of a [FamLine]. family_id is both in one, as
// PLINK names a sample in a VCF file.
func FamColumns() []string {
	return []string{fieldID, fieldFamily + "_" + fieldID, fieldFamily, fieldFather, fieldMother, fieldSex, fieldPhenotype}
}

// ReadFam reads a .fam file for the groups of samples whose rows are in another file. Notes are
// those of [Open].
func ReadFam(name string, text []byte) (samples []FamLine, notes []string, err error) {
	f := &content.Mapping{Name: name, Bytes: text}
	list, err := readFam(f)
	if err != nil {
		return nil, nil, err
	}
	p, err := readPhenotypes(f, list, Coding12)
	if err != nil {
		return nil, nil, err
	}
	for i, s := range list {
		samples = append(samples, FamLine{[]string{s.id, s.family + "_" + s.id, s.family, known(s.father), known(s.mother), famSex(s.sex), p.values[i]}, s.line})
	}
	return samples, slices.Concat(p.notes(Coding12), sexNotes(list)), nil
}
