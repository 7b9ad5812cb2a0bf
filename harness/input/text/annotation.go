package text

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"serialfraction/harness/numeral"
)

// annotations are names of columns that describe a row, as programs that count reads write
// them between the id and the samples.
var annotations = []string{
	"chr", "chrom", "chromosome", "start", "end", "strand", "length", "width", "gc", "pos", "position",
	"symbol", "gene", "gene_symbol", "gene_name", "gene symbol", "gene name", "gene_id", "entrez", "entrezid", "entrez_id",
	"name", "description", "biotype", "gene_biotype", "type", "class", "title",
}

// textsHint returns what to type where the first columns of values hold text about the row,
// "" where they do not. values are the fields of a line from the first sample on.
func (p *parser) textsHint(values []string) string {
	if !p.quoted || p.texts > 0 {
		return ""
	}
	last := -1 // column of text
	for i, value := range values {
		if !isAnnotation(p.samples[i]) && !isWord(value) {
			break
		}
		last = i
	}
	switch {
	case last < 0 || last == len(values)-1:
		return ""
	case last == 0:
		return fmt.Sprintf("; if this column describes the row, type --text-columns 1: %s is kept beside it", p.samples[0])
	}
	return fmt.Sprintf("; if columns %d to %d describe the row, type --text-columns %d: %s are kept beside it",
		p.firstValue()+1, p.firstValue()+last+1, last+1, strings.Join(p.samples[:last+1], ", "))
}

func isAnnotation(name string) bool { return slices.Contains(annotations, strings.ToLower(name)) }

// isWord reports whether a field is text rather than a number with a fault.
func isWord(field string) bool {
	_, err := numeral.Parse([]byte(field))
	var e *numeral.Error
	return errors.As(err, &e) && e.Fault == numeral.NoNumber
}
