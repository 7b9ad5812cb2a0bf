package input

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"serialfraction/harness"
	"serialfraction/harness/input/lines"
	"serialfraction/harness/numeral"
	"serialfraction/harness/wording"
)

// A labeler returns the group of each sample, "" for a sample in none.
type labeler func(d *harness.Dataset) ([]string, error)

// labeler returns the labeler for the flags of s, or nil where none of them is given.
func (s Source) labeler() (labeler, error) {
	switch {
	case s.Groups != "" && s.GroupBy != "" && s.GroupField == "":
		return nil, &harness.FlagError{Flag: "group-by", Value: s.GroupBy, Want: "--groups already gives the groups: use one of the two flags"}
	case s.Groups == "" && s.GroupBy == "" && s.GroupField == "":
		return nil, nil
	}
	texts := s.groupTexts
	if s.Groups != "" {
		var err error
		if texts, err = openGroups(s.Groups, s.GroupField); err != nil {
			return nil, err
		}
	}
	if s.Groups != "" || s.GroupField != "" {
		texts = withoutMissing(texts)
	}
	if s.GroupBy == "" {
		return texts, nil
	}
	re, err := regexp.Compile(s.GroupBy)
	if err != nil {
		return nil, &harness.FlagError{Flag: "group-by", Value: s.GroupBy,
			Want: fmt.Sprintf("%v: give a regular expression on sample names, such as '^[A-Za-z]+'", err)}
	}
	return func(d *harness.Dataset) ([]string, error) {
		found, err := texts(d)
		return matchGroups(re, found), err
	}, nil
}

// withoutMissing returns the labeler that has "" in place of each word for a missing value,
// such as NA. It is not meant for the names of samples, such as NA12878.
func withoutMissing(label labeler) labeler {
	return func(d *harness.Dataset) ([]string, error) {
		texts, err := label(d)
		for i, text := range texts {
			if numeral.MissingText(text) {
				texts[i] = ""
			}
		}
		return texts, err
	}
}

// groupTexts returns the texts, one per sample, that groups are read from: the values of
// GroupField, or the names of the samples where it is "".
func (s Source) groupTexts(d *harness.Dataset) ([]string, error) {
	if s.GroupField == "" {
		return d.Samples, nil
	}
	var names []string
	var found []harness.Field
	for _, f := range d.Fields {
		if f.Name == s.GroupField {
			found = append(found, f)
		}
		names = append(names, lines.Quote(f.Name))
	}
	switch {
	case len(found) == 1:
		return slices.Clone(found[0].Values), nil
	case found != nil:
		return nil, &harness.FlagError{Flag: "group-field", Value: s.GroupField, Want: d.Name + " has " + wording.Count(len(found), "field") + " of this name: rename them, or type --groups FILE"}
	case slices.ContainsFunc(d.RowFields, func(f harness.Field) bool { return f.Name == s.GroupField }):
		return nil, &harness.FlagError{Flag: "group-field", Value: s.GroupField, Want: "this column of " + d.Name + " describes its rows, and groups are of its columns: where the rows are the samples, write the table with rows and columns exchanged, such as by .T of pandas or t() of R"}
	case names == nil:
		return nil, &harness.FlagError{Flag: "group-field", Value: s.GroupField, Want: d.Name + " has no fields of its samples: type --groups FILE or --group-by REGEXP"}
	}
	return nil, &harness.FlagError{Flag: "group-field", Value: s.GroupField, Want: d.Name + " has no such field of its samples: type one of " + strings.Join(names, ", ")}
}

// matchGroups derives the group of each sample from its text: the first submatch of re
// if it has one, else the whole match. A sample whose text does not match, or whose match
// is empty, is in no group.
func matchGroups(re *regexp.Regexp, texts []string) []string {
	groups := make([]string, len(texts))
	for i, text := range texts {
		if m := re.FindStringSubmatch(text); m != nil {
			groups[i] = m[min(1, len(m)-1)]
		}
	}
	return groups
}

// compared returns the groups and the contrast of the field that names two groups to
// compare, or nil groups where no field does. A pair that is not nil is returned as it is.
//
// Samples without a value of that field are in no group. Where pair is nil, nobody asked to
// leave them out: a note of d counts them.
func compared(d *harness.Dataset, pair *[2]string) ([]string, *[2]string) {
	for _, f := range d.Fields {
		if f.Compare == ([2]string{}) {
			continue
		}
		if pair == nil {
			pair = &f.Compare
			noteUngrouped(d, f)
		}
		return f.Values, pair
	}
	return nil, pair
}

// noteUngrouped adds a note on the samples that have no value of f.
func noteUngrouped(d *harness.Dataset, f harness.Field) {
	var without []string
	for i, value := range f.Values {
		if value == "" {
			without = append(without, d.Samples[i])
		}
	}
	if len(without) == 0 {
		return
	}
	const most = 4
	list := strings.Join(without[:min(most, len(without))], ", ")
	if len(without) > most {
		list += ", …"
	}
	d.Notes = append(d.Notes, fmt.Sprintf("%d of %s left out, because they have no %s: %s",
		len(without), wording.Count(d.Cols, "sample"), f.Name, list))
}

// parseContrast returns the two groups of --contrast, or nil for "".
func parseContrast(contrast string) (*[2]string, error) {
	if contrast == "" {
		return nil, nil
	}
	a, b, ok := strings.Cut(contrast, ",")
	a, b = strings.TrimSpace(a), strings.TrimSpace(b)
	if !ok || a == "" || b == "" || a == b || strings.Contains(b, ",") {
		return nil, &harness.FlagError{Flag: "contrast", Value: contrast, Want: "type two different groups, A,B: the result has the sign of mean A − mean B"}
	}
	return &[2]string{a, b}, nil
}
