package input

import (
	"bytes"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"serialfraction/harness"
	"serialfraction/harness/input/content"
	"serialfraction/harness/input/lines"
	"serialfraction/harness/wording"
)

// A classFile is the content of a CLS file of GenePattern and GSEA with discrete classes:
//
//	samples classes 1
//	# name name …
//	label label …
//
// with one label for each sample, in the order of the data.
type classFile struct {
	name    string
	classes []string // the class of each sample
	at      int      // number of the line of the labels
	note    string   // how the labels were read, where that may surprise; "" = as written
}

// isCLS reports whether a file is a CLS file, by its name or its first line.
func isCLS(name string, text []byte) bool {
	if filepath.Ext(content.Bare(strings.ToLower(name))) == ".cls" {
		return true
	}
	line, _ := lines.Cut(bytes.TrimLeft(text, "\r\n"))
	numbers := strings.Fields(string(line))
	return bytes.HasPrefix(line, []byte(clsNumeric)) ||
		len(numbers) == 3 && !slices.ContainsFunc(numbers, func(s string) bool { return !isNumber(s) })
}

// clsNumeric is the first line of a CLS file of numbers instead of classes.
const clsNumeric = "#numeric"

func isNumber(s string) bool {
	_, err := strconv.Atoi(s)
	return err == nil
}

// parseCLS reads a CLS file of classes.
func parseCLS(name string, text []byte) (*classFile, error) {
	c := &classFile{name: name}
	var samples, classes int
	var names []string
	read := 0
	for number := 1; len(text) > 0; number++ {
		var line []byte
		if line, text = lines.Cut(text); len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		err := lines.Check(line)
		if err == nil {
			switch read {
			case 0:
				samples, classes, err = clsSizes(string(line))
			case 1:
				names, err = clsNames(string(line), classes)
			case 2:
				c.at = number
				c.classes, c.note, err = clsLabels(strings.Fields(string(line)), samples, names)
			default:
				err = fmt.Errorf("something follows the labels, %s: three lines are expected, all labels on the third", lines.Quote(string(line)))
			}
		}
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, number, err)
		}
		read++
	}
	if read < 3 {
		return nil, fmt.Errorf("%s: the file ends after %s: a CLS file has the numbers of samples and classes, the names of the classes, and a label for each sample",
			name, wording.Count(read, "line"))
	}
	return c, nil
}

// clsSizes reads the first line.
func clsSizes(line string) (samples, classes int, err error) {
	if strings.HasPrefix(line, clsNumeric) {
		return 0, 0, errors.New("#numeric: a phenotype of numbers makes no groups: give a .cls of classes, or a file of sample,group")
	}
	numbers := strings.Fields(line)
	if len(numbers) == 3 && isNumber(numbers[2]) {
		var ok [2]bool
		samples, ok[0] = lines.ParseCount(numbers[0], 1)
		classes, ok[1] = lines.ParseCount(numbers[1], 1)
		if ok[0] && ok[1] {
			return samples, classes, nil
		}
	}
	return 0, 0, fmt.Errorf("the numbers of samples and classes and a 1 are expected, such as 38 2 1, found %s", lines.Quote(line))
}

// clsNames reads the second line.
func clsNames(line string, classes int) ([]string, error) {
	text, ok := strings.CutPrefix(strings.TrimSpace(line), "#")
	if !ok {
		return nil, fmt.Errorf("# and the names of the classes are expected, such as # ALL AML, found %s", lines.Quote(line))
	}
	names := strings.Fields(text)
	if len(names) != classes {
		return nil, fmt.Errorf("%s stated, %s found: a name holds no spaces, and every class needs one", wording.Count(classes, "class"), wording.Count(len(names), "name"))
	}
	seen := make(map[string]bool, len(names))
	for _, name := range names {
		if seen[name] {
			return nil, fmt.Errorf("class %s is named twice: rename one", lines.Quote(name))
		}
		seen[name] = true
	}
	return names, nil
}

// clsLabels reads the third line: the class of each sample. Labels stand for the classes
// in the order in which they first appear, as the format has it (GenePattern, "CLS file
// format": the order decides even where the labels are the names of the classes); note
// tells where names stand for one another. Numbers that do not first appear from the
// smallest to the largest are refused, because other programs use them as indices of the
// classes and would swap these.
func clsLabels(labels []string, samples int, names []string) (classes []string, note string, err error) {
	if len(labels) != samples {
		return nil, "", fmt.Errorf("%s stated, %s found: one is expected for each sample", wording.Count(samples, "sample"), wording.Count(len(labels), "label"))
	}
	known := make(map[string]bool, len(names))
	for _, name := range names {
		known[name] = true
	}
	var found []string
	class := make(map[string]string)
	named := 0
	for i, label := range labels {
		if _, seen := class[label]; seen {
			continue
		}
		if known[label] {
			named++
		}
		found = append(found, label)
		if len(found) > len(names) {
			return nil, "", fmt.Errorf("column %d: label %s is one more than the %s: correct it, or name its class", i+1, lines.Quote(label), wording.Count(len(names), "class"))
		}
		class[label] = names[len(found)-1]
	}
	switch {
	case len(found) < len(names):
		return nil, "", fmt.Errorf("%s named, %s found: leave out the class that no sample is in", wording.Count(len(names), "class"), wording.Count(len(found), "different label"))
	case named == len(found) && !slices.Equal(found, names):
		note = fmt.Sprintf("label %s stands for class %s, for the order in which labels first appear decides, not what they are: list the classes in this order if that is wrong", found[0], names[0])
	case named > 0 && named < len(found):
		i := slices.IndexFunc(labels, func(l string) bool { return !known[l] })
		return nil, "", fmt.Errorf("column %d: label %s is none of the classes %s: correct it", i+1, lines.Quote(labels[i]), strings.Join(names, ", "))
	case named == 0 && !ascending(found):
		return nil, "", fmt.Errorf("the labels first appear in the order %s, which programs read differently: write the names of the classes instead", strings.Join(found, ", "))
	}
	classes = make([]string, len(labels))
	for i, label := range labels {
		classes[i] = class[label]
	}
	return classes, note, nil
}

// ascending reports whether labels are ascending numbers, or not all numbers.
func ascending(labels []string) bool {
	last := 0
	for i, label := range labels {
		n, err := strconv.Atoi(label)
		if err != nil {
			return true
		}
		if i > 0 && n <= last {
			return false
		}
		last = n
	}
	return true
}

// label returns the class of each sample, by position.
func (c *classFile) label(d *harness.Dataset) ([]string, error) {
	if len(c.classes) != d.Cols {
		return nil, fmt.Errorf("%s:%d: %s, but the data have %s: a CLS file goes with the columns of one data file",
			c.name, c.at, wording.Count(len(c.classes), "label"), wording.Count(d.Cols, "sample"))
	}
	if c.note != "" {
		d.Notes = append(d.Notes, fmt.Sprintf("%s:%d: %s", c.name, c.at, c.note))
	}
	return slices.Clone(c.classes), nil
}
