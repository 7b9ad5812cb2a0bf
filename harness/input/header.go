package input

import (
	"bytes"
	"fmt"
	"io"
)

// readHeader reads up to and including the first line that is not empty: the name
// of the id column, then those of the samples. It returns the samples, the text
// left of the block, and the number of its first line.
func readHeader(c *cutter, comma byte, buf []byte) (samples []string, rest []byte, line int, err error) {
	var head []byte
	for len(head) == 0 {
		if len(rest) == 0 {
			rest, line, err = c.next(buf)
			if err == io.EOF {
				err = fmt.Errorf("%s: empty: a header is expected, then one line per row", c.s.Name)
			}
			if err != nil {
				return nil, nil, 0, err
			}
			if line == 1 {
				rest = bytes.TrimPrefix(rest, []byte("\xef\xbb\xbf"))
			}
		}
		head, rest = cutLine(rest)
		line++
	}
	samples, err = parseHeader(head, comma)
	if err != nil {
		return nil, nil, 0, fmt.Errorf("%s:%d: %w", c.s.Name, line-1, err)
	}
	return samples, rest, line, nil
}

// parseHeader returns the names of the samples, which are all but the first.
func parseHeader(head []byte, comma byte) ([]string, error) {
	if err := checkText(head); err != nil {
		return nil, err
	}
	fields, err := splitLine(head, comma)
	if err != nil {
		return nil, err
	}
	samples := fields[1:]
	if len(samples) == 0 {
		return nil, fmt.Errorf("the header has one column, %s: an id column and one column per sample are expected, separated by %s%s",
			quote(fields[0]), separator(comma), separatorHint(head, comma))
	}
	seen := make(map[string]int, len(samples))
	for i, name := range samples {
		column := i + 2
		if name == "" {
			return nil, fmt.Errorf("column %d has no name: every sample needs one", column)
		}
		if first, twice := seen[name]; twice {
			return nil, fmt.Errorf("column %d: sample %s is already column %d: rename one", column, quote(name), first)
		}
		seen[name] = column
	}
	return samples, nil
}

// separator names a separator in a message.
func separator(comma byte) string {
	if comma == '\t' {
		return "tabs"
	}
	return fmt.Sprintf("%q", comma)
}

// separatorHint says what else seems to separate the columns.
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
