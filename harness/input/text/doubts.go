package text

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"serialfraction/harness"
	"serialfraction/harness/input/lines"
	"serialfraction/harness/wording"
)

// idName matches the names that columns of ids have, which a row of data has in its first
// column only by chance. Row ids such as gene1 have digits.
var idName = regexp.MustCompile(`(?i)^(|x|rn|unnamed: 0|` +
	`([^0-9]*[^a-z0-9])?(ids?|ref|index|rows?|names?|genes?|probes?|probesets?|features?|transcripts?|entrez|symbols?|targets?|keys?|variants?|snps?|peaks?|locus|cpgs?|proteins?|accession|number|no|nr)([^a-z0-9][^0-9]*)?|` +
	`(gene|probe|probeset|row|feature|transcript|entrez|ensembl|protein|snp|variant|peak|cpg)s?(ids?|names?|symbols?))$`)

// doubts returns notes on a table whose header may be a row, or whose ids may be values.
func doubts(d *harness.Dataset, h header, l Layout) (notes []string) {
	named := !l.NoHeader && idName.MatchString(h.corner)
	if !l.NoHeader && !named && numbers(h.samples) {
		notes = append(notes, fmt.Sprintf("%s:%d: all names of samples are numbers, %s: if this line is a row of data, type --no-header",
			d.Name, h.line, some(h.samples)))
	}
	if l.IDs == IDsLikely && !named && numbers(d.Rows) {
		notes = append(notes, fmt.Sprintf("%s: all ids in the first column are numbers, %s: if they are values of a sample, type --ids none, else --ids first",
			d.Name, some(d.Rows)))
	}
	if empty := count(d.Rows, ""); empty > 0 && l.IDs == IDsLikely {
		notes = append(notes, fmt.Sprintf("%s: %s without an id, the first is row %d: remove lines of separators alone, or type --ids first to keep them",
			d.Name, wording.Count(empty, "row"), slices.Index(d.Rows, "")+1))
	}
	return notes
}

func count(texts []string, of string) (n int) {
	for _, text := range texts {
		if text == of {
			n++
		}
	}
	return n
}

// some quotes the first few of texts.
func some(texts []string) string {
	const most = 3
	var list []string
	for _, text := range texts[:min(most, len(texts))] {
		list = append(list, lines.Quote(text))
	}
	if len(texts) > most {
		list = append(list, "…")
	}
	return strings.Join(list, ", ")
}
