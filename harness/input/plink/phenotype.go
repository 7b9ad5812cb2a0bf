package plink

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"serialfraction/harness"
	"serialfraction/harness/input/content"
	"serialfraction/harness/input/lines"
	"serialfraction/harness/numeral"
)

// The phenotypes of a study of cases and controls.
const (
	Case    = "case"
	Control = "control"
)

// A Coding is how the last column of a .fam file writes a study of cases and controls.
type Coding int

const (
	Coding12 Coding = iota // 1 = control, 2 = case, 0 = missing
	Coding01               // 0 = control, 1 = case, as with plink --1
)

// phenotypes are the last column of a .fam file, read.
type phenotypes struct {
	values       []string // by sample: case, control or a number; "" = missing
	quantitative string   // the first value that is no code, "" where there are only codes
	codes        [3]int   // number of values 0, 1 and 2
	words        unread   // texts that are no numbers, and so missing
}

// readPhenotypes reads the last column by the rules of PLINK 1.9. -9 and words such as NA
// are missing. In Coding12, where all others are 0, 1 or 2, these stand for missing,
// control and case; else every phenotype is quantitative, 0 too. In Coding01 others than
// 0 and 1 are refused.
func readPhenotypes(f *content.Mapping, samples []famSample, coding Coding) (*phenotypes, error) {
	p := &phenotypes{values: make([]string, len(samples))}
	for i, s := range samples {
		v, err := numeral.Parse([]byte(s.phenotype))
		switch {
		case err != nil && strings.ContainsAny(s.phenotype[:1], "0123456789+-.") && len(s.phenotype) > 1:
			return nil, fmt.Errorf("%s:%d: phenotype %s is not a number: 1 is a control, 2 a case, -9 missing",
				f.Name, s.line, lines.Quote(s.phenotype))
		case err != nil:
			p.words.add(s.phenotype)
			continue
		case math.IsNaN(v) || v == -9:
			continue
		}
		p.values[i] = s.phenotype
		if len(s.phenotype) == 1 && v <= 2 {
			p.codes[int(v)]++
		} else if p.quantitative == "" {
			p.quantitative = s.phenotype
		}
		if coding == Coding01 && s.phenotype != "0" && s.phenotype != "1" {
			return nil, fmt.Errorf("%s:%d: phenotype %s is neither 0 (control) nor 1 (case): leave out --phenotype-01, or correct it",
				f.Name, s.line, lines.Quote(s.phenotype))
		}
	}
	if p.quantitative == "" {
		p.decode(coding)
	}
	return p, nil
}

// decode replaces the codes by what they stand for.
func (p *phenotypes) decode(coding Coding) {
	meaning := map[string]string{"1": Control, "2": Case}
	if coding == Coding01 {
		meaning = map[string]string{"0": Control, "1": Case}
	}
	for i, code := range p.values {
		p.values[i] = meaning[code]
	}
}

// notes returns how the column was read, where that may surprise.
func (p *phenotypes) notes(coding Coding) (notes []string) {
	codes := "1 for a control and 2 for a case"
	if coding == Coding01 {
		codes = "0 for a control and 1 for a case"
	}
	notes = p.words.notes("phenotypes that are no numbers", "are missing, as PLINK has it: write "+codes, len(p.values))
	switch {
	case p.quantitative != "":
		notes = append(notes, fmt.Sprintf("the phenotypes are quantitative, because %s is none of 0, 1, 2 and -9: they name no cases and controls", p.quantitative))
	case coding == Coding12 && p.codes[0] > 0 && p.codes[1] > 0 && p.codes[2] == 0:
		notes = append(notes, fmt.Sprintf("the phenotypes are 0 (%d) and 1 (%d) only, which PLINK reads as missing and control: if they are control and case, add --phenotype-01",
			p.codes[0], p.codes[1]))
	}
	return notes
}

// Phenotypes returns the phenotypes of the samples as a field. The field names cases and
// controls as the groups to compare where there are both.
func Phenotypes(phenotypes []string) harness.Field {
	f := harness.Field{Name: fieldPhenotype, Values: phenotypes}
	if slices.Contains(phenotypes, Case) && slices.Contains(phenotypes, Control) {
		f.Compare = [2]string{Case, Control}
	}
	return f
}
