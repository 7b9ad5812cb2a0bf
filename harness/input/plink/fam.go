package plink

import (
	"fmt"
	"slices"
	"strings"

	"serialfraction/harness"
	"serialfraction/harness/input/content"
	"serialfraction/harness/input/lines"
)

// famColumns is the number of columns of a .fam file, one sample per line. PLINK ignores
// what follows them.
const famColumns = 6

// The fields of a sample, after the columns of a .fam file.
const (
	fieldID        = "id" // only where ids are not unique, so that samples have other names
	fieldFather    = "father"
	fieldMother    = "mother"
	fieldSex       = "sex" // male, female or ""
	fieldFamily    = "family"
	fieldPhenotype = "phenotype"
)

// A famSample is a line of a .fam file.
type famSample struct {
	line                                       int
	family, id, father, mother, sex, phenotype string
}

// readFam reads a .fam file: family, id, father, mother, sex (1 male, 2 female) and
// phenotype, separated by blanks.
func readFam(f *content.Mapping) (samples []famSample, err error) {
	text := newTextFile(f)
	var found [famColumns]string
	for {
		n, err := text.next(found[:])
		if err != nil {
			return nil, err
		}
		if n == 0 {
			break
		}
		if n < famColumns {
			return nil, text.errorf("%d columns, but family, id, father, mother, sex and phenotype are %d: write the file again with plink --make-bed",
				n, famColumns)
		}
		if strings.EqualFold(found[0], "FID") && strings.EqualFold(found[1], "IID") {
			return nil, text.errorf("this line is a header, and PLINK takes it for a sample: begin it with #, or remove it")
		}
		samples = append(samples, famSample{text.line, found[0], found[1], found[2], found[3], found[4], found[5]})
	}
	if len(samples) == 0 {
		return nil, fmt.Errorf("%s: empty: a line for every sample is expected", f.Name)
	}
	return samples, nil
}

// famFields returns the facts about the samples: phenotype, sex and family, father and
// mother where any is known, and id where a sample has another name.
func famFields(samples []famSample, names []string, phenotypes harness.Field) []harness.Field {
	column := func(name string, of func(s famSample) string) harness.Field {
		f := harness.Field{Name: name, Values: make([]string, len(samples))}
		for i, s := range samples {
			f.Values[i] = of(s)
		}
		return f
	}
	fields := []harness.Field{
		phenotypes,
		column(fieldSex, func(s famSample) string { return famSex(s.sex) }),
		column(fieldFamily, func(s famSample) string { return s.family }),
	}
	for _, parent := range []harness.Field{
		column(fieldFather, func(s famSample) string { return known(s.father) }),
		column(fieldMother, func(s famSample) string { return known(s.mother) }),
	} {
		if slices.ContainsFunc(parent.Values, func(id string) bool { return id != "" }) {
			fields = append(fields, parent)
		}
	}
	if names[0] != samples[0].id {
		fields = append(fields, column(fieldID, func(s famSample) string { return s.id }))
	}
	return fields
}

// famNames returns the samples' own ids where they are unique, else family_id.
func famNames(f *content.Mapping, samples []famSample) ([]string, error) {
	names := make([]string, len(samples))
	for i, s := range samples {
		names[i] = s.id
	}
	if _, _, twice := repeated(names); !twice {
		return names, nil
	}
	for i, s := range samples {
		names[i] = s.family + "_" + s.id
	}
	if i, k, twice := repeated(names); twice {
		return nil, fmt.Errorf("%s:%d: sample %s is already line %d: rename one", f.Name, samples[k].line, lines.Quote(names[k]), samples[i].line)
	}
	return names, nil
}

// repeated returns the indices of the first name that repeats an earlier one: of the
// earlier one, and of its repetition.
func repeated(names []string) (first, again int, twice bool) {
	seen := make(map[string]int, len(names))
	for i, name := range names {
		if first, twice := seen[name]; twice {
			return first, i, true
		}
		seen[name] = i
	}
	return 0, 0, false
}

func famSex(code string) string {
	switch code {
	case "1":
		return "male"
	case "2":
		return "female"
	}
	return ""
}

// sexNotes returns a note on sexes that are not read, where there are any.
func sexNotes(samples []famSample) []string {
	var others unread
	for _, s := range samples {
		if famSex(s.sex) == "" {
			others.add(s.sex)
		}
	}
	return others.notes("sexes other than 1 (male) and 2 (female)", "are not known, as PLINK has it: write 1 and 2", len(samples))
}

// known returns the id of a parent, "" for 0, which stands for none.
func known(id string) string {
	if id == "0" {
		return ""
	}
	return id
}
