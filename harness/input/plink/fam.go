package plink

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"serialfraction/harness"
	"serialfraction/harness/input/content"
	"serialfraction/harness/input/lines"
)

// famColumns is the number of columns of a .fam file, one sample per line.
const famColumns = 6

// A famSample is a line of a .fam file.
type famSample struct {
	line                       int
	family, id, sex, phenotype string
}

// readFam reads a .fam file: family, id, father, mother, sex (1 male, 2 female) and
// phenotype, separated by blanks.
func readFam(f *content.Mapping) (names []string, fields []harness.Field, err error) {
	var samples []famSample
	for text, line := f.Bytes, 1; len(text) > 0; line++ {
		var row []byte
		row, text = lines.Cut(text)
		if err := lines.Check(row); err != nil {
			return nil, nil, fmt.Errorf("%s:%d: %w", f.Name, line, err)
		}
		columns := strings.Fields(string(row))
		if len(columns) == 0 {
			continue
		}
		if len(columns) != famColumns {
			return nil, nil, fmt.Errorf("%s:%d: %d columns, but family, id, father, mother, sex and phenotype are %d: write the file again with plink --make-bed",
				f.Name, line, len(columns), famColumns)
		}
		samples = append(samples, famSample{line, columns[0], columns[1], columns[4], columns[5]})
	}
	if len(samples) == 0 {
		return nil, nil, fmt.Errorf("%s: empty: a line for every sample is expected", f.Name)
	}
	if names, err = famNames(f, samples); err != nil {
		return nil, nil, err
	}
	phenotypes, err := famPhenotypes(f, samples)
	if err != nil {
		return nil, nil, err
	}
	sexes, families := make([]string, len(samples)), make([]string, len(samples))
	for i, s := range samples {
		sexes[i], families[i] = famSex(s.sex), s.family
	}
	return names, []harness.Field{
		Phenotypes(phenotypes),
		{Name: "sex", Values: sexes},
		{Name: "family", Values: families},
	}, nil
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

// The phenotypes of a study of cases and controls.
const (
	Case    = "case"
	Control = "control"
)

// famPhenotypes reads the last column by PLINK's rules. -9 and words such as NA are
// missing. Where all others are 0, 1 or 2, these stand for missing, control and case;
// else every phenotype is quantitative, 0 too.
func famPhenotypes(f *content.Mapping, samples []famSample) ([]string, error) {
	phenotypes := make([]string, len(samples))
	quantitative := false
	for i, s := range samples {
		v, err := strconv.ParseFloat(s.phenotype, 64)
		switch {
		case err != nil && strings.ContainsAny(s.phenotype[:1], "0123456789+-."):
			return nil, fmt.Errorf("%s:%d: phenotype %s is not a number: 1 is a control, 2 a case, -9 missing",
				f.Name, s.line, lines.Quote(s.phenotype))
		case err != nil || math.IsNaN(v) || v == -9:
			continue
		}
		phenotypes[i] = s.phenotype
		quantitative = quantitative || len(s.phenotype) > 1 || v > 2
	}
	if quantitative {
		return phenotypes, nil
	}
	for i, code := range phenotypes {
		switch code {
		case "2":
			phenotypes[i] = Case
		case "1":
			phenotypes[i] = Control
		default:
			phenotypes[i] = ""
		}
	}
	return phenotypes, nil
}

// Phenotypes returns the phenotypes of the samples as a field. The field names cases and
// controls as the groups to compare where there are both.
func Phenotypes(phenotypes []string) harness.Field {
	f := harness.Field{Name: "phenotype", Values: phenotypes}
	if slices.Contains(phenotypes, Case) && slices.Contains(phenotypes, Control) {
		f.Compare = [2]string{Case, Control}
	}
	return f
}
