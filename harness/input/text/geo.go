package text

import (
	"bytes"
	"context"
	"fmt"
	"strings"

	"serialfraction/harness"
	"serialfraction/harness/input/content"
	"serialfraction/harness/input/lines"
)

// The prefixes of the lines of a series matrix.
const (
	geoSeries = "!Series_"
	geoSample = "!Sample_"
	geoBegin  = "!series_matrix_table_begin"
	geoEnd    = "!series_matrix_table_end"
)

// ReadGEO reads a series matrix of the Gene Expression Omnibus. Of the layout only Missing
// counts: names have their places.
func ReadGEO(ctx context.Context, s *content.Stream, l Layout) (*harness.Dataset, error) {
	return readGEOBlocks(ctx, s, l, blockBytes)
}

// readGEOBlocks reads a series matrix in blocks of the given size. The file has lines
// !Series_…, lines !Sample_… with one value per sample, separated by tabs, and a table
// between the lines geoBegin and geoEnd. The header of the table is ID_REF and the
// accession numbers of the samples. The lines !Sample_… become Fields, see geoFields.
func readGEOBlocks(ctx context.Context, s *content.Stream, l Layout, size int) (*harness.Dataset, error) {
	pre := newPrelude(s, size)
	pre.cut.end = geoEnd
	fields, err := readGEOHead(pre)
	if err != nil {
		return nil, err
	}
	head, line, err := pre.nextOr(fmt.Errorf("%s: the table is empty: %s", s.Name, geoElsewhere))
	if err != nil {
		return nil, err
	}
	samples, err := parseHeader(head)
	if err == nil {
		err = fields.check(samples)
	}
	if err != nil {
		return nil, fmt.Errorf("%s:%d: %w", s.Name, line, err)
	}
	d, err := readRows(ctx, pre, &parser{name: s.Name, comma: '\t', spans: usual(0, len(samples)), samples: samples, missing: missingOf(l.Missing)})
	if err != nil {
		return nil, err
	}
	if d.NumRows() == 0 {
		return nil, fmt.Errorf("%s:%d: the table has a header and no row: %s", s.Name, line, geoElsewhere)
	}
	d.Fields = fields.all
	return d, nil
}

// geoElsewhere is the advice where the table is empty: where the values are instead.
const geoElsewhere = "series of sequencing have their values in supplementary files, fetch those"

// readGEOHead reads the lines above the table.
func readGEOHead(pre *prelude) (*geoFields, error) {
	name := pre.cut.s.Name
	g := &geoFields{at: make(map[string]int)}
	for first := true; ; first = false {
		ended := fmt.Errorf("%s: no line %s: this is not a GEO series matrix, or only the beginning of one: fetch it again", name, geoBegin)
		if first {
			ended = fmt.Errorf("%s: the file is empty: fetch it again", name)
		}
		line, number, err := pre.nextOr(ended)
		if first && err == nil {
			err = checkGEO(name, number, line)
		}
		if err != nil {
			return nil, err
		}
		switch {
		case bytes.HasPrefix(line, []byte(geoBegin)):
			g.join()
			return g, nil
		case bytes.HasPrefix(line, []byte(geoSample)):
			if err := g.add(number, pre.wholeQuotes(line)); err != nil {
				return nil, fmt.Errorf("%s:%d: %w", name, number, err)
			}
		case line[0] == '!':
			pre.wholeQuotes(line)
		default:
			return nil, fmt.Errorf("%s:%d: a line that begins with ! is expected above %s, found %s", name, number, geoBegin, lines.Quote(string(line)))
		}
	}
}

// maxQuoted bounds the bytes of a line that quotes make of several.
const maxQuoted = 1 << 20

// wholeQuotes returns a line that begins with !, with those that go on with its last value,
// whose quotes they close: a title or a description of several lines. They become one, with
// blanks between.
func (p *prelude) wholeQuotes(line []byte) string {
	text := string(line)
	for opensQuote(text) && len(text) < maxQuoted {
		line, _, err := p.next()
		if err != nil {
			break
		}
		if line[0] == '!' {
			p.unread()
			break
		}
		text += " " + string(line)
	}
	return text
}

// opensQuote reports whether the last value of a line begins with a quote that does not end it.
func opensQuote(line string) bool {
	value := strings.TrimSpace(line[strings.LastIndexByte(line, '\t')+1:])
	return strings.HasPrefix(value, `"`) && (len(value) == 1 || !strings.HasSuffix(value, `"`))
}

// checkGEO checks that the first line is one of a series matrix. The extension .txt
// alone does not show it.
func checkGEO(name string, number int, line []byte) error {
	if err := lines.Check(line); err != nil && line[0] != '!' {
		return fmt.Errorf("%s:%d: %w", name, number, err)
	}
	if bytes.HasPrefix(line, []byte(geoSeries)) || bytes.HasPrefix(line, []byte(geoSample)) {
		return nil
	}
	text, _, _ := strings.Cut(string(line), "\t")
	return fmt.Errorf("%s:%d: not a GEO series matrix: its first line should begin with !Series_, but is %s: name a table .csv or .tsv",
		name, number, lines.Quote(text))
}
