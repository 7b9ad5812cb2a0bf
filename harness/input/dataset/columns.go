package dataset

import (
	"fmt"
	"slices"
	"strings"

	"serialfraction/harness/pattern"
	"serialfraction/harness/wording"
)

// idName matches the names that columns of ids have. Row ids such as gene1 have digits.
var idName = pattern.Of(`(?i)^(rn|unnamed: 0|` +
	`([^0-9]*[^a-z0-9])?(ids?|ref|index|rows?|names?|genes?|probes?|probesets?|features?|transcripts?|entrez|symbols?|targets?|keys?|variants?|snps?|peaks?|locus|cpgs?|proteins?|accession|number|no|nr)([^a-z0-9][^0-9]*)?|` +
	`(gene|probe|probeset|row|feature|transcript|entrez|ensembl|protein|snp|variant|peak|cpg)s?(ids?|names?|symbols?))$`)

// IsIDName reports whether a column of that name holds ids of rows. A row of data has such
// a text in its first column only by chance.
func IsIDName(name string) bool { return idName.MatchString(name) }

// rowFacts are names, in lower case, of columns that describe a row, as programs write them
// between the id and the samples: featureCounts, Salmon, kallisto, RSEM, PLINK and Bioconductor.
var rowFacts = []string{
	"chr", "chrom", "chromosome", "seqnames", "start", "end", "strand", "length", "width", "gc", "pos", "position",
	"efflength", "eff_length", "effectivelength", "effective_length",
	"symbol", "gene", "gene_symbol", "gene_name", "gene symbol", "gene name", "gene_id", "geneid", "entrez", "entrezid", "entrez_id",
	"transcript_id", "transcript_id(s)",
	"iid", "pat", "mat", "sex", "phenotype",
	"name", "description", "biotype", "gene_biotype", "type", "class", "title",
}

// IsRowFact reports whether a column of that name describes the rows.
func IsRowFact(name string) bool { return slices.Contains(rowFacts, strings.ToLower(name)) }

// WithoutID returns how many rows have no id, in words, and which is the first; "" where all
// have one.
func WithoutID(ids []string) string {
	empty := 0
	for _, id := range ids {
		if id == "" {
			empty++
		}
	}
	if empty == 0 {
		return ""
	}
	return fmt.Sprintf("%s without an id, the first is row %d", wording.Count(empty, "row"), slices.Index(ids, "")+1)
}

// ReadAsSamples names columns that a reader took for samples, the first few of names.
func ReadAsSamples(names []string) string {
	const most = 3
	var list []string
	for _, name := range names[:min(most, len(names))] {
		list = append(list, wording.Quote(name, 40))
	}
	if n := len(names) - most; n > 0 {
		list = append(list, fmt.Sprintf("%d more", n))
	}
	if len(names) == 1 {
		return list[0] + " is read as a sample"
	}
	return wording.And(list...) + " are read as samples"
}
