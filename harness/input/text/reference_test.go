package text

import (
	"errors"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"serialfraction/harness"
	"serialfraction/harness/input/dataset"
)

var (
	referenceNumber  = regexp.MustCompile(`(?i)^[+-]?(([0-9]+\.?[0-9]*|\.[0-9]+)(e[+-]?[0-9]+)?|inf(inity)?)$`)
	referenceMissing = regexp.MustCompile(`(?i)^(|na|n/a|[+-]?nan|null|none|<na>|#n/?a|#n/a n/a|-?1\.#ind|-?1\.#qnan)$`)
)

// reference reads a delimited text slowly and plainly. The parallel reader must return
// the same dataset, and fail where reference fails.
func reference(text, comma string) (*harness.Dataset, error) {
	all, err := belowComments(nonEmpty(unixEnds(text)), comma)
	if err != nil {
		return nil, err
	}
	return referenceTable(all, comma)
}

// unixEnds ends lines with "\n" where they end in "\r" alone.
func unixEnds(text string) string {
	if crOnly.MatchString(text) {
		return strings.ReplaceAll(text, "\r", "\n")
	}
	return text
}

// nonEmpty returns the lines of a text that are not empty.
func nonEmpty(text string) (all []string) {
	for line := range strings.SplitSeq(strings.TrimPrefix(text, "\ufeff"), "\n") {
		if line = strings.TrimSuffix(line, "\r"); line != "" {
			all = append(all, line)
		}
	}
	return all
}

// referenceTable reads the lines of a table, the header first.
func referenceTable(all []string, comma string) (*harness.Dataset, error) {
	var lines [][]string
	for i, line := range all {
		if i == 0 && !printable(line) {
			return nil, errors.New("header is not text")
		}
		fields, err := referenceFields(line, comma)
		if err != nil {
			return nil, err
		}
		lines = append(lines, fields)
	}
	if len(lines) < 2 || len(lines[0]) < 2 {
		return nil, errors.New("too little")
	}
	d := &harness.Dataset{Name: "x", Samples: lines[0][1:], Cols: len(lines[0]) - 1}
	for i, name := range d.Samples {
		if name == "" || slices.Contains(d.Samples[:i], name) {
			return nil, errors.New("bad header")
		}
	}
	for _, fields := range lines[1:] {
		if len(fields) != len(lines[0]) || !printable(fields[0]) {
			return nil, errors.New("bad row")
		}
		d.Rows = append(d.Rows, fields[0])
		for _, field := range fields[1:] {
			field = strings.Trim(field, " \t")
			v, err := strconv.ParseFloat(field, 64)
			if referenceMissing.MatchString(field) {
				v, err = math.NaN(), nil
			} else if !referenceNumber.MatchString(field) {
				err = errors.New("no number")
			}
			if err != nil {
				return nil, err
			}
			d.Values = append(d.Values, v)
		}
	}
	return d, nil
}

// crOnly matches a text whose first line ends in "\r" alone.
var crOnly = regexp.MustCompile(`^[^\r\n]*\r([^\n]|$)`)

// belowComments drops the comments above the header.
func belowComments(all []string, comma string) ([]string, error) {
	if len(all) > 0 && regexp.MustCompile(`^"*sep=[^"]"*$`).MatchString(all[0]) {
		all = all[1:]
	}
	header := 0
	for header < len(all) && strings.HasPrefix(all[header], "#") {
		header++
	}
	for _, line := range all[:min(header+1, len(all))] {
		for _, start := range []string{"#1.2", "#1.3", "!Series_", "##fileformat=VCF"} {
			if strings.HasPrefix(line, start) {
				return nil, errors.New("another format")
			}
		}
		if regexp.MustCompile(`^\s*FID\s+IID\s+PAT\s+MAT\s+SEX\s+PHENOTYPE(\s|$)`).MatchString(line) {
			return nil, errors.New("a .raw file of PLINK")
		}
	}
	if header == 0 {
		return all, nil
	}
	if header == len(all) {
		return all[header-1:], nil
	}
	names, err1 := referenceFields(all[header-1], comma)
	below, err2 := referenceFields(all[header], comma)
	if err1 != nil || err2 != nil || len(names) < 2 || len(names) != len(below) {
		return all[header:], nil
	}
	corner := strings.TrimLeft(names[0], "# ")
	switch {
	case dataset.IsIDName(below[0]):
		return all[header:], nil
	case (below[0] == "" || strings.ToLower(below[0]) == "x") && corner != "" && strings.ToLower(corner) != "x" && !dataset.IsIDName(corner) && !dataset.IsRowFact(corner):
		return all[header:], nil
	}
	for _, field := range below[1:] {
		field = strings.Trim(field, " \t")
		_, err := strconv.ParseFloat(field, 64)
		if !referenceMissing.MatchString(field) && (!referenceNumber.MatchString(field) || err != nil) {
			if name := all[header-1]; len(name) < 2 || name[1] == ' ' || name[1] == '#' {
				return all[header:], nil
			}
		}
	}
	return all[header-1:], nil
}

func referenceFields(line, comma string) ([]string, error) {
	if !strings.Contains(line, `"`) {
		fields := strings.Split(line, comma)
		for i := range fields {
			fields[i] = strings.Trim(fields[i], " ")
		}
		return fields, nil
	}
	quoted := regexp.MustCompile(`^ *"((?s:[^"]|"")*)" *(?:(` + comma + `)|$)`)
	var fields []string
	for {
		if strings.HasPrefix(strings.TrimLeft(line, " "), `"`) {
			m := quoted.FindStringSubmatch(line)
			if m == nil {
				return nil, errors.New("bad quotes")
			}
			fields = append(fields, strings.ReplaceAll(m[1], `""`, `"`))
			if m[2] == "" {
				return fields, nil
			}
			line = line[len(m[0]):]
			continue
		}
		field, rest, more := strings.Cut(line, comma)
		fields = append(fields, strings.Trim(field, " "))
		if !more {
			return fields, nil
		}
		line = rest
	}
}

func printable(s string) bool {
	return utf8.ValidString(s) && !strings.ContainsFunc(s, func(r rune) bool { return r < ' ' && r != '\t' || r == 0x7f })
}
