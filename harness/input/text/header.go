package text

import (
	"bytes"
	"fmt"

	"serialfraction/harness/input/lines"
)

// readHeader reads the first line that is not empty, which names the id column and then
// the samples. It returns the names of the samples.
func readHeader(pre *prelude, comma byte) ([]string, error) {
	name := pre.cut.s.Name
	head, line, err := pre.nextOr(fmt.Errorf("%s: empty: a header is expected, then one line per row", name))
	if err != nil {
		return nil, err
	}
	samples, err := parseHeader(head, comma)
	if err != nil {
		return nil, fmt.Errorf("%s:%d: %w", name, line, err)
	}
	return samples, nil
}

// parseHeader returns the names of the samples: all names of the header but the first.
func parseHeader(head []byte, comma byte) ([]string, error) {
	if err := lines.Check(head); err != nil {
		return nil, err
	}
	fields, err := lines.Split(head, comma)
	if err != nil {
		return nil, err
	}
	if len(fields) == 1 {
		return nil, fmt.Errorf("the header has one column, %s: an id column and one column per sample are expected, separated by %s%s",
			lines.Quote(fields[0]), separator(comma), separatorHint(head, comma))
	}
	return fields[1:], checkSamples(fields[1:], 2)
}

// checkSamples checks that every sample has a name, and that no name repeats. first is
// the column of the first sample, counted from 1.
func checkSamples(samples []string, first int) error {
	seen := make(map[string]int, len(samples))
	for i, name := range samples {
		column := first + i
		if name == "" {
			return fmt.Errorf("column %d has no name: every sample needs one", column)
		}
		if before, twice := seen[name]; twice {
			return fmt.Errorf("column %d: sample %s is already column %d: rename one", column, lines.Quote(name), before)
		}
		seen[name] = column
	}
	return nil
}

// separator names a separator in a message.
func separator(comma byte) string {
	if comma == '\t' {
		return "tabs"
	}
	return fmt.Sprintf("%q", comma)
}

// separatorHint names the character that seems to separate the columns instead of comma.
func separatorHint(head []byte, comma byte) string {
	switch {
	case comma != '\t' && bytes.IndexByte(head, '\t') >= 0:
		return "; it holds tabs: name the file .tsv"
	case comma != ',' && bytes.IndexByte(head, ',') >= 0:
		return "; it holds commas: name the file .csv"
	case bytes.IndexByte(head, ';') >= 0:
		return "; it holds semicolons: replace them"
	}
	return ""
}
